using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Verification;

/// <summary>Statistics of runs that differ in one thing and share everything else, seed by seed.</summary>
internal static class PairedEffect
{
    /// <summary>Differences below a tenth are no reason to change a recipe.</summary>
    public const double MaterialRatio = 1.1;

    /// <summary>Fewest pairs that give an interval worth the name.</summary>
    public const int FewestPairs = 3;

    /// <summary>The geometric mean of ratios with its t interval, on the logarithmic scale; an interval without ends for one pair.</summary>
    /// <param name="numerators">Positive measures, one per seed.</param>
    /// <param name="denominators">Positive measures of the same seeds.</param>
    /// <param name="miss">Probability with which the interval may miss.</param>
    public static EffectSize Of(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, double miss = 0.05)
    {
        var logs = SampleSpread.Of([.. numerators.Zip(denominators, (top, bottom) => Math.Log(top / bottom))]);
        var (low, high) = logs.Count < 2 ? (double.NegativeInfinity, double.PositiveInfinity) : logs.MeanIntervalAt(miss);
        return new EffectSize(Math.Exp(logs.Mean), Math.Exp(low), Math.Exp(high), logs.Count);
    }

    /// <summary>The factor by which a measure typically differs between seeds (its standard deviation on the logarithmic scale), with the chi-square interval.</summary>
    /// <param name="measures">Positive measures, one per seed, at least two.</param>
    public static EffectSize Spread(IReadOnlyList<double> measures)
    {
        var logs = SampleSpread.Of([.. measures.Select(measure => Math.Log(measure))]);
        var (low, high) = logs.DeviationInterval;
        return new EffectSize(Math.Exp(logs.StandardDeviation), Math.Exp(low), Math.Exp(high), logs.Count);
    }

    /// <summary>What an effect says about a claim that the ratio is above 1; open while its interval holds both what matters and what does not.</summary>
    public static FindingVerdict Judge(EffectSize effect) =>
        effect.Lower > MaterialRatio ? FindingVerdict.Confirmed
        : effect.Upper < 1 / MaterialRatio ? FindingVerdict.Opposite
        : effect.Upper <= MaterialRatio ? FindingVerdict.NotReproduced
        : FindingVerdict.Inconclusive;
}
