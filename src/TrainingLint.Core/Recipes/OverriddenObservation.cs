using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A setting of a config file that the command line replaces.</summary>
/// <param name="Place">The value on the command line, which runs.</param>
/// <param name="Key">Path of the key in the file.</param>
/// <param name="Text">The value that runs.</param>
/// <param name="Replaced">The value in the file, which never does.</param>
/// <param name="ReplacedText">That value as written.</param>
public sealed record OverriddenObservation(Place Place, string Key, string Text, Place Replaced, string ReplacedText)
    : Observation(Place, Key);
