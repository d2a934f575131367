namespace TrainingLint.Core.Recipes;

/// <summary>Learning rate and batch size as the base file has them, before this file changes them.</summary>
/// <param name="LearningRate">Learning rate of the base.</param>
/// <param name="BatchSize">Batch size of the base, in the same unit as the recipe's.</param>
public sealed record BaseRecipe(Setting<double> LearningRate, Setting<double> BatchSize);
