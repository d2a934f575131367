using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Generalization;

/// <summary>What was measured at one point of the parameter space. Losses and curvature of training are over the samples that were trained on.</summary>
public sealed record PointMeasures
{
    /// <summary>Loss over the samples that were trained on.</summary>
    public required MeasuredValue TrainLoss { get; init; }

    /// <summary>Loss over the samples that were held out; null without such samples.</summary>
    public MeasuredValue? HeldOutLoss { get; init; }

    /// <summary>Share of trained-on samples that are predicted wrongly; null where the right answers are unknown.</summary>
    public Proportion? TrainErrorRate { get; init; }

    /// <summary>Share of held-out samples that are predicted wrongly; null where the right answers are unknown.</summary>
    public Proportion? HeldOutErrorRate { get; init; }

    /// <summary>The largest eigenvalue of the Hessian: "sharpness".</summary>
    public required Eigenvalue LargestEigenvalue { get; init; }

    /// <summary>The trace of the Hessian.</summary>
    public required TraceEstimate Trace { get; init; }

    /// <summary>Held-out loss less training loss; null without held-out samples.</summary>
    public double? Gap => HeldOutLoss?.Value - TrainLoss.Value;
}
