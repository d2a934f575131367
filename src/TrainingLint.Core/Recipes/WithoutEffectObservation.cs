using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A setting that the framework ignores, overrides or never reads in this combination.</summary>
/// <param name="Place">The key or value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Written">The setting as the user sees it.</param>
/// <param name="Reason">What the framework does instead, and what to write.</param>
/// <param name="Severity">Info where official configs do it as well.</param>
public sealed record WithoutEffectObservation(Place Place, string Key, string Written, string Reason, Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>The line of a program on which the finding rests; null where a framework is known to do so.</summary>
    public Place? Source { get; init; }

    /// <summary>True where it is said of every run of the framework, whatever else is set: nothing there reads the key.</summary>
    public bool IsAlways { get; init; }
}
