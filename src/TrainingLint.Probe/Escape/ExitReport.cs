using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>How long training at the recipe's peak rate stays, driven by nothing but the noise of its batches, and what each part of the recipe does to that.</summary>
public sealed record ExitReport
{
    /// <summary>The rate that was held.</summary>
    public required double Rate { get; init; }

    /// <summary>Samples per update of the recipe.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Updates after which a run that was still there ended.</summary>
    public required int MostSteps { get; init; }

    /// <summary>The recipe as it is.</summary>
    public required ExitTime Recipe { get; init; }

    /// <summary>Without momentum (the first beta of Adam and Lion); null when it has none, or when time ran out.</summary>
    public ExitTime? WithoutMomentum { get; init; }

    /// <summary>With half the batch; null for a batch of one, or when time ran out.</summary>
    public ExitTime? HalfBatch { get; init; }

    /// <summary>With double the batch; null when that would be all samples, or when time ran out.</summary>
    public ExitTime? DoubleBatch { get; init; }

    /// <summary>
    /// The barrier in units of the recipe's temperature, from how the logarithm of the time grows with the batch: exit takes about e to this
    /// power (Kramers 1940; for gradient noise Xie, Sato and Sugiyama 2020, arXiv:2002.03495). Null with fewer than two times.
    /// </summary>
    public Measured? BarrierOverTemperature { get; init; }
}
