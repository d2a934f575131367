
namespace TrainingLint.Core.Rules;

/// <summary>A threshold of a rule that a team can set for itself; rules declare theirs, so that documentation can list them.</summary>
/// <param name="Name">Last part of its key, such as <c>max</c>.</param>
/// <param name="Description">What it bounds, with its unit.</param>
/// <param name="Default">The rule's own threshold; null where a knowledge table holds it.</param>
public sealed record NumberOption(string Name, string Description, double? Default = null)
{
    /// <summary>True when the name of an optimizer may stand before the option: <c>adamw.max</c>.</summary>
    public bool IsPerOptimizer { get; init; }
}
