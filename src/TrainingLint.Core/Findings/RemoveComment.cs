namespace TrainingLint.Core.Findings;

/// <summary>The comment at a place goes, with its line where it stands alone on it.</summary>
/// <param name="Place">The comment.</param>
public sealed record RemoveComment(Place Place) : FixEdit(Place);
