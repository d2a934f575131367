using System;

namespace TrainingLint.Probe;

/// <summary>A recipe lacks what an experiment needs.</summary>
/// <param name="message">What it lacks.</param>
public sealed class RecipeNotRunnableException(string message) : Exception(message);
