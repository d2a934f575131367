using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Stability;

/// <summary>The recipe against its stability limit, over the whole schedule.</summary>
public sealed record StabilityReport
{
    /// <summary>Which optimizer's rule holds.</summary>
    public required StabilityRule Rule { get; init; }

    /// <summary>The highest rate of the schedule; NaN when none was given.</summary>
    public required double PeakRate { get; init; }

    /// <summary>The measured points, in order.</summary>
    public required IReadOnlyList<StabilityPoint> Points { get; init; }

    /// <summary>The limit at the last point, with its error; null where curvature sets no limit or nothing was measured.</summary>
    public double? LargestStableRate => Points.Count > 0 ? Points[^1].LargestStableRate : null;

    /// <summary>Error of the limit, from that of the curvature.</summary>
    public double? LargestStableRateError => Points.Count > 0 && Points[^1] is { Curvature: > 0 } last
        ? last.LargestStableRate * last.CurvatureError / last.Curvature
        : null;

    /// <summary>Limit over peak rate, at the last point.</summary>
    public double? Margin => LargestStableRate / PeakRate;

    /// <summary>The margin at every step, by the curvature of the measured points around it.</summary>
    public required IReadOnlyList<double> Margins { get; init; }

    /// <summary>The first step at which the rate lies above the limit; null when none does.</summary>
    public int? FirstUnstableStep =>
        Margins.Select((margin, step) => (margin, step)).Where(pair => pair.margin < 1).Select(pair => (int?)pair.step).FirstOrDefault();

    /// <summary>
    /// Part of a run in which the divisors of an adaptive rule are still those of its first gradients, so that what they say of a limit is a
    /// transient.
    /// </summary>
    private const double TransientShare = 0.1;

    /// <summary>The points that say something: of adaptive rules those behind their transient, where there are any.</summary>
    public IReadOnlyList<StabilityPoint> Settled =>
        Points.Where(point => point.Step >= FirstSettledStep).ToArray() is { Length: > 0 } settled
        ? settled : Points;

    /// <summary>The step at which the limit comes nearest to the rate, behind any transient; null without a limit.</summary>
    public (int Step, double Margin)? Closest => Margins.Count == 0 ? null
        : Margins.Select((margin, step) => (Step: step, Margin: margin)).Where(pair =>
            pair.Step >= Math.Min(FirstSettledStep, Margins.Count - 1)).MinBy(pair => pair.Margin);

    private int FirstSettledStep => Rule.IsPreconditioned ? (int)Math.Ceiling(TransientShare * Margins.Count) : 0;

    /// <summary>
    /// What the first measurement foresaw: the first step of the schedule whose rate is above the limit at the starting point. Known before
    /// that step is taken.
    /// </summary>
    public int? PredictedUnstableStep { get; init; }

    /// <summary>Margins at every step: between two points, the curvature is interpolated in its logarithm.</summary>
    internal static double[] MarginsBetween(IReadOnlyList<StabilityPoint> points, StabilityRule rule, Func<long, double> rate, int steps)
    {
        var margins = new double[points.Count > 0 ? steps : 0];
        for (var (step, next) = (0, 0); step < margins.Length; step++)
        {
            while (next < points.Count - 1 && points[next].Step < step)
            {
                next++;
            }

            var limit = rule.LargestStableRate(CurvatureAt(points, next, step)) ?? double.PositiveInfinity;
            margins[step] = rate(step) is > 0 and var used ? limit / used : double.PositiveInfinity;
        }

        return margins;
    }

    private static double CurvatureAt(IReadOnlyList<StabilityPoint> points, int next, int step)
    {
        var (after, before) = (points[next], points[Math.Max(0, next - 1)]);
        if (after.Step <= step || before.Step >= step || before.Curvature <= 0 || after.Curvature <= 0)
        {
            return step < before.Step ? before.Curvature : after.Curvature;
        }

        var share = (step - before.Step) / (double)(after.Step - before.Step);
        return before.Curvature * Math.Pow(after.Curvature / before.Curvature, share);
    }
}
