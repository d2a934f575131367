namespace TrainingLint.Probe.Stability;

/// <summary>How a sweep is run.</summary>
/// <param name="Steps">Updates of each run.</param>
/// <param name="Seeds">Runs of each rate.</param>
/// <param name="Stride">Half decades from one rate to the next.</param>
internal sealed record SweepPlan(int Steps, int Seeds, int Stride);
