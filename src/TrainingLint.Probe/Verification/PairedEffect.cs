using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace TrainingLint.Probe.Verification;

/// <summary>Statistics of runs that differ in one thing and share everything else, seed by seed.</summary>
internal static class PairedEffect
{
    /// <summary>Differences below a tenth are no reason to change a recipe.</summary>
    public const double MaterialRatio = 1.1;

    /// <summary>Fewest pairs that give an interval worth the name.</summary>
    public const int FewestPairs = 3;

    private const double Confidence = 0.95;

    /// <summary>The geometric mean of ratios with its t interval, on the logarithmic scale.</summary>
    /// <param name="numerators">Positive measures, one per seed.</param>
    /// <param name="denominators">Positive measures of the same seeds.</param>
    public static EffectSize Of(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        var logs = numerators.Zip(denominators, (top, bottom) => Math.Log(top / bottom)).ToArray();
        var mean = logs.Average();
        var half = logs.Length < 2 ? double.PositiveInfinity
            : StudentT.InvCDF(0, 1, logs.Length - 1, (1 + Confidence) / 2) * Deviation(logs) / Math.Sqrt(logs.Length);
        return new EffectSize(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half), logs.Length);
    }

    /// <summary>The factor by which a measure typically differs between seeds (its standard deviation on the logarithmic scale), with the chi-square interval.</summary>
    /// <param name="measures">Positive measures, one per seed, at least two.</param>
    public static EffectSize Spread(IReadOnlyList<double> measures)
    {
        var logs = measures.Select(measure => Math.Log(measure)).ToArray();
        var (deviation, freedom) = (Deviation(logs), logs.Length - 1);
        double Bound(double probability) => Math.Exp(deviation * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, probability)));
        return new EffectSize(Math.Exp(deviation), Bound((1 + Confidence) / 2), Bound((1 - Confidence) / 2), logs.Length);
    }

    /// <summary>What an effect says about a claim that the ratio is above 1.</summary>
    public static FindingVerdict Judge(EffectSize effect) =>
        effect.Lower > MaterialRatio ? FindingVerdict.Confirmed
        : effect.Upper < 1 / MaterialRatio ? FindingVerdict.Opposite
        : FindingVerdict.NotReproduced;

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
