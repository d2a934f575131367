using TrainingLint.Probe.Curvature;

namespace TrainingLint.Probe.Generalization;

/// <summary>One point against the end of the recipe's own training with the same seed and samples; every difference is "this less that".</summary>
public sealed record PointContrast
{
    /// <summary>What was measured at the point.</summary>
    public required PointMeasures Measures { get; init; }

    /// <summary>Difference of training losses, sample group by sample group.</summary>
    public required MeasuredValue TrainLoss { get; init; }

    /// <summary>Difference of held-out losses, sample group by sample group; null without held-out samples.</summary>
    public MeasuredValue? HeldOutLoss { get; init; }

    /// <summary>Difference of traces from the same probes.</summary>
    public required TraceEstimate Trace { get; init; }

    /// <summary>Difference of largest eigenvalues; its error is the sum of both errors.</summary>
    public required MeasuredValue LargestEigenvalue { get; init; }
}
