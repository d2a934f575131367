namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// Whether the run is long enough: the same recipe with twice the steps, its schedule stretched over them, and with three times the rate. A
/// sum of rates that is too small is the most frequent fault of published programs that do not learn.
/// </summary>
public sealed record LengthNeed
{
    /// <summary>Share of the descent below which more steps are not worth their cost.</summary>
    private const double WorthShare = 0.05;

    /// <summary>What twice the steps gain.</summary>
    public required RunGain Doubled { get; init; }

    /// <summary>What three times the rate gains with as many steps.</summary>
    public required RunGain Tripled { get; init; }

    /// <summary>Updates of the recipe's own run.</summary>
    public required int RunSteps { get; init; }

    /// <summary>Seeds of each.</summary>
    public required int Seeds { get; init; }

    /// <summary>The answer.</summary>
    public LengthVerdict Verdict => Doubled.High < WorthShare ? LengthVerdict.LongEnough
        : !(Doubled.Low > WorthShare) ? LengthVerdict.Open
        : Tripled.Low > WorthShare && Tripled.Share >= Doubled.Share ? LengthVerdict.TooTimid
        : LengthVerdict.TooShort;
}
