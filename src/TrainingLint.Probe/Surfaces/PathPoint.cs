namespace TrainingLint.Probe.Surfaces;

/// <summary>A point of the path of training, in units of a plane's axes.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="X">Along the first axis.</param>
/// <param name="Y">Along the second axis.</param>
public sealed record PathPoint(int Step, double X, double Y);
