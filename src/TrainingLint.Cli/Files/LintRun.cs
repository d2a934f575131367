using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Files;

/// <summary>One file after linting.</summary>
/// <param name="File">How it was understood.</param>
/// <param name="Findings">What the rules say.</param>
/// <param name="Sources">Its text and those of the files that it draws on, by their paths as shown.</param>
/// <param name="Options">What is configured for it.</param>
internal sealed record LintedFile(TrainingFile File, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, SourceFile> Sources, LintOptions Options)
{
    /// <summary>The file's own text.</summary>
    public SourceFile Source => Sources[File.Path];

    /// <summary>The text at a place; null when it is not at hand.</summary>
    public SourceFile? SourceOf(Place place) => Sources.GetValueOrDefault(place.File);
}

/// <summary>A finding with the files in which it shows: the one that it is shown for, and those that draw on the same line.</summary>
/// <param name="File">The first of the files, which knows the text around the finding.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Reach">All files in which it shows.</param>
internal sealed record LocatedFinding(LintedFile File, Finding Finding, IReadOnlyList<string> Reach)
{
    /// <summary>True for a finding in C#, which knows neither keys nor recipes.</summary>
    public bool IsCode => Finding.Place.File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text that the finding is about, as it is written.</summary>
    public string Excerpt => File.SourceOf(Finding.Place)?.Slice(Finding.Place) ?? "";
}

/// <summary>Everything that one call found, in stable order.</summary>
/// <param name="Files">The files.</param>
/// <param name="Errors">What could not be read.</param>
/// <param name="Root">Directory of the repository, or what stands in for it; absolute.</param>
internal sealed record LintRun(IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors, string Root)
{
    /// <summary>
    /// All findings, each said once: what is wrong with a line of a base file is one finding, however many files draw on it.
    /// It is open as long as one of those files does not accept it.
    /// </summary>
    public IReadOnlyList<LocatedFinding> Findings { get; init; } = SaidOnce(Files);

    private static LocatedFinding[] SaidOnce(IReadOnlyList<LintedFile> files)
    {
        var said = files
            .SelectMany(Numbered)
            .GroupBy(item => (item.Finding.Rule.Id, item.Finding.Place, item.Number))
            .Select(same =>
            {
                // What a file says of its own line goes before what others say of it: their wording depends on their batch and the like.
                var open = same.OrderBy(item => item.Finding.Suppressed).ThenByDescending(item => item.File.File.Path == item.Finding.Place.File).ThenByDescending(item => item.Finding.Severity).First();
                return new LocatedFinding(open.File, open.Finding, [.. same.Select(item => item.File.File.Path).Distinct(StringComparer.Ordinal)]);
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
