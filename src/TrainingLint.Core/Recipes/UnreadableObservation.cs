using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>The file cannot be read as what it claims to be.</summary>
/// <param name="Place">Where reading stopped.</param>
/// <param name="Problem">What was found and what is wanted.</param>
public sealed record UnreadableObservation(Place Place, string Problem)
    : Observation(Place, null);
