using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A base file, interpolation or reference that cannot be followed.</summary>
/// <param name="Place">The reference.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Reference">As written.</param>
/// <param name="Reason">Why it cannot be followed.</param>
public sealed record UnresolvedObservation(Place Place, string? Key, string Reference, string Reason)
    : Observation(Place, Key)
{
    /// <summary>True when the target ought to be there: its neighbours are, and nothing but a slip or a moved file explains it.</summary>
    public bool IsBroken { get; init; }
}
