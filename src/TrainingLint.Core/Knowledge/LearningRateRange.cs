using System;

namespace TrainingLint.Core.Knowledge;

/// <summary>The learning rates that people use with success, for one kind of optimizer in one regime.</summary>
/// <param name="Family">Kind of optimizer.</param>
/// <param name="Regime">Kind of training; <see cref="Regime.Unknown"/> rows serve every regime that has no row of its own.</param>
/// <param name="WarnBelow">Rates below this barely move the weights.</param>
/// <param name="WarnAbove">Rates above this are outside of practice, at a batch of up to 256 samples.</param>
/// <param name="ErrorAbove">Rates above this diverge in practice.</param>
/// <param name="Scaling">How both upper limits grow with the batch beyond 256 samples.</param>
/// <param name="WarnAboveAnyBatch">Upper limit where the batch is unknown.</param>
/// <param name="ErrorAboveAnyBatch">Error limit where the batch is unknown.</param>
/// <param name="Source">Evidence.</param>
public sealed record LearningRateRange(
    OptimizerFamily Family,
    Regime Regime,
    double WarnBelow,
    double WarnAbove,
    double ErrorAbove,
    BatchScaling Scaling,
    double WarnAboveAnyBatch,
    double ErrorAboveAnyBatch,
    string Source)
{
    /// <summary>The batch that the limits of most rows stand for.</summary>
    private const double UsualBatch = 256;

    /// <summary>A tenth of the upper end is within a factor of three of the median of each row's evidence.</summary>
    private const double UsualShare = 0.1;

    /// <summary>The models that the row is about; <see cref="ModelClass.Any"/> rows serve every model that has no row of its own.</summary>
    public ModelClass Models { get; init; }

    /// <summary>Rates above this are rare: a note.</summary>
    public double NoteAbove { get; init; } = double.PositiveInfinity;

    /// <summary>The batch that the limits stand for.</summary>
    public double ReferenceBatch { get; init; } = UsualBatch;

    /// <summary>True when a batch below the reference lowers the limits as a larger one raises them.</summary>
    public bool ShrinksWithBatch { get; init; }

    /// <summary>A rate of everyday use at a batch of 256 samples.</summary>
    public double UsualAtReferenceBatch { get; init; } = UsualShare * WarnAbove;

    /// <summary>A rate of everyday use at a batch of <paramref name="batch"/> samples per optimizer step; at the usual batches when it is null.</summary>
    public double Usual(double? batch) => UsualAtReferenceBatch * Growth((batch ?? ReferenceBatch) / ReferenceBatch);

    /// <summary>
    /// Rates above this are rare at a batch of <paramref name="batch"/> samples; infinite where they grow with a batch that is unknown.
    /// </summary>
    public double Rare(double? batch) => !ShrinksWithBatch ? NoteAbove
        : batch is { } samples ? NoteAbove * Growth(samples / ReferenceBatch) : double.PositiveInfinity;

    /// <summary>Upper limits at a batch of <paramref name="batch"/> samples per optimizer step; null for an unknown batch.</summary>
    public (double Warn, double Error) Above(double? batch)
    {
        if (batch is not { } samples)
        {
            return (WarnAboveAnyBatch, ErrorAboveAnyBatch);
        }

        var factor = Growth(ShrinksWithBatch ? samples / ReferenceBatch : Math.Max(1, samples / ReferenceBatch));
        return (WarnAbove * factor, ErrorAbove * factor);
    }

    private double Growth(double ratio) => Scaling switch
    {
        BatchScaling.Linear => ratio,
        BatchScaling.SquareRoot => Math.Sqrt(ratio),
        _ => 1,
    };
}
