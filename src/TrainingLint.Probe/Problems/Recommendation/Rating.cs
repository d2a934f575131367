namespace TrainingLint.Probe.Problems.Recommendation;

/// <summary>What a user thinks of an item.</summary>
/// <param name="User">Number of the user, from 0.</param>
/// <param name="Item">Number of the item, from 0.</param>
/// <param name="Value">Above or below the mean of all ratings.</param>
internal readonly record struct Rating(int User, int Item, double Value);
