namespace TrainingLint.Core.Findings;

/// <summary>Another value at a place; quotes around the old one go with it.</summary>
/// <param name="Place">The value that goes.</param>
/// <param name="OldText">The value without its quotes, so that hosts can check that it still stands there.</param>
/// <param name="NewText">The text that comes.</param>
public sealed record ReplaceValue(Place Place, string OldText, string NewText) : FixEdit(Place)
{
    /// <summary>The number that every loader must read from the new text; null where it is no number, or where its type matters to one loader alone.</summary>
    public double? Number { get; init; }
}
