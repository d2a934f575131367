namespace TrainingLint.Probe.Surfaces;

/// <summary>Where a run ended, in units of a plane's axes.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="X">Along the first axis.</param>
/// <param name="Y">Along the second axis.</param>
public sealed record RunEnd(int Seed, double X, double Y);
