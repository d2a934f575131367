using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>Images that reach the model as they are stored, with numbers up to 255.</summary>
/// <param name="Place">Where they are loaded.</param>
/// <param name="Key">Path of the list of transforms; null in a program.</param>
/// <param name="Loaded">What loads them, as written.</param>
/// <param name="Severity">Info where another file may scale them.</param>
public sealed record UnscaledInputObservation(Place Place, string? Key, string Loaded, Severity Severity)
    : Observation(Place, Key);
