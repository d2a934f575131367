using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Linting;

/// <summary>
/// Values of a config file that every command which runs the file replaces: what is said of them is a note, because they never run. A
/// file that something else draws on without replacing them, or that nothing in sight runs, is judged as it is written.
/// </summary>
internal static class OverriddenValues
{
    /// <summary>True where a finding stands that a command may turn out to make idle.</summary>
    public static bool MayHold(LintedFile linted) => linted.Findings.Any(finding => IsLoud(finding, linted.File.Path));

    /// <summary>The file with notes in the place of findings about values that never run.</summary>
    /// <param name="linted">The file that holds the values.</param>
    /// <param name="runs">The files that draw on it directly.</param>
    public static LintedFile Soften(LintedFile linted, IReadOnlyList<LintedFile> runs)
    {
        if (runs.Count == 0 || runs.Any(run => !run.File.Observations.OfType<OverriddenObservation>().Any()))
        {
            return linted;
        }

        Finding[] softened = [.. linted.Findings.Select(finding => IsLoud(finding, linted.File.Path) ? Soften(finding, runs) : finding)];
        return linted with { Findings = softened };
    }

    private static bool IsLoud(Finding finding, string path) =>
        finding.Severity > Severity.Info && !finding.Suppressed && finding.Place.File == path;

    private static Finding Soften(Finding finding, IReadOnlyList<LintedFile> runs)
    {
        OverriddenObservation?[] replacing =
        [
            .. runs.Select(run => run.File.Observations.OfType<OverriddenObservation>()
                .FirstOrDefault(seen => Is(seen.Replaced, finding.Place))),
        ];
        return Array.Exists(replacing, one => one is null) ? finding
            : finding with
            {
                Severity = Severity.Info,
                Message = finding.Message + " It never runs here: " + (replacing.Length == 1 ? "the command" : "each command")
                    + " that runs this file replaces it.",
                Related = [.. finding.Related, .. replacing.Select(one => new RelatedPlace(one!.Place, "the value that runs"))],
            };
    }

    private static bool Is(Place one, Place other) => one.File == other.File && one.Line == other.Line && one.Column == other.Column;
}
