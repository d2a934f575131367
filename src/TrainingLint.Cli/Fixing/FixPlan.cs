using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Fixing;

/// <summary>What is to change in one file.</summary>
/// <param name="Source">The file as it was read.</param>
/// <param name="Fixes">The changes that settle each finding; no two of them overlap.</param>
internal sealed record FilePlan(SourceFile Source, IReadOnlyList<PlannedFix> Fixes)
{
    /// <summary>All changes, in order.</summary>
    public IEnumerable<TextEdit> Edits => Fixes.SelectMany(fix => fix.Edits).Distinct().OrderBy(edit => edit.Start);

    /// <summary>The text after the changes.</summary>
    public string NewText => FixEdits.Apply(Source.Text, Edits);
}

/// <summary>One fix with the changes that it comes to.</summary>
/// <param name="Fix">What it promises.</param>
/// <param name="Edits">Its changes by position.</param>
internal sealed record PlannedFix(Fix Fix, IReadOnlyList<TextEdit> Edits);

/// <summary>The fixes of a run that can be made together.</summary>
internal sealed class FixPlan
{
    private FixPlan(IReadOnlyList<FilePlan> files, int held, int conflicting)
    {
        Files = files;
        Held = held;
        Conflicting = conflicting;
    }

    public IReadOnlyList<FilePlan> Files { get; }

    /// <summary>Findings whose fix changes what a run does and was not asked for.</summary>
    public int Held { get; }

    /// <summary>Findings whose fix touches the same text as another one.</summary>
    public int Conflicting { get; }

    /// <summary>Plans the best allowed fix of every open finding; of two that touch the same text, the earlier one wins.</summary>
    public static FixPlan Of(IEnumerable<LocatedFinding> findings, bool allowUnsafe)
    {
        var byFile = new SortedDictionary<string, (SourceFile Source, List<PlannedFix> Fixes)>(StringComparer.Ordinal);
        var (held, conflicting) = (0, 0);
        foreach (var located in findings.Where(located => !located.Finding.Suppressed))
        {
            if (Best(located, allowUnsafe) is not { } best)
            {
                held += !allowUnsafe && Best(located, allowUnsafe: true) is not null ? 1 : 0;
                continue;
            }

            var source = located.File.SourceOf(located.Finding.Place)!;
            var plan = byFile.TryGetValue(source.Path, out var present) ? present : (source, []);
            var planned = plan.Fixes.SelectMany(fix => fix.Edits).ToArray();
            if (best.Edits.Except(planned).Any(edit => planned.Any(edit.Overlaps)))
            {
                conflicting++;
                continue;
            }

            plan.Fixes.Add(best);
            byFile[source.Path] = plan;
        }

        return new FixPlan([.. byFile.Values.Select(plan => new FilePlan(plan.Source, plan.Fixes))], held, conflicting);
    }

    private static PlannedFix? Best(LocatedFinding located, bool allowUnsafe) =>
        located.Finding.Fixes
            .Where(fix => fix.Safety == FixSafety.Safe || allowUnsafe)
            .Select(fix => located.File.SourceOf(located.Finding.Place) is { } source && FixEdits.Of(fix, source) is { } edits
                ? new PlannedFix(fix, edits)
                : null)
            .FirstOrDefault(planned => planned is not null);
}
