using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem that holds samples back which are never trained on.</summary>
public interface IHeldOut : IProblem
{
    /// <summary>The mean loss over the samples held back; null when there are none.</summary>
    double? HeldOutLoss(ReadOnlySpan<double> parameters);
}
