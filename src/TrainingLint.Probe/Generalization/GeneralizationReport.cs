using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Generalization;

/// <summary>How the curvature at one point compares with that at another. It says nothing about which of them generalises better.</summary>
public enum FlatnessVerdict
{
    /// <summary>No difference beyond 1 % and beyond the error.</summary>
    NoDifference,

    /// <summary>Trace or largest eigenvalue is lower, and neither is higher.</summary>
    Flatter,

    /// <summary>Trace or largest eigenvalue is higher, and neither is lower.</summary>
    Sharper,

    /// <summary>One is lower, the other higher.</summary>
    Mixed,
}

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

/// <summary>What one seed said: its own split, and trainings on four fifths of the samples.</summary>
public sealed record GeneralizationRun
{
    /// <summary>Seed of the split, the start and the order of samples.</summary>
    public required int Seed { get; init; }

    /// <summary>True when the recipe's training diverged; nothing else was measured then.</summary>
    public required bool HasDiverged { get; init; }

    /// <summary>The end of the recipe's training.</summary>
    public PointMeasures? Last { get; init; }

    /// <summary>The mean of the last quarter's iterates; null when the training was too short for one, or time ran out.</summary>
    public PointContrast? Average { get; init; }

    /// <summary>The end of a training with another batch size; null when it diverged, when there is no other size, or time ran out.</summary>
    public PointContrast? OtherBatch { get; init; }
}

/// <summary>A difference over seeds.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Low">Lower end of its 95 % interval: Student's t over seeds; over samples or probes when there is one seed.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Seeds">How many seeds it rests on.</param>
public sealed record SeedDifference(double Mean, double Low, double High, int Seeds)
{
    /// <summary>True when the interval lies on one side of zero.</summary>
    public bool IsClear => Low > 0 || High < 0;
}

/// <summary>A comparison over seeds with the end of the recipe's own training.</summary>
public sealed record ContrastSummary
{
    /// <summary>Difference of training losses.</summary>
    public required SeedDifference TrainLoss { get; init; }

    /// <summary>Difference of held-out losses; null without held-out samples.</summary>
    public SeedDifference? HeldOutLoss { get; init; }

    /// <summary>Difference of largest eigenvalues.</summary>
    public required SeedDifference LargestEigenvalue { get; init; }

    /// <summary>Difference of traces.</summary>
    public required SeedDifference Trace { get; init; }

    /// <summary>What the two say about flatness.</summary>
    public required FlatnessVerdict Flatness { get; init; }
}

/// <summary>
/// Does what was learned hold on samples that were not trained on, and what do averaging and batch size change? Measured beside each other:
/// sharpness and the gap between training and held-out loss often move together, and often do not (Dinh et al. 2017, arXiv:1703.04933).
/// </summary>
public sealed record GeneralizationReport
{
    /// <summary>Samples trained on; all, where there are too few to hold any out, or the problem holds some back itself.</summary>
    public required int TrainedSamples { get; init; }

    /// <summary>Samples held out of those that the problem shows; 0 when it holds samples back itself.</summary>
    public required int HeldOutSamples { get; init; }

    /// <summary>Updates of every training.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples per update under the recipe.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// Samples per update of the comparison: eight times as many, at most all; an eighth where the recipe already takes more than half of them.
    /// Steps and rate are the recipe's, so that a larger batch sees more samples. Null where there is no other size.
    /// </summary>
    public required int? OtherBatchSize { get; init; }

    /// <summary>Iterates in the average.</summary>
    public required int AveragedIterates { get; init; }

    /// <summary>One entry for each seed.</summary>
    public required IReadOnlyList<GeneralizationRun> Runs { get; init; }

    /// <summary>How many seeds were asked for.</summary>
    public required int Requested { get; init; }

    /// <summary>True when time was up, or somebody stopped the probe, before all seeds were done.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Held-out less training loss over seeds; null without held-out samples.</summary>
    public SeedDifference? Gap { get; init; }

    /// <summary>Averaging against the last iterate; null when it was not measured.</summary>
    public ContrastSummary? Averaging { get; init; }

    /// <summary>The other batch size against the recipe's; null when it was not measured.</summary>
    public ContrastSummary? OtherBatch { get; init; }

    /// <summary>Runs that have an end.</summary>
    public IEnumerable<PointMeasures> Ends => Runs.Where(run => run.Last is not null).Select(run => run.Last!);
}
