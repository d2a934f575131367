using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Schedules;

/// <summary>
/// The learning rate over a whole run: what the optimizer uses at each of its steps. Immutable.
/// Lengths are optimizer steps and may be fractional, because configs count in epochs and shares.
/// </summary>
public sealed class LearningRateSchedule
{
    /// <summary>Rates closer than this, relatively, are the same rate.</summary>
    private const double RelativeTolerance = 1e-9;

    private readonly RateCurve _curve;
    private readonly Warmup? _warmup;
    private readonly bool _countsAfterWarmup;
    private readonly double _length;
    private readonly double _factor;
    private readonly Lazy<Extremes> _extremes;

    private LearningRateSchedule(RateCurve curve, double length, long steps, Warmup? warmup = null, bool countsAfterWarmup = false,
        double factor = 1)
    {
        if (!(length > 0) || double.IsInfinity(length) || steps <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), "a schedule needs at least one step");
        }

        _curve = curve;
        _length = length;
        Steps = steps;
        _warmup = warmup is { Steps: > 0 } ? warmup : null;
        _countsAfterWarmup = countsAfterWarmup;
        _factor = factor;
        _extremes = new Lazy<Extremes>(FindExtremes);
    }

    /// <summary>Number of optimizer steps of the run.</summary>
    public long Steps { get; }

    /// <summary>Length of the warmup in optimizer steps; 0 without one.</summary>
    public double WarmupSteps => (_warmup?.Steps ?? 0) * Steps / _length;

    /// <summary>The highest rate of the run.</summary>
    public double Peak => _extremes.Value.Peak;

    /// <summary>The first step at which the highest rate is used.</summary>
    public long PeakStep => _extremes.Value.PeakStep;

    /// <summary>The rate of the last step.</summary>
    public double Final => At(Steps - 1);

    /// <summary>True when the rate rises again anywhere after its peak: restarts, cosine waves, growing steps.</summary>
    public bool ClimbsAfterPeak => _extremes.Value.ClimbsAfterPeak;

    /// <summary>One rate for the whole run.</summary>
    public static LearningRateSchedule Constant(double steps, double rate) =>
        Of(steps, new FallingCurve(rate, rate, 0, _ => 0));

    /// <summary>A rate for each step, as it was measured or computed elsewhere.</summary>
    /// <param name="rates">The rates.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public static LearningRateSchedule Of(IReadOnlyList<double> rates) => Of(rates.Count, new TabulatedCurve(rates.ToArray()));

    /// <summary>The rate times a factor after every <paramref name="period"/> steps.</summary>
    public static LearningRateSchedule Step(double steps, double rate, double period, double factor) =>
        Of(steps, new GeometricCurve(rate, factor, Positive(period, nameof(period)), staircase: true));

    /// <summary>The rate times a factor at each milestone.</summary>
    public static LearningRateSchedule MultiStep(double steps, double rate, IReadOnlyList<double> milestones, double factor) =>
        Of(steps, new StepCurve(rate, factor, milestones.ToArray()));

    /// <summary>The rate times a factor, spread evenly over every <paramref name="period"/> steps.</summary>
    public static LearningRateSchedule Exponential(double steps, double rate, double factor, double period = 1) =>
        Of(steps, new GeometricCurve(rate, factor, Positive(period, nameof(period)), staircase: false));

    /// <summary>A straight line to the final rate.</summary>
    public static LearningRateSchedule Linear(double steps, double rate, double final = 0, double? length = null) =>
        Polynomial(steps, rate, final, 1, length);

    /// <summary>A power of the remaining share.</summary>
    public static LearningRateSchedule Polynomial(double steps, double rate, double final, double power, double? length = null) =>
        Of(steps, new FallingCurve(rate, final, length ?? steps, progress => Math.Pow(1 - progress, power)));

    /// <summary>Half a cosine wave to the final rate, which then stays.</summary>
    public static LearningRateSchedule Cosine(double steps, double rate, double final = 0, double? length = null) =>
        Of(steps, new FallingCurve(rate, final, length ?? steps, progress => (1 + Math.Cos(Math.PI * progress)) / 2));

    /// <summary>torch's CosineAnnealingLR, which climbs again after <paramref name="halfPeriod"/> steps.</summary>
    public static LearningRateSchedule CosineWave(double steps, double rate, double final, double halfPeriod) =>
        Of(steps, new CosineWave(rate, final, Positive(halfPeriod, nameof(halfPeriod))));

    /// <summary>Cosine falls that start again at full height, each <paramref name="multiplier"/> times as long as the last.</summary>
    public static LearningRateSchedule CosineWithRestarts(double steps, double rate, double final, double period, double multiplier = 1) =>
        Of(steps, new RestartingCosine(rate, final, Positive(period, nameof(period)), multiplier >= 1 ? multiplier
            : throw new ArgumentOutOfRangeException(nameof(multiplier), "cycles cannot shrink")));

    /// <summary>torch's OneCycleLR: up in a share of the run, then down to far below the start.</summary>
    public static LearningRateSchedule OneCycle(double steps, double peak, double risingShare = 0.3, double startDivisor = 25,
        double finalDivisor = 1e4) =>
        Of(steps, new OneCycleCurve(peak / startDivisor, peak, peak / startDivisor / finalDivisor, steps, risingShare));

    /// <summary>Constant until the time scale (usually the length of the warmup), then falling with the square root of time.</summary>
    public static LearningRateSchedule InverseSquareRoot(double steps, double rate, double timescale) =>
        Of(steps, new InverseSquareRootCurve(rate, timescale));

    /// <summary>The first transformer's schedule: its peak is factor / sqrt(width * warmup).</summary>
    public static LearningRateSchedule Noam(double steps, double factor, double width, double warmup) =>
        Of(steps, new NoamCurve(factor / Math.Sqrt(Positive(width, nameof(width)) * Positive(warmup, nameof(warmup))), warmup));

    /// <summary>A constant rate and a straight fall to the final rate from <paramref name="decayStart"/> on.</summary>
    public static LearningRateSchedule WarmupStableDecay(double steps, double rate, double final, double decayStart, double decayLength) =>
        Of(steps, new StableDecayCurve(rate, decayStart, new FallingCurve(rate, final, decayLength, progress => 1 - progress)));

    /// <summary>A constant rate and an exponential fall to the final rate, as in fairseq's tri-stage schedule.</summary>
    public static LearningRateSchedule TriStage(double steps, double rate, double final, double decayStart, double decayLength)
    {
        var ratio = Positive(final, nameof(final)) / rate;
        return Of(steps,
            new StableDecayCurve(rate, decayStart, new FallingCurve(rate, 0, decayLength, progress => Math.Pow(ratio, progress))));
    }

    /// <summary>The same schedule below a warmup.</summary>
    /// <param name="warmup">The warmup.</param>
    /// <param name="countAfter">True when the schedule itself counts its steps from the end of the warmup, false when both start together.</param>
    public LearningRateSchedule WithWarmup(Warmup warmup, bool countAfter) =>
        new(_curve, _length, Steps, warmup, countAfter, _factor);

    /// <summary>The same course over another number of steps; a short run can so stand in for a long one.</summary>
    public LearningRateSchedule Over(long steps) => new(_curve, _length, steps, _warmup, _countsAfterWarmup, _factor);

    /// <summary>The same course with every rate multiplied by a factor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 0, or not finite.</exception>
    public LearningRateSchedule Times(double factor) => !double.IsInfinity(factor)
        ? new(_curve, _length, Steps, _warmup, _countsAfterWarmup, _factor * Positive(factor, nameof(factor)))
        : throw new ArgumentOutOfRangeException(nameof(factor), "must be finite");

    /// <summary>The rate at an optimizer step, from 0.</summary>
    public double At(long step) => _factor * AtTime(step * (_length / Steps));

    private static LearningRateSchedule Of(double steps, RateCurve curve) => new(curve, steps, Math.Max(1, Counts.Of(Math.Round(steps))));

    private static double Positive(double value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, "must be positive");

    private double AtTime(double time)
    {
        if (_warmup is null)
        {
            return _curve.At(time);
        }

        return time >= _warmup.Steps
            ? _curve.At(_countsAfterWarmup ? time - _warmup.Steps : time)
            : _curve.At(_countsAfterWarmup ? 0 : time) * _warmup.Factor(time, _curve.At(0));
    }

    /// <summary>Steps beside every place where the course may turn, in order.</summary>
    private IEnumerable<long> CandidateSteps()
    {
        var offset = _countsAfterWarmup ? _warmup?.Steps ?? 0 : 0;
        var times = _curve.TurningPoints(_length).Select(time => time + offset);
        if (_warmup is not null)
        {
            times = times.Concat([_warmup.Steps]);
        }

        return times.OrderBy(time => time)
            .SelectMany(time => StepsBeside(time / _length * Steps))
            .Concat([Steps - 1])
            .Prepend(0)
            .Where(step => step >= 0 && step < Steps);
    }

    private static IEnumerable<long> StepsBeside(double position)
    {
        // Resampling may miss a whole number by rounding.
        var nearest = Math.Round(position);
        var exact = Math.Abs(position - nearest) < 1e-6 ? nearest : position;
        return [Counts.Of(Math.Ceiling(exact)) - 1, Counts.Of(Math.Floor(exact)), Counts.Of(Math.Ceiling(exact))];
    }

    private Extremes FindExtremes()
    {
        var peak = double.NegativeInfinity;
        var peakStep = 0L;
        var previous = double.PositiveInfinity;
        var climbs = false;
        var last = -1L;
        foreach (var step in CandidateSteps().Where(step => step > last))
        {
            last = step;
            var rate = At(step);
            var slack = RelativeTolerance * Math.Abs(rate);
            if (rate > peak + slack)
            {
                (peak, peakStep, climbs) = (rate, step, false);
            }
            else if (rate > previous + slack)
            {
                climbs = true;
            }

            previous = rate;
        }

        return new Extremes(peak, peakStep, climbs);
    }

    private sealed class Extremes(double peak, long peakStep, bool climbsAfterPeak)
    {
        public double Peak { get; } = peak;

        public long PeakStep { get; } = peakStep;

        public bool ClimbsAfterPeak { get; } = climbsAfterPeak;
    }
}
