using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A program beside a config of no framework that leaves randomness unseeded.</summary>
/// <param name="Place">Where the config sets the training up.</param>
/// <param name="Line">The line of the program that trains, or that draws from the generator.</param>
/// <param name="Where">That line, for people.</param>
public sealed record UnseededObservation(Place Place, Place Line, string Where)
    : Observation(Place, null)
{
    /// <summary>The library whose generator is drawn from unseeded; null where nothing is seeded at all.</summary>
    public string? Library { get; init; }

    /// <summary>Where another library is seeded, for people.</summary>
    public string? SeededIn { get; init; }
}
