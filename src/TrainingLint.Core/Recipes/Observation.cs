using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>
/// Something a reader noticed about how a file is written, as opposed to what its recipe says.
/// Readers only observe; the rules of the TL09 block judge.
/// </summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Key">Path of the key it concerns; null for the file as a whole.</param>
public abstract record Observation(Place Place, string? Key);
