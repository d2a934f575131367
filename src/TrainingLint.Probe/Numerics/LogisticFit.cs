using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// Logistic regression of shares on one variable, with Firth's correction (Firth 1993, Biometrika 80): it stays finite where the shares jump
/// straight from all to none, as they do with few trials.
/// </summary>
/// <param name="Intercept">Log-odds at 0.</param>
/// <param name="Slope">Change of the log-odds for each unit.</param>
/// <param name="HalfPoint">Where the odds are even, with its standard error by the delta method.</param>
internal sealed record LogisticFit(double Intercept, double Slope, Measured HalfPoint)
{
    private const int MostIterations = 200;
    private const double LargestStep = 2;
    private const double Tolerance = 1e-10;

    /// <summary>Fits shares over a variable; null when they do not depend on it or fewer than two places were tried.</summary>
    public static LogisticFit? Of(IReadOnlyList<(double At, Proportion Share)> points)
    {
        var tried = points.Where(point => point.Share.Trials > 0).ToArray();
        if (tried.Select(point => point.At).Distinct().Count() < 2)
        {
            return null;
        }

        // Centred, because a variable far from zero would make intercept and slope nearly the same thing.
        var centre = tried.Sum(point => point.At * point.Share.Trials) / tried.Sum(point => point.Share.Trials);
        var (intercept, slope) = (0.0, 0.0);
        for (var i = 0; i < MostIterations; i++)
        {
            var (stepIntercept, stepSlope) = Step(tried, centre, intercept, slope);
            var size = Math.Max(Math.Abs(stepIntercept), Math.Abs(stepSlope));
            var damping = size > LargestStep ? LargestStep / size : 1;
            (intercept, slope) = (intercept + (damping * stepIntercept), slope + (damping * stepSlope));
            if (size < Tolerance)
            {
                break;
            }
        }

        if (slope == 0 || !double.IsFinite(slope))
        {
            return null;
        }

        var half = -intercept / slope;
        var (i00, i01, i11) = Information(tried, centre, intercept, slope);
        var determinant = (i00 * i11) - (i01 * i01);
        var variance = (i11 - (2 * half * i01) + (half * half * i00)) / (determinant * slope * slope);
        return new LogisticFit(intercept - (slope * centre), slope, new Measured(centre + half, Math.Sqrt(Math.Max(0, variance))));
    }

    /// <summary>The fitted share at a place.</summary>
    public double At(double at) => Probability(Intercept + (Slope * at));

    private static (double Intercept, double Slope) Step((double At, Proportion Share)[] points, double centre, double intercept,
        double slope)
    {
        var (i00, i01, i11) = Information(points, centre, intercept, slope);
        var determinant = (i00 * i11) - (i01 * i01);
        var (score0, score1) = (0.0, 0.0);
        foreach (var (at, share) in points)
        {
            var x = at - centre;
            var p = Probability(intercept + (slope * x));
            var leverage = share.Trials * p * (1 - p) * ((i11 - (2 * x * i01) + (x * x * i00)) / determinant);
            var excess = share.Count - (share.Trials * p) + (leverage * (0.5 - p));
            (score0, score1) = (score0 + excess, score1 + (x * excess));
        }

        return (((i11 * score0) - (i01 * score1)) / determinant, ((i00 * score1) - (i01 * score0)) / determinant);
    }

    private static (double I00, double I01, double I11) Information((double At, Proportion Share)[] points, double centre, double intercept,
        double slope)
    {
        var (i00, i01, i11) = (0.0, 0.0, 0.0);
        foreach (var (at, share) in points)
        {
            var x = at - centre;
            var p = Probability(intercept + (slope * x));
            var weight = share.Trials * p * (1 - p);
            (i00, i01, i11) = (i00 + weight, i01 + (weight * x), i11 + (weight * x * x));
        }

        return (i00, i01, i11);
    }

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));
}
