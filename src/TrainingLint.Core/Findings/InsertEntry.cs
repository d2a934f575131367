namespace TrainingLint.Core.Findings;

/// <summary>A key and its value on a line of their own, before the one that stands at a place and beside it.</summary>
/// <param name="Place">The key that follows.</param>
/// <param name="Name">The name of the key.</param>
/// <param name="Value">Its value, a number or a word without quotes.</param>
public sealed record InsertEntry(Place Place, string Name, string Value) : FixEdit(Place);
