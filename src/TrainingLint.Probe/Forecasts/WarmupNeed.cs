using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// How much warmup the recipe's peak needs (Gilmer et al. 2021, arXiv:2110.04369; Kalra and Barkeshli 2024, arXiv:2406.09405): whole runs
/// with warmups of several lengths, everything else the same. A run is lost when it diverges or keeps 90 % and more of its starting loss.
/// </summary>
public sealed record WarmupNeed
{
    /// <summary>Two-sided 95 % quantile of the normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    private const double WantedShare = 0.95;

    /// <summary>The lengths that were tried, ascending.</summary>
    public required IReadOnlyList<WarmupTrial> Trials { get; init; }

    /// <summary>Updates until the recipe's own peak.</summary>
    public required int OwnSteps { get; init; }

    /// <summary>Updates of each run.</summary>
    public required int RunSteps { get; init; }

    /// <summary>The answer.</summary>
    public WarmupVerdict Verdict => Trials[0] is { Steps: 0, Survived.Value: 1 } ? WarmupVerdict.NotNeeded
        : Own.Survived.Value == 1 ? WarmupVerdict.Enough
        : Trials.Any(trial => trial.Steps > OwnSteps && trial.Survived.Value > Own.Survived.Value) ? WarmupVerdict.TooShort
        : WarmupVerdict.NoneHelps;

    /// <summary>
    /// Length at which half of the runs survive, with its 95 % interval; null where runs do not turn from lost to sound with length.
    /// </summary>
    public (double Steps, double Low, double High)? Half => Fit() is { } fit
        ? (Math.Exp(fit.HalfPoint.Value), Math.Exp(fit.HalfPoint.Value - (Quantile * fit.HalfPoint.Error)),
            Math.Exp(fit.HalfPoint.Value + (Quantile * fit.HalfPoint.Error)))
        : null;

    /// <summary>Shortest length that was tried from which on every run survived; null where there is none.</summary>
    public int? Safe => Trials.Reverse().TakeWhile(trial => trial.Survived.Value == 1).LastOrDefault()?.Steps;

    /// <summary>Length at which 95 % survive, by a logistic fit in the logarithm; null as for <see cref="Half"/>.</summary>
    public double? NearlyAll => Fit() is { } fit ? Math.Exp((Math.Log(WantedShare / (1 - WantedShare)) - fit.Intercept) / fit.Slope) : null;

    private WarmupTrial Own => Trials.Single(trial => trial.Steps == OwnSteps);

    private LogisticFit? Fit()
    {
        var warmed = Trials.Where(trial => trial.Steps > 0);
        (double, Proportion)[] points = [.. warmed.Select(trial => (Math.Log(trial.Steps), trial.Survived))];
        return Trials.Any(trial => trial.Survived.Count > 0) && Trials.Any(trial => trial.Survived.Count < trial.Survived.Trials)
            && LogisticFit.Of(points) is { Slope: > 0 } fit ? fit : null;
    }
}
