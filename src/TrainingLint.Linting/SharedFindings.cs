using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Linting;

/// <summary>
/// Findings that most files of a folder share. A slip of the pen does not happen in twenty files at once: what all of them write is likelier
/// a habit of the program that reads them than twenty mistakes, such as the key <c>LR</c> of AntixK/PyTorch-VAE. It is a note, and where it
/// rests on the program rather than on the meaning of a word, a warning in the first file by name. The files are looked up on disk, so that it does not matter which of them were given.
/// </summary>
internal static class SharedFindings
{
    private const int LeastFiles = 4;
    private const double LeastShare = 0.6;

    // Judgements of a value that no library refuses and that only the unread program gives its meaning. What stops a run or is lost when a file
    // is read stays a finding of each file.
    private static readonly HashSet<string> Doubtful = new(
        ["batch-size-invalid", "final-learning-rate-above-peak", "learning-rate-invalid", "learning-rate-too-high", "learning-rate-too-low",
            "missing-seed", "momentum-out-of-range", "no-momentum", "no-training-steps", "schedule-beyond-end", "setting-without-effect",
            "unknown-key", "unknown-value", "weight-decay-extreme"],
        StringComparer.Ordinal);

    // What a folder shares of these rests on what the program does not do, or on what a library is known to ignore, not on the meaning of a
    // word: one of the files keeps the warning.
    private static readonly HashSet<string> Certain = new(["missing-seed", "setting-without-effect"], StringComparer.Ordinal);

    /// <summary>True where a finding stands that the files beside this one may share.</summary>
    public static bool MayHold(LintedFile linted) => linted.File.Dialect == HomeMade
        && linted.Findings.Any(finding => IsDoubtful(finding, linted.File.Path));

    private const string HomeMade = "generic";

    /// <summary>The file with what it shares said once for the folder.</summary>
    /// <param name="linted">The file.</param>
    /// <param name="neighbours">The files beside it as they were judged, in the order of their names.</param>
    public static LintedFile Apply(LintedFile linted, IReadOnlyList<LintedFile> neighbours)
    {
        LintedFile[] alike = [.. neighbours.Where(other => other.File.Dialect == HomeMade && other.File.IsTraining)];
        return alike.Length + 1 < LeastFiles ? linted
            : linted with
            {
                Findings =
                [.. linted.Findings.Select(finding => IsDoubtful(finding, linted.File.Path) ? Shared(finding, linted, alike) : finding)]
            };
    }

    private static bool IsDoubtful(Finding finding, string path) => finding.Severity > Severity.Info && !finding.Suppressed
        && finding.Place.File == path && Doubtful.Contains(finding.Rule.Name);

    private static Finding Shared(Finding finding, LintedFile linted, LintedFile[] alike)
    {
        var same = Array.FindAll(alike, other => other.Findings.Any(found => IsSame(found, finding, other.File.Path)));
        if (same.Length + 1 < LeastFiles || same.Length + 1 < LeastShare * (alike.Length + 1))
        {
            return finding;
        }

        var first = same[0].File.Path;
        return string.CompareOrdinal(linted.File.Path, first) < 0
            ? finding with
            {
                Severity = Certain.Contains(finding.Rule.Name) ? Severity.Warning : Severity.Info,
                Message = finding.Message + FormattableString.Invariant($" {same.Length} files beside it are alike and have a note only: if it is meant so, accept it here."),
            }
            : finding with
            {
                Severity = Severity.Info,
                Message = finding.Message + FormattableString.Invariant($" So do {same.Length} files beside it; it is said in {first}."),
            };
    }

    // The number may be another one in each file; what it is said of is not.
    private static bool IsSame(Finding found, Finding finding, string path) => found.Rule.Id == finding.Rule.Id
        && found.Place.File == path && LastOf(found.Key) == LastOf(finding.Key);

    private static string? LastOf(string? key) => key?.Substring(key.LastIndexOf('.') + 1);
}
