namespace TrainingLint.Core.Findings;

/// <summary>Another name for a key; quotes around it stay.</summary>
/// <param name="Place">The key.</param>
/// <param name="OldName">The name without quotes.</param>
/// <param name="NewName">The name that comes.</param>
public sealed record RenameKey(Place Place, string OldName, string NewName) : FixEdit(Place);
