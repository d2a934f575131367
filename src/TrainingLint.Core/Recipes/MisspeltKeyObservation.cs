using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A key that the dialect does not know and that is one slip away from one that it does.</summary>
/// <param name="Place">The key.</param>
/// <param name="Key">Its path.</param>
/// <param name="Written">The key as written.</param>
/// <param name="Meant">The known key; empty where none is near.</param>
/// <param name="Consequence">What the framework does with it, as the rest of a sentence that its name begins.</param>
public sealed record MisspeltKeyObservation(Place Place, string Key, string Written, string Meant, string Consequence)
    : Observation(Place, Key)
{
    /// <summary>The framework, for people; null where the file belongs to none, and the consequence is a sentence of its own.</summary>
    public string? Framework { get; init; }

    /// <summary>True when the framework refuses to start, so that no run depends on the key as it is written.</summary>
    public bool IsRefused { get; init; }

    /// <summary>
    /// True when the program that takes the key is not seen and would stop at a wrong one, so that the key is rather its own word.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>The table of all keys that lacks this one, where nothing known is one slip away; null elsewhere.</summary>
    public string? Table { get; init; }

    /// <summary>The one place at which the framework does read a key of this name; null where there is none, or several.</summary>
    public string? Belongs { get; init; }
}
