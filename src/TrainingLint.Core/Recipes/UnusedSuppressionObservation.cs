using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A comment that switches a rule off which says nothing there.</summary>
/// <param name="Place">The comment.</param>
/// <param name="Rule">The rule as the comment names it.</param>
/// <param name="IsKnownRule">False when there is no such rule.</param>
/// <param name="IsWholeComment">True when the comment switches nothing else off, so that it can go.</param>
public sealed record UnusedSuppressionObservation(Place Place, string Rule, bool IsKnownRule, bool IsWholeComment)
    : Observation(Place, null)
{
    /// <summary>True for a comment that addresses the tool in words that it does not know; they stand in place of the rule.</summary>
    public bool IsUnclear { get; init; }
}
