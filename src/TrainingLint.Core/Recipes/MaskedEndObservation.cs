using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A padding token that is the end token, where padding is left out of the loss.</summary>
/// <param name="Place">Where it becomes so.</param>
public sealed record MaskedEndObservation(Place Place)
    : Observation(Place, null);
