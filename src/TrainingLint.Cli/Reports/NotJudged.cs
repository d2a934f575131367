using System;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Reports;

/// <summary>What a run has seen and no rule has judged, so that silence about it is not taken for a clean bill.</summary>
/// <param name="UnknownValues">Values of recipes that are known only at run time, or that a missing file would tell.</param>
/// <param name="UnresolvedReferences">Base files, interpolations and references that cannot be followed.</param>
/// <param name="OtherFiles">Files that configure no training.</param>
/// <param name="Excluded">Files that the call or the configuration leaves out.</param>
/// <param name="Unread">Inputs that could not be read, named ones and others.</param>
internal sealed record NotJudged(int UnknownValues, int UnresolvedReferences, int OtherFiles, int Excluded, int Unread)
{
    /// <summary>Counts what a run has left open.</summary>
    public static NotJudged Of(LintRun run) => new(
        run.Files.SelectMany(file => file.File.Recipes)
            .SelectMany(recipe => recipe.Settings)
            .Where(item => item.Value is { State: SettingState.Unknown, Text: not null })
            .Select(item => (item.Key, item.Value.Place))
            .Distinct()
            .Count(),
        run.Files.SelectMany(file => file.File.Observations).OfType<UnresolvedObservation>().Select(unresolved => unresolved.Place)
            .Distinct().Count(),
        run.Files.Count(file => !file.File.IsTraining && !file.File.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)),
        run.Excluded,
        run.Errors.Count + run.Skipped.Count);
}
