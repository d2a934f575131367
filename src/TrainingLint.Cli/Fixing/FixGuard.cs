using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Fixing;

/// <summary>A last line of defence before anything is written: after its fixes, a file must still be taken for what it was.</summary>
internal sealed class FixGuard(string root)
{
    // A key that is spelt right at last, or whose double is gone, may well be judged anew: that is what the fix is for.
    private static readonly Judge Writing = new(RuleBook.Rules.Where(rule => rule.Info.Id.StartsWith("TL09", StringComparison.Ordinal)));

    private readonly ConfigReader _reader = new(new ConfigFiles(root));

    /// <summary>The plan without the fixes that must not be made, and why the last of those must not; null where all may.</summary>
    public (FilePlan Plan, string? Objection) Check(FilePlan plan)
    {
        if (Objection(plan) is not { } objection)
        {
            return (plan, null);
        }

        return (Extended(plan with { Fixes = [] }, plan.Fixes), objection);
    }

    // By halves: a few bad fixes among many are found with few looks at the file.
    private FilePlan Extended(FilePlan sound, IReadOnlyList<PlannedFix> fixes)
    {
        var all = sound with { Fixes = [.. sound.Fixes, .. fixes] };
        if (fixes.Count == 0 || Objection(all) is null)
        {
            return all;
        }

        var half = fixes.Count / 2;
        return fixes.Count == 1 ? sound : Extended(Extended(sound, [.. fixes.Take(half)]), [.. fixes.Skip(half)]);
    }

    private string? Objection(FilePlan plan)
    {
        var before = ConfigFormats.Parse(plan.Source);
        var after = ConfigFormats.Parse(new SourceFile(plan.Source.Path, plan.NewText, plan.Source.FullPath));
        if (after.Problems.Count > before.Problems.Count)
        {
            return "the change would break its syntax";
        }

        // Each fix was proven alone; together they must keep their promises as well.
        if (!FixProof.Holds(plan.Source, [.. plan.Fixes.SelectMany(planned => planned.Fix.Edits).Distinct()], plan.NewText))
        {
            return "the change would reach other values as well";
        }

        var (old, now) = (_reader.Read(before), _reader.Read(after));
        var known = Findings(old).ToHashSet();
        return old.Dialect != now.Dialect || old.Recipes.Count != now.Recipes.Count
            || Findings(now).Any(finding => !known.Contains(finding))
            ? "the framework would read the file in another way"
            : null;
    }

    private static IEnumerable<(string, string?)> Findings(TrainingFile file) =>
        Writing.Findings(file).Select(finding => (finding.Rule.Id, finding.Key));
}
