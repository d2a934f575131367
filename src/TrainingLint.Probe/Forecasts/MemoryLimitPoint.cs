namespace TrainingLint.Probe.Forecasts;

/// <summary>How near a run was to the limit that Adam's own memory sets.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="Ratio">Rate times curvature behind the divisor, along the gradient, over what is stable: above 1 the next updates overshoot.</param>
public sealed record MemoryLimitPoint(int Step, double Ratio);
