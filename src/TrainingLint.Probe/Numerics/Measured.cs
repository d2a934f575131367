namespace TrainingLint.Probe.Numerics;

/// <summary>A measured number with its standard error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">Its standard error, 0 or above.</param>
public sealed record Measured(double Value, double Error);
