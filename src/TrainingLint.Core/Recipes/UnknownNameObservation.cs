using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A name that nobody has, one slip away from one that everybody knows.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="What">What the name is of, such as an optimizer.</param>
/// <param name="Written">The name as written.</param>
/// <param name="Meant">The known name that is nearest.</param>
/// <param name="Consequence">What happens when the name is looked up.</param>
/// <param name="Severity">Error where the framework refuses, warning where nobody can tell or another one is taken in silence.</param>
public sealed record UnknownNameObservation(Place Place, string Key, string What, string Written, string Meant, string Consequence,
    Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>False where the framework's list of words is known, and the name is further away from all of them.</summary>
    public bool IsOneSlip { get; init; } = true;
}
