using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A value whose type this framework rejects or misreads.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Found">What is written, with its type.</param>
/// <param name="Wanted">The type that the framework wants.</param>
/// <param name="Consequence">What happens otherwise.</param>
/// <param name="Severity">Error where loading or training fails.</param>
public sealed record WrongTypeObservation(Place Place, string Key, string Found, string Wanted, string Consequence, Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>The same value in the type that is wanted, as text before and after; null where only a person can tell.</summary>
    public (string Old, string New)? Correction { get; init; }

    /// <summary>True where the value is refused only beside others, or without them.</summary>
    public bool IsOfCombination { get; init; }
}
