using System.Collections.Generic;

namespace TrainingLint.Core.Recipes;

/// <summary>A file as a reader understood it: the way from text to rules.</summary>
public sealed record TrainingFile
{
    /// <summary>Path as the host knows it.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the dialect; null when the file is no training config.</summary>
    public string? Dialect { get; init; }

    /// <summary>True when the file configures a training run, or a part of one.</summary>
    public bool IsTraining { get; init; }

    /// <summary>The recipes in the file, in the order in which they are written.</summary>
    public IReadOnlyList<Recipe> Recipes { get; init; } = [];

    /// <summary>Absolute paths of the files that this one draws on, at any remove, those that could not be found included.</summary>
    public IReadOnlyList<string> DrawsOn { get; init; } = [];

    /// <summary>What the reader noticed about how the file is written.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];
}
