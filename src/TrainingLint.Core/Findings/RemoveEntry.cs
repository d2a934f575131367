namespace TrainingLint.Core.Findings;

/// <summary>The key and value at a place go, with their line where they stand alone on it.</summary>
/// <param name="Place">The key, or the value.</param>
public sealed record RemoveEntry(Place Place) : FixEdit(Place)
{
    /// <summary>True when the same key stands there once more and is meant to stay.</summary>
    public bool LeavesOther { get; init; }
}
