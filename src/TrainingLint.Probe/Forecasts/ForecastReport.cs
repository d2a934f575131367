using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Forecasts;

/// <summary>What the run says about longer, larger and other runs. What was not measured is null, or empty.</summary>
public sealed record ForecastReport
{
    /// <summary>Critical rates along the run, in order; empty where no update lowered anything.</summary>
    public required IReadOnlyList<CriticalRatePoint> CriticalRates { get; init; }

    /// <summary>Noise scales along the run, in order; empty for a problem of one sample.</summary>
    public required IReadOnlyList<NoiseScalePoint> NoiseScales { get; init; }

    /// <summary>Samples per update of the run.</summary>
    public required int BatchSize { get; init; }

    /// <summary>True where something went wrong with the run: what was measured along it then says little about a sound one.</summary>
    public bool IsOfARiskyRun { get; init; }

    /// <summary>How stale Adam's second moment was; null for other rules.</summary>
    public SecondMomentReport? SecondMoment { get; init; }

    /// <summary>How near the run was to the limit that Adam's own memory sets; null for other rules.</summary>
    public MemoryLimitReport? MemoryLimit { get; init; }

    /// <summary>How much warmup is needed; null when there was no time for it.</summary>
    public WarmupNeed? Warmup { get; init; }

    /// <summary>Whether the run is long enough; null when there was no time for it, or the question makes no sense.</summary>
    public LengthNeed? Length { get; init; }

    /// <summary>Whether a far larger run would fail; null where the rates around the recipe's were not tried.</summary>
    public FailureForecast? Failure { get; init; }

    /// <summary>Budget in seconds with which everything would have fitted; null when it did.</summary>
    public double? NeededBudget { get; init; }

    /// <summary>
    /// The update that came closest to raising the loss, of those that lead downhill at all; null when none does. Momentum overshoots, and
    /// small batches mislead: that some lead uphill at any rate is nothing unusual.
    /// </summary>
    public CriticalRatePoint? Closest => CriticalRates.Where(point => point.Low > 0).MinBy(point => (point.Room, point.Low));
}
