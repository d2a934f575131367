using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A range from which a search draws learning rates.</summary>
/// <param name="Place">The key or value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="IsLinear">True when rates are drawn evenly between the bounds.</param>
public sealed record SweepRangeObservation(Place Place, string Key, double Low, double High, bool IsLinear)
    : Observation(Place, Key);
