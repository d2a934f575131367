using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Schedules;

/// <summary>
/// A rate over optimizer steps, before any warmup. Between neighbouring turning points a curve is monotone,
/// so that peaks and climbs are found without walking a million steps.
/// </summary>
internal abstract class RateCurve
{
    /// <summary>Of a course that turns more often, the first turns are enough to know it by.</summary>
    private protected const int MostTurningPoints = 10_000;

    /// <summary>The rate at a step, from 0; defined for all steps.</summary>
    public abstract double At(double step);

    /// <summary>Where the curve may turn or jump, below <paramref name="end"/>; its start and end need not be named.</summary>
    public virtual IEnumerable<double> TurningPoints(double end) => [];

    private protected static double Clamp(double value) => value < 0 ? 0 : value > 1 ? 1 : value;

    private protected static IEnumerable<double> Multiples(double period, double end)
    {
        for (var k = 1L; k * period < end && k <= MostTurningPoints; k++)
        {
            yield return k * period;
        }
    }
}

/// <summary>A fall from one rate to another over a length, and the last rate afterwards.</summary>
/// <param name="from">Rate at step 0.</param>
/// <param name="to">Rate at the end of the length.</param>
/// <param name="length">Length in steps.</param>
/// <param name="remaining">Share of the difference that is left at a progress in [0, 1].</param>
internal sealed class FallingCurve(double from, double to, double length, Func<double, double> remaining) : RateCurve
{
    public override double At(double step) =>
        to + ((from - to) * remaining(length > 0 ? Clamp(step / length) : 1));

    public override IEnumerable<double> TurningPoints(double end) => length < end ? [length] : [];
}

/// <summary>A rate for each step; the last one stays.</summary>
internal sealed class TabulatedCurve(double[] rates) : RateCurve
{
    /// <summary>Resampling may miss a whole number by rounding.</summary>
    private const double Slack = 1e-6;

    public override double At(double step) => rates[step >= rates.Length - 1 ? rates.Length - 1 : step <= 0 ? 0 : (int)(step + Slack)];

    public override IEnumerable<double> TurningPoints(double end) =>
        Enumerable.Range(1, rates.Length - 1)
            .Where(step => step < end && rates[step] != rates[step - 1])
            .Select(step => (double)step)
            .Take(MostTurningPoints);
}

/// <summary>A rate that is multiplied by a factor at each milestone.</summary>
internal sealed class StepCurve(double rate, double factor, IReadOnlyList<double> milestones) : RateCurve
{
    public override double At(double step) => rate * Math.Pow(factor, milestones.Count(milestone => milestone <= step));

    public override IEnumerable<double> TurningPoints(double end) => milestones.Where(milestone => milestone < end);
}

/// <summary>A rate that is multiplied by a factor after every period: at once (step) or evenly over it (exponential).</summary>
internal sealed class GeometricCurve(double rate, double factor, double period, bool staircase) : RateCurve
{
    public override double At(double step) => rate * Math.Pow(factor, staircase ? Math.Floor(step / period) : step / period);
}

/// <summary>
/// torch's CosineAnnealingLR: a whole cosine wave of twice the length, so that the rate climbs again when the run is longer.
/// </summary>
internal sealed class CosineWave(double from, double to, double halfPeriod) : RateCurve
{
    public override double At(double step) => to + ((from - to) * (1 + Math.Cos(Math.PI * step / halfPeriod)) / 2);

    public override IEnumerable<double> TurningPoints(double end) => Multiples(halfPeriod, end);
}

/// <summary>Cosine falls that begin again at full height, each longer than the last by a multiplier (SGDR, arXiv:1608.03983).</summary>
internal sealed class RestartingCosine(double from, double to, double firstPeriod, double multiplier) : RateCurve
{
    public override double At(double step)
    {
        var (start, period) = CycleOf(step);
        return to + ((from - to) * (1 + Math.Cos(Math.PI * (step - start) / period)) / 2);
    }

    public override IEnumerable<double> TurningPoints(double end)
    {
        var period = firstPeriod;
        var found = 0;
        for (var start = firstPeriod; start < end && found++ < MostTurningPoints; start += period)
        {
            yield return start;
            period *= multiplier;
        }
    }

    private (double Start, double Period) CycleOf(double step)
    {
        if (multiplier == 1)
        {
            return (Math.Floor(step / firstPeriod) * firstPeriod, firstPeriod);
        }

        // The cycles before number k take firstPeriod * (multiplier^k - 1) / (multiplier - 1) steps together.
        var cycle = Math.Floor(Math.Log((step / firstPeriod * (multiplier - 1)) + 1, multiplier) + 1e-12);
        var growth = Math.Pow(multiplier, cycle);
        return (firstPeriod * (growth - 1) / (multiplier - 1), firstPeriod * growth);
    }
}

/// <summary>torch's OneCycleLR with cosine annealing in two phases; its ends are the steps before the boundaries.</summary>
internal sealed class OneCycleCurve(double start, double peak, double last, double steps, double risingShare) : RateCurve
{
    private readonly double _top = Math.Max(0, (risingShare * steps) - 1);

    public override double At(double step) =>
        step <= _top && _top > 0 ? Anneal(start, peak, step / _top)
        : Anneal(peak, last, steps - 1 > _top ? Clamp((step - _top) / (steps - 1 - _top)) : 1);

    public override IEnumerable<double> TurningPoints(double end) => _top < end ? [_top] : [];

    private static double Anneal(double from, double to, double progress) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}

/// <summary>A rate that falls with the square root of time once a time scale has passed.</summary>
internal sealed class InverseSquareRootCurve(double rate, double timescale) : RateCurve
{
    public override double At(double step) =>
        timescale > 0 ? rate * Math.Min(1, Math.Sqrt(timescale / Math.Max(step, timescale))) : rate / Math.Sqrt(step + 1);
}

/// <summary>The schedule of the first transformer (arXiv:1706.03762), which counts steps from 1 and brings its warmup along.</summary>
internal sealed class NoamCurve(double peak, double warmup) : RateCurve
{
    public override double At(double step) =>
        peak * Math.Min(Math.Sqrt(warmup / (step + 1)), (step + 1) / warmup);

    public override IEnumerable<double> TurningPoints(double end) => warmup - 1 < end ? [Math.Max(0, warmup - 1)] : [];
}

/// <summary>A constant rate with a fall at the end (warmup-stable-decay, tri-stage, trapezoid).</summary>
internal sealed class StableDecayCurve(double rate, double decayStart, RateCurve decay) : RateCurve
{
    public override double At(double step) => step < decayStart ? rate : decay.At(step - decayStart);

    public override IEnumerable<double> TurningPoints(double end) => decayStart < end ? [decayStart] : [];
}
