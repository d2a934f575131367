using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A value outside of the range that the framework's documentation calls typical.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Text">As written.</param>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Source">Where the range is documented.</param>
public sealed record OutsideRangeObservation(Place Place, string Key, string Text, double Low, double High, string Source)
    : Observation(Place, Key)
{
    /// <summary>True when the value is not merely unusual but outside of what the setting can mean.</summary>
    public bool IsImpossible { get; init; }
}
