using System;

namespace TrainingLint.Probe.Tests.Escape;

/// <summary>
/// Exact mean times until diffusion dx = -V'(x) dt + sqrt(2D) dW first reaches a place, by quadrature (Gardiner, Handbook of Stochastic
/// Methods, 5.2.7), and what steps of finite length change about them.
/// </summary>
internal static class FirstPassage
{
    /// <summary>-zeta(1/2)/sqrt(2 pi): how far a walk that is looked at only after each step overshoots, in standard deviations of a step (Siegmund 1979).</summary>
    private const double Overshoot = 0.5826;

    private const int Intervals = 20_000;

    /// <summary>Mean time from the centre of a quadratic well of one curvature in all directions to its sphere.</summary>
    public static double FromQuadraticWell(double curvature, double temperature, double radius, int dimensions = 1)
    {
        var (inner, sum, step) = (0.0, 0.0, radius / Intervals);
        for (var i = 0; i < Intervals; i++)
        {
            // Midpoints, so that the centre itself is never asked for.
            var p = (i + 0.5) * step;
            var density = Math.Pow(p, dimensions - 1) * Math.Exp(-curvature * p * p / (2 * temperature));
            sum += (inner + (density * step / 2)) / (temperature * density) * step;
            inner += density * step;
        }

        return sum;
    }

    /// <summary>The same for steps of finite length: they are hotter than their limit and pass the sphere unseen between two looks.</summary>
    public static double OfSteps(double rate, double curvature, double temperature, double radius)
    {
        var hotter = temperature / (1 - (rate * curvature / 2));
        return FromQuadraticWell(curvature, hotter, radius + (Overshoot * Math.Sqrt(2 * temperature * rate)));
    }

    /// <summary>Mean time in the double well x^4/4 - x^2/2 from -1 to a place right of it.</summary>
    public static double InDoubleWell(double temperature, double to)
    {
        const double FarLeft = -5;
        var (inner, sum, step) = (0.0, 0.0, (to - FarLeft) / Intervals);
        for (var i = 0; i < Intervals; i++)
        {
            var x = FarLeft + ((i + 0.5) * step);
            var density = Math.Exp(-((x * x * x * x / 4) - (x * x / 2)) / temperature);
            sum += x > -1 ? (inner + (density * step / 2)) / (temperature * density) * step : 0;
            inner += density * step;
        }

        return sum;
    }

    /// <summary>The same for steps of finite length, whose looks overshoot.</summary>
    public static double InDoubleWellBySteps(double rate, double temperature, double to) =>
        InDoubleWell(temperature, to + (Overshoot * Math.Sqrt(2 * temperature * rate)));
}
