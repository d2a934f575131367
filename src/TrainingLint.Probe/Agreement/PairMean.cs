namespace TrainingLint.Probe.Agreement;

/// <summary>A mean over pairs of runs. Pairs share runs, so that its error comes from leaving out one run at a time (Efron and Stein 1981).</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardError">Its jackknife standard error; null for two runs, which leave nothing to leave out.</param>
public sealed record PairMean(double Value, double? StandardError);
