namespace TrainingLint.Probe.Curvature;

/// <summary>A trace with its error bar.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; 0 where it is exact.</param>
/// <param name="Products">Hessian products spent.</param>
public sealed record TraceEstimate(double Value, double StandardError, int Products);
