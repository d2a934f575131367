using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A setting that a config leaves out and that the program which reads it fills in.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Name">What the program calls it.</param>
/// <param name="Text">Its value as the program writes it.</param>
/// <param name="Number">The same as a number.</param>
/// <param name="Place">The line of the program.</param>
public sealed record FilledGap(SettingKey Key, string Name, string Text, double Number, Place Place);
