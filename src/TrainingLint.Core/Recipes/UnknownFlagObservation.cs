using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A flag that the program of a command does not declare.</summary>
/// <param name="Place">The flag.</param>
/// <param name="Key">Its name, dashes as underscores.</param>
/// <param name="Program">Path of the program, as shown.</param>
/// <param name="Meant">A flag of the program that is one slip away; null without one.</param>
public sealed record UnknownFlagObservation(Place Place, string Key, string Program, string? Meant)
    : Observation(Place, Key);
