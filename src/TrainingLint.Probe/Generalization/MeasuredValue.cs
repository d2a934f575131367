namespace TrainingLint.Probe.Generalization;

/// <summary>A number with its error.</summary>
/// <param name="Value">The number.</param>
/// <param name="Error">Standard error over samples for a loss (no number for a single sample); the likely error for an eigenvalue.</param>
public sealed record MeasuredValue(double Value, double Error);
