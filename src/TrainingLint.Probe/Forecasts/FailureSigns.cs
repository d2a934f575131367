using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// What a small run shows of how the recipe would fare on a larger one: numbers without a unit, so that they mean the same on networks of
/// all sizes. Ratios are logarithms to base 10, kept within two decades: beyond, more says no more.
/// </summary>
public sealed record FailureSigns
{
    private const double Decades = 2;

    /// <summary>Part of a run in which divisors of adaptive rules are those of its first gradients.</summary>
    private const double TransientShare = 0.1;

    /// <summary>Logarithm of final over initial loss of the small run.</summary>
    public required double Kept { get; init; }

    /// <summary>Highest usable rate over the recipe's; least where nothing was learned at any rate.</summary>
    public required double Usable { get; init; }

    /// <summary>Best rate over the recipe's; 0 where nothing was learned at any rate.</summary>
    public required double Best { get; init; }

    /// <summary>Logarithm of final over initial loss at three times the recipe's rate.</summary>
    public required double KeptAtThrice { get; init; }

    /// <summary>Logarithm of final over initial loss at ten times the recipe's rate.</summary>
    public required double KeptAtTen { get; init; }

    /// <summary>Smallest limit over rate of the run, its transient aside; most for rules without a limit.</summary>
    public required double Margin { get; init; }

    /// <summary>Smallest critical rate over the rate used.</summary>
    public required double Room { get; init; }

    /// <summary>Highest loss of a batch over the initial loss.</summary>
    public required double Spike { get; init; }

    /// <summary>1 for rules whose updates do not grow with the gradient: of them, wider networks bear less.</summary>
    public required double IsAdaptive { get; init; }

    /// <summary>1 where the norm of gradients is clipped.</summary>
    public required double IsClipped { get; init; }

    /// <summary>Updates that momentum averages over, 1/(1 - momentum), as a logarithm.</summary>
    public required double Memory { get; init; }

    /// <summary>Share of the steps until the peak.</summary>
    public required double Warmup { get; init; }

    /// <summary>The signs of a result; null where nothing was trained, time cut it short, or other rates were not tried.</summary>
    public static FailureSigns? Of(ProbeResult result, ProbeOptions options)
    {
        var run = result.Run;
        if (options.Schedule is null || run.Steps == 0 || result.Forecast is not { } forecast
            || result.Sweep?.Near is not { Rates.Count: RateSweep.Count } sweep
            || (run.Steps < options.Steps && run.Verdict != Verdict.Diverged))
        {
            return null;
        }

        var settings = options.Optimizer;
        var isAdaptive = settings.Kind is not (OptimizerKind.Sgd or OptimizerKind.ScheduleFreeSgd);
        var schedule = options.Plan.FittedSchedule;
        return new FailureSigns
        {
            Kept = Ratio(run.FinalLoss, run.InitialLoss),
            Usable = sweep.LargestUsableRate is { } usable ? Ratio(usable, sweep.RecipeRate) : -Decades,
            Best = sweep.Best is { } best ? Ratio(best.PeakRate, sweep.RecipeRate) : 0,
            KeptAtThrice = KeptAt(sweep, 1),
            KeptAtTen = KeptAt(sweep, 2),
            Margin = Ratio(SmallestMargin(result.Stability, run.Steps), 1),
            Room = Ratio(forecast.Closest?.Room ?? 1, 1),
            Spike = Ratio(run.Losses.DefaultIfEmpty(run.InitialLoss).Max(loss => double.IsFinite(loss) ? loss : double.MaxValue),
                run.InitialLoss),
            IsAdaptive = isAdaptive ? 1 : 0,
            IsClipped = settings.ClipNorm is null ? 0 : 1,
            Memory = Math.Min(Decades, -Math.Log10(Math.Max(1e-3, 1 - settings.Memory))),
            Warmup = schedule.PeakStep / (double)Math.Max(1, options.Steps),
        };
    }

    private static double KeptAt(RateSweepReport sweep, int halfDecades) => Ratio(sweep.At(halfDecades).Loss, sweep.InitialLoss);

    private static double SmallestMargin(StabilityReport stability, int steps) =>
        stability.Points.Where(point => !stability.Rule.IsPreconditioned || point.Step >= TransientShare * steps)
            .Select(point => point.Margin).DefaultIfEmpty(double.PositiveInfinity).Min();

    private static double Ratio(double one, double other) =>
        double.IsNaN(one) || double.IsNaN(other) ? Decades : Math.Clamp(Math.Log10(one / other), -Decades, Decades);

    /// <summary>The signs as numbers, in the order of their declaration.</summary>
    internal IReadOnlyList<double> Values => [Kept, Usable, Best, KeptAtThrice, KeptAtTen, Margin, Room, Spike, IsAdaptive, IsClipped,
        Memory, Warmup];

    /// <summary>Signs from such numbers.</summary>
    internal static FailureSigns From(IReadOnlyList<double> values) => new()
    {
        Kept = values[0],
        Usable = values[1],
        Best = values[2],
        KeptAtThrice = values[3],
        KeptAtTen = values[4],
        Margin = values[5],
        Room = values[6],
        Spike = values[7],
        IsAdaptive = values[8],
        IsClipped = values[9],
        Memory = values[10],
        Warmup = values[11],
    };
}
