using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Forecasts;

/// <summary>What one length of warmup came to.</summary>
/// <param name="Steps">Updates until the peak.</param>
/// <param name="Survived">Runs that learned something, of those that were made.</param>
public sealed record WarmupTrial(int Steps, Proportion Survived);
