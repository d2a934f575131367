using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Linting;

/// <summary>One file after linting.</summary>
/// <param name="File">How it was understood.</param>
/// <param name="Findings">What the rules say, accepted findings included.</param>
/// <param name="Sources">Its text and those of the files that it draws on, by their paths as shown.</param>
/// <param name="Options">What is configured for it.</param>
public sealed record LintedFile(TrainingFile File, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, SourceFile> Sources,
    LintOptions Options)
{
    /// <summary>The file's own text.</summary>
    public SourceFile Source => Sources[File.Path];

    /// <summary>The text at a place; null when it is not at hand.</summary>
    public SourceFile? SourceOf(Place place) => Sources.TryGetValue(place.File, out var source) ? source : null;
}
