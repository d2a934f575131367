namespace TrainingLint.Core.Findings;

/// <summary>The other of two values that do not fit each other.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Key">Path of the setting in its file; null where it has none.</param>
public sealed record PartnerPlace(Place Place, string? Key);
