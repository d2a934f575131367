using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>The same key twice in one mapping; loaders keep the last and say nothing.</summary>
/// <param name="Place">The later key.</param>
/// <param name="Key">Its path.</param>
/// <param name="First">Where the key stood first.</param>
/// <param name="FirstText">Value that is lost; null for a mapping or list.</param>
/// <param name="LastText">Value that wins; null for a mapping or list.</param>
/// <param name="LoaderRejects">True when this framework's loader refuses the file.</param>
public sealed record DuplicateKeyObservation(Place Place, string Key, Place First, string? FirstText, string? LastText,
    bool LoaderRejects)
    : Observation(Place, Key)
{
    /// <summary>True when both hold the same, which for mappings and lists no text tells.</summary>
    public bool HasSameContent { get; init; }
}
