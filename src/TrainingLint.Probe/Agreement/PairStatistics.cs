using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Agreement;

/// <summary>Means over all pairs of runs.</summary>
internal static class PairStatistics
{
    /// <summary>The mean of a quantity over pairs, with its jackknife over runs.</summary>
    /// <param name="pairs">Pairs of run numbers and the quantity; null when the quantity was not measured.</param>
    public static PairMean? Mean(IReadOnlyList<(int First, int Second, double? Value)> pairs)
    {
        if (pairs.Count == 0 || pairs.Any(pair => pair.Value is null))
        {
            return null;
        }

        var mean = pairs.Average(pair => pair.Value!.Value);
        var runs = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().ToArray();
        if (runs.Length < 3 || pairs.Count < runs.Length * (runs.Length - 1) / 2)
        {
            return new PairMean(mean, null);
        }

        var without = runs.Select(run => pairs.Where(pair => pair.First != run
            && pair.Second != run).Average(pair => pair.Value!.Value)).ToArray();
        var centre = without.Average();
        return new PairMean(mean, Math.Sqrt((runs.Length - 1.0) / runs.Length * without.Sum(value => (value - centre) * (value - centre))));
    }
}
