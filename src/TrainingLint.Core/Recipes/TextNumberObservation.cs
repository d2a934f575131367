using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A number that this framework's loader delivers as text.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Text">As written.</param>
/// <param name="Number">What was meant.</param>
/// <param name="Loader">The loader, for people.</param>
/// <param name="Consequence">What the framework then does; null when it converts the text later.</param>
public sealed record TextNumberObservation(Place Place, string Key, string Text, double Number, string Loader, string? Consequence)
    : Observation(Place, Key)
{
    /// <summary>True where nobody knows which loader reads the file, so that it may be the number that is meant.</summary>
    public bool IsLoaderUnknown { get; init; }
}
