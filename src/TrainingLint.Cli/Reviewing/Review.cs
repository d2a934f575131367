using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reviewing;

/// <summary>How a recipe changed.</summary>
internal enum RecipeStatus
{
    /// <summary>A run does something else than before.</summary>
    Changed,

    /// <summary>There was no such recipe.</summary>
    Added,

    /// <summary>The recipe is gone.</summary>
    Removed,
}

/// <summary>One recipe in both states.</summary>
/// <param name="Status">How it changed.</param>
/// <param name="File">Its file; for a recipe that is gone, where it was.</param>
/// <param name="OldFile">Its former file where that was renamed; null otherwise.</param>
/// <param name="Before">The recipe before.</param>
/// <param name="After">The recipe now.</param>
/// <param name="Effects">What a run does otherwise.</param>
/// <param name="Through">Changed files that it draws on, its own file left out.</param>
internal sealed record RecipeReview(
    RecipeStatus Status, string File, string? OldFile, Recipe? Before, Recipe? After, IReadOnlyList<Effect> Effects,
    IReadOnlyList<string> Through)
{
    /// <summary>Its name within the file.</summary>
    public string Name => (After ?? Before)!.Name;
}

/// <summary>A finding of a review with its name, by which it is known in both states.</summary>
internal sealed record ReviewedFinding(LocatedFinding Located, string Fingerprint);

/// <summary>Everything that a reviewer of a change wants to know about the trainings that it touches.</summary>
internal sealed record Review
{
    private IReadOnlyDictionary<string, IReadOnlyList<(int First, int Count)>>? _added;

    /// <summary>The revision that the change is compared with, as the user named it.</summary>
    public required string Base { get; init; }

    /// <summary>The revision of the change; null for the work tree.</summary>
    public required string? Head { get; init; }

    /// <summary>Recipes that a run makes something else of, by file and name.</summary>
    public required IReadOnlyList<RecipeReview> Recipes { get; init; }

    /// <summary>Changed configs whose training is the same as before.</summary>
    public required int WithoutEffect { get; init; }

    /// <summary>Open findings that were not there before.</summary>
    public required IReadOnlyList<ReviewedFinding> New { get; init; }

    /// <summary>Findings that are gone.</summary>
    public required IReadOnlyList<ReviewedFinding> Fixed { get; init; }

    /// <summary>Open findings in the reviewed files that were there before.</summary>
    public required IReadOnlyList<ReviewedFinding> Remaining { get; init; }

    /// <summary>Changed C# files that train with TorchSharp or ML.NET; the analyzers judge them in the build.</summary>
    public required IReadOnlyList<string> Code { get; init; }

    /// <summary>Root of the repository, absolute.</summary>
    public string Root { get; init; } = "";

    /// <summary>Tells of each file, by its path from the root, which lines the change adds or writes anew.</summary>
    public Func<IReadOnlyDictionary<string, IReadOnlyList<(int First, int Count)>>> AddedLines { get; init; } =
        () => new Dictionary<string, IReadOnlyList<(int First, int Count)>>();

    /// <summary>True for a line that the change adds or writes anew.</summary>
    public bool IsAdded(string path, int line) =>
        (_added ??= AddedLines()).TryGetValue(path, out var ranges)
        && ranges.Any(range => line >= range.First && line < range.First + range.Count);

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<InputError> Errors { get; init; }

    /// <summary>Recipes that change in the same way, together; the largest group first.</summary>
    public IReadOnlyList<IReadOnlyList<RecipeReview>> Groups =>
        [.. Recipes
            .GroupBy(recipe =>
                (recipe.Status,
                    Key: string.Join("\n", recipe.Effects.Select(effect => (effect.Name, effect.Before, effect.After).ToString())),
                    recipe.Status == RecipeStatus.Changed ? "" : recipe.File))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.First().File, StringComparer.Ordinal)
            .Select(group => group.ToArray())];
}
