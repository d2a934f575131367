using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>The rate that a config asks for at the steps of a log.</summary>
internal sealed class ExpectedRate
{
    /// <summary>Lengths of the same run that differ by more are those of two runs.</summary>
    private const double SameLength = 0.05;

    /// <summary>Relative difference that counts as none: logs are rounded.</summary>
    private const double Tolerance = 0.05;

    private readonly double _stepsPerUnit;
    private readonly double _slack;

    private ExpectedRate(LearningRateSchedule? schedule, double stepsPerUnit, double slack, string whyNot)
    {
        (Schedule, _stepsPerUnit, _slack, WhyNot) = (schedule, stepsPerUnit, slack, whyNot);
    }

    /// <summary>The schedule; null where it cannot be known.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>Why there is none.</summary>
    public string WhyNot { get; }

    /// <summary>What a recipe makes of the rate at the steps of a log.</summary>
    public static ExpectedRate Of(RunLog log, Recipe? recipe)
    {
        if (recipe is null)
        {
            return None("no config was named; --config FILE names it");
        }

        if (KindOf(recipe) == ScheduleKind.CosineWithRestarts && !recipe.Get(Facts.ScheduleLength).HasValue && Restarts(log))
        {
            return None("the rate restarts, and the config does not say how often");
        }

        var epochs = recipe.Get(Facts.Epochs).TryGet(out var passes) && passes > 0 ? passes : (double?)null;
        var configured = recipe.Get(Facts.MaxSteps).TryGet(out var steps) && steps > 0 ? steps : (double?)null;
        if (log.PlannedSteps is { } planned && configured is { } wanted && Math.Abs(planned - wanted) > SameLength * wanted)
        {
            return None(FormattableString.Invariant($"the config asks for {wanted} steps and the log is that of a run of {planned}"));
        }

        var perEpoch = log.PlannedSteps / epochs ?? log.StepsPerEpoch;
        const double AnyNumber = 1000;
        if (RecipeSchedule.Of(recipe, log.Unit == LogUnit.Epochs ? AnyNumber : perEpoch) is not { } schedule)
        {
            return None("the config does not determine the rate at every step: its name, length or rate is open");
        }

        return log.Unit switch
        {
            LogUnit.Steps when configured is null && perEpoch is null && !recipe.Get(Facts.StepsPerEpoch).HasValue => None("the length of an epoch is not known"),
            LogUnit.Steps => new(schedule, 1, Math.Max(1, 0.005 * schedule.Steps), ""),
            LogUnit.Epochs when epochs is { } all => new(schedule, schedule.Steps / all, schedule.Steps / all, ""),
            _ => None("the log does not count steps"),
        };
    }

    /// <summary>The lowest and the highest rate around a step of the log; frameworks log before or after an update, and round.</summary>
    public (double Low, double High) Around(double step, double clock = 1)
    {
        var (low, high) = (double.PositiveInfinity, 0.0);
        for (var i = -2; i <= 2; i++)
        {
            var at = (step * _stepsPerUnit * clock) + (i / 2.0 * _slack);
            var rate = Schedule!.At((long)Math.Clamp(at, 0, Schedule.Steps - 1));
            (low, high) = (Math.Min(low, rate), Math.Max(high, rate));
        }

        return (low, high);
    }

    /// <summary>True for a logged rate that the schedule gives around its step.</summary>
    public bool Fits(LogPoint point, double clock = 1)
    {
        var (low, high) = Around(point.Step, clock);
        var rounding = 1e-3 * Schedule!.Peak;
        return point.Value >= (low * (1 - Tolerance)) - rounding && point.Value <= (high * (1 + Tolerance)) + rounding;
    }

    /// <summary>Share of logged rates that the schedule gives.</summary>
    public double Agreement(IReadOnlyList<LogPoint> points, double clock = 1) =>
        points.Count(point => Fits(point, clock)) / (double)points.Count;

    /// <summary>Step of the log at which the configured warmup ends; 0 without one.</summary>
    public double WarmupEnd => Schedule!.WarmupSteps / _stepsPerUnit;

    /// <summary>Length of the configured run, in the unit of the log.</summary>
    public double Length => Schedule!.Steps / _stepsPerUnit;

    private static ScheduleKind KindOf(Recipe recipe) =>
        recipe.Get(Facts.Schedule).TryGet(out var name) ? ScheduleNames.KindOf(name) : ScheduleKind.Unknown;

    /// <summary>True for a logged rate that has fallen to a half and is back at most of its height from one entry to the next.</summary>
    private static bool Restarts(RunLog log) => log.Series.Where(series => series.Meaning.Kind == SeriesKind.Rate).Any(series =>
    {
        var peak = 0.0;
        for (var i = 1; i < series.Finite.Count; i++)
        {
            peak = Math.Max(peak, series.Finite[i - 1].Value);
            if (series.Finite[i - 1].Value < peak / 2 && series.Finite[i].Value > 0.8 * peak)
            {
                return true;
            }
        }

        return false;
    });

    private static ExpectedRate None(string why) => new(null, 1, 1, why);
}
