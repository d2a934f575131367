using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Linting;

/// <summary>A finding with the files in which it shows: the one that it is shown for, and those that draw on the same line.</summary>
/// <param name="File">The first of the files, which knows the text around the finding.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Reach">All files in which it shows, by their paths as shown.</param>
public sealed record LocatedFinding(LintedFile File, Finding Finding, IReadOnlyList<string> Reach)
{
    /// <summary>True for a finding in C#, which knows neither keys nor recipes.</summary>
    public bool IsCode => Finding.Place.File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text that the finding is about, as it is written.</summary>
    public string Excerpt => File.SourceOf(Finding.Place)?.Slice(Finding.Place) ?? "";

    /// <summary>
    /// All findings in files, each said once: what is wrong with a line of a base file is one finding, however many files draw on it.
    /// It is open as long as one of those files does not accept it.
    /// </summary>
    public static IReadOnlyList<LocatedFinding> SaidOnce(IEnumerable<LintedFile> files)
    {
        var said = files
            .SelectMany(Numbered)
            .GroupBy(item => (item.Finding.Rule.Id, item.Finding.Place, item.Number))
            .Select(same =>
            {
                // What a file says of its own line goes before what others say of it: their wording depends on their batch and the like.
                var open = same
                    .OrderBy(item => item.Finding.Suppressed)
                    .ThenByDescending(item => item.File.File.Path == item.Finding.Place.File)
                    .ThenByDescending(item => item.Finding.Severity)
                    .First();
                return new LocatedFinding(open.File, open.Finding,
                    [.. same.Select(item => item.File.File.Path).Distinct(StringComparer.Ordinal)]);
            })
            .ToArray();
        Array.Sort(said, (left, right) => Finding.Compare(left.Finding, right.Finding));
        return said;
    }

    // A rule may say two different things of one place in one file; both are kept.
    private static IEnumerable<(LintedFile File, Finding Finding, int Number)> Numbered(LintedFile file) => file.Findings
        .GroupBy(finding => (finding.Rule.Id, finding.Place))
        .SelectMany(same => same.Select((finding, number) => (file, finding, number)));
}
