namespace TrainingLint.Core.Recipes;

/// <summary>A group of parameters with a learning rate of its own.</summary>
/// <param name="Name">Name or index of the group.</param>
/// <param name="LearningRate">Its learning rate.</param>
public sealed record ParameterGroup(string Name, Setting<double> LearningRate);
