using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Generalization;

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
