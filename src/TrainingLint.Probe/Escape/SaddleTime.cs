using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>Updates until a saddle was left.</summary>
/// <param name="Steps">As measured, with the standard error over runs (0 for a single run without noise); null when it was not left in time.</param>
/// <param name="Theory">What the linear theory foresees; null for rules without one.</param>
/// <param name="Runs">Runs that left.</param>
/// <param name="Tried">Runs in all.</param>
public sealed record SaddleTime(Measured? Steps, double? Theory, int Runs, int Tried);
