using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// Mean and standard deviation of a few independent, roughly normal values, with 95 % intervals: Student's t for the mean (Student 1908),
/// chi-square for the deviation. Few values say little about the deviation: three leave it open between 0.52 and 6.3 times what was seen.
/// </summary>
public sealed record SampleSpread
{
    private const double Tail = 0.025;

    private SampleSpread(int count, double mean, double deviation)
    {
        (Count, Mean, StandardDeviation) = (count, mean, deviation);
    }

    /// <summary>How many values.</summary>
    public int Count { get; }

    /// <summary>Their mean.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation, with Count - 1 below; not a number for one value.</summary>
    public double StandardDeviation { get; }

    /// <summary>Standard error of the mean; not a number for one value.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(Count);

    /// <summary>The 95 % interval of the mean; not numbers for one value.</summary>
    public (double Low, double High) MeanInterval => MeanIntervalAt(2 * Tail);

    /// <summary>The interval of the mean that misses it with this probability; not numbers for one value.</summary>
    /// <param name="miss">In (0, 1); 0.05 for the 95 % interval.</param>
    public (double Low, double High) MeanIntervalAt(double miss)
    {
        var half = Count < 2 ? double.NaN : StudentT.InvCDF(0, 1, Count - 1, 1 - (miss / 2)) * StandardError;
        return (Mean - half, Mean + half);
    }

    /// <summary>The 95 % interval of the standard deviation; not numbers for one value.</summary>
    public (double Low, double High) DeviationInterval =>
        Count < 2 ? (double.NaN, double.NaN) : (StandardDeviation * FactorAt(1 - Tail), StandardDeviation * FactorAt(Tail));

    /// <summary>The spread of values.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static SampleSpread Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("a spread needs at least one value", nameof(values));
        }

        var mean = values.Average();
        var deviation = values.Count < 2
            ? double.NaN
            : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new SampleSpread(values.Count, mean, deviation);
    }

    private double FactorAt(double probability) => Math.Sqrt((Count - 1) / ChiSquared.InvCDF(Count - 1, probability));
}
