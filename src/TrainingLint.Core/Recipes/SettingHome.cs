using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>Where a setting that nobody wrote would stand.</summary>
/// <param name="Key">The name of its key.</param>
/// <param name="Before">The first key of the mapping that would hold it.</param>
public sealed record SettingHome(string Key, Place Before);
