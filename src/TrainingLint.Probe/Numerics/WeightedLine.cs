using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Numerics;

/// <summary>A straight line through points with known errors, by weighted least squares.</summary>
/// <param name="Slope">Its slope, with the standard error that the points' errors give it.</param>
internal sealed record WeightedLine(Measured Slope)
{
    /// <summary>Fits a line; null for fewer than two different places.</summary>
    /// <param name="points">Places and values, each value with a standard error above 0.</param>
    public static WeightedLine? Of(IReadOnlyList<(double At, Measured Value)> points)
    {
        if (points.Select(point => point.At).Distinct().Count() < 2)
        {
            return null;
        }

        var weights = points.Select(point => 1 / (point.Value.Error * point.Value.Error)).ToArray();
        var total = weights.Sum();
        var centre = points.Zip(weights, (point, weight) => point.At * weight).Sum() / total;
        var spread = points.Zip(weights, (point, weight) => weight * (point.At - centre) * (point.At - centre)).Sum();
        var slope = points.Zip(weights, (point, weight) => weight * (point.At - centre) * point.Value.Value).Sum() / spread;
        return new WeightedLine(new Measured(slope, Math.Sqrt(1 / spread)));
    }
}
