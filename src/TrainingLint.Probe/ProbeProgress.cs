using System;

namespace TrainingLint.Probe;

/// <summary>How a running probe is doing.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Step">Updates done.</param>
/// <param name="Steps">Updates planned.</param>
/// <param name="Loss">Loss of the last batch.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record ProbeProgress(string Stage, int Step, int Steps, double Loss, TimeSpan Elapsed);
