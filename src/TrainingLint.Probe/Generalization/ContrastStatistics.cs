using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Generalization;

/// <summary>Differences over seeds, and what they say.</summary>
internal static class ContrastStatistics
{
    /// <summary>Two-sided 95 % quantile of the normal distribution, for a single seed with an error of its own.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>A difference in curvature below this share is none.</summary>
    private const double LeastShare = 0.01;

    /// <summary>The comparison over all seeds that have it; null when none has.</summary>
    public static ContrastSummary? Of(IEnumerable<(PointMeasures Last, PointContrast? Other)> runs)
    {
        var pairs = runs.Where(run => run.Other is not null).Select(run => (run.Last, Other: run.Other!)).ToArray();
        if (pairs.Length == 0)
        {
            return null;
        }

        var trace = Difference([.. pairs.Select(pair => (pair.Other.Trace.Value, pair.Other.Trace.StandardError))]);
        var largest = Difference([.. pairs.Select(pair => (pair.Other.LargestEigenvalue.Value, pair.Other.LargestEigenvalue.Error))]);
        return new ContrastSummary
        {
            TrainLoss = Difference([.. pairs.Select(pair => (pair.Other.TrainLoss.Value, pair.Other.TrainLoss.Error))]),
            HeldOutLoss = pairs.All(pair => pair.Other.HeldOutLoss is not null)
                ? Difference([.. pairs.Select(pair => (pair.Other.HeldOutLoss!.Value, pair.Other.HeldOutLoss.Error))])
                : null,
            Trace = trace,
            LargestEigenvalue = largest,
            Flatness = Flatness(
                Direction(trace, pairs.Average(pair => Math.Abs(pair.Last.Trace.Value))),
                Direction(largest, pairs.Average(pair => Math.Abs(pair.Last.LargestEigenvalue.Value)))),
        };
    }

    /// <summary>A difference over seeds, each with an error of its own that serves when there is one seed only.</summary>
    public static SeedDifference Difference(IReadOnlyList<(double Value, double Error)> values)
    {
        if (values.Count == 1)
        {
            var half = Quantile * values[0].Error;
            return new SeedDifference(values[0].Value, values[0].Value - half, values[0].Value + half, 1);
        }

        var spread = SampleSpread.Of([.. values.Select(value => value.Value)]);
        return new SeedDifference(spread.Mean, spread.MeanInterval.Low, spread.MeanInterval.High, values.Count);
    }

    private static int Direction(SeedDifference difference, double scale) =>
        difference.IsClear && Math.Abs(difference.Mean) > LeastShare * scale ? difference.Mean > 0 ? 1 : -1 : 0;

    private static FlatnessVerdict Flatness(int trace, int largest) => (Math.Min(trace, largest), Math.Max(trace, largest)) switch
    {
        (0, 0) => FlatnessVerdict.NoDifference,
        (-1, 1) => FlatnessVerdict.Mixed,
        (-1, _) => FlatnessVerdict.Flatter,
        _ => FlatnessVerdict.Sharper,
    };
}
