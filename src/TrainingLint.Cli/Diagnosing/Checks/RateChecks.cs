using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>The rate as logged against the rate as configured.</summary>
internal static class RateChecks
{
    private const string Name = "learning rate against the config";
    private const int FewestPoints = 5;
    private const int FewestZeros = 3;

    /// <summary>Share of the run at its end in which a rate of 0 is no longer the last point of a fall.</summary>
    private const double StandstillShare = 0.1;

    /// <summary>What makes two rates differ.</summary>
    private const double Different = 1.25;

    public static void Run(LoggedRun run, Diagnosis diagnosis)
    {
        if (run.Rates.FirstOrDefault() is not { } rate)
        {
            diagnosis.Leave(Name, "the log holds no learning rate");
            return;
        }

        var points = rate.Finite;
        if (points.Count < FewestZeros || FindNegative(run, rate, diagnosis) || FindZero(run, rate, diagnosis))
        {
            return;
        }

        if (points.Count < FewestPoints)
        {
            diagnosis.Leave(Name, FormattableString.Invariant($"the log holds {points.Count} rates, and {FewestPoints} are needed"));
        }
        else if (run.Expected.Schedule is null)
        {
            diagnosis.Leave(Name, run.Expected.WhyNot);
            FindRiseToTheEnd(run, points, diagnosis);
        }
        else
        {
            diagnosis.Did(Name);
            _ = FindStandingRate(run, points, diagnosis) || FindWarmup(run, points, diagnosis)
                || run.Rates.Any(series => series.Finite.Count > 0 && run.Expected.Agreement(series.Finite) >= 0.6)
                || FindClock(run, points, diagnosis) || FindFactor(run, points, diagnosis) || FindDeparture(run, points, diagnosis);
        }
    }

    /// <summary>A single value below 0 may be a glitch of the log; a rate that stays there climbs the loss.</summary>
    private static bool FindNegative(LoggedRun run, LogSeries rate, Diagnosis diagnosis)
    {
        LogPoint[] below = [.. rate.Finite.Where(point => point.Value < 0)];
        if (below.Length < FewestZeros || rate.Meaning.Detail > 0)
        {
            return false;
        }

        diagnosis.Find(new(Causes.RateNegative, IsRisk: true,
            FormattableString.Invariant($"the learning rate is below 0 at {below.Length} of {rate.Finite.Count} logged steps, ")
                + $"from {run.At(below[0])} on: {Text.Of(below.Min(point => point.Value))} at its lowest, so that the optimizer climbs",
            "end the schedule at 0 or above, and make it as long as the run")
        {
            Setting = run.Written(Facts.ScheduleLength, Facts.FinalLearningRate, Facts.MaxSteps, Facts.Epochs, Facts.Schedule,
                Facts.LearningRate),
            At = below[0],
        });
        return true;
    }

    private static bool FindZero(LoggedRun run, LogSeries rate, Diagnosis diagnosis)
    {
        var points = rate.Finite;
        var zeros = points.Reverse().TakeWhile(point => point.Value == 0).Count();
        var first = points.Count - zeros;
        var share = zeros == 0
            ? 0
            : (points[^1].Step - points[first].Step) / Math.Max(1e-12, points[^1].Step - Math.Min(0, points[0].Step));
        if (zeros < FewestZeros || (first > 0 && share < StandstillShare))
        {
            return false;
        }

        if (StillFalls(run.Loss, points[first].Step))
        {
            diagnosis.Leave(Name, "the rate is logged as 0 while the loss still falls, so that the log seems to round it");
            return true;
        }

        diagnosis.Find(new(Causes.RateZero, IsRisk: true,
            first == 0 ? FormattableString.Invariant($"the learning rate is 0 at all of {zeros} logged steps")
                : $"the learning rate is 0 from {run.At(points[first])} on, to the end at {run.At(points[^1])}",
            first == 0 ? "see that the scheduler starts above 0 and is stepped after the optimizer, and that the rate reaches the optimizer"
                : "make the schedule as long as the run: count it in optimizer steps of all epochs and devices")
        {
            Setting = first == 0 ? run.Written(Facts.LearningRate, Facts.Schedule, Facts.WarmupSteps)
                : run.Written(Facts.ScheduleLength, Facts.MaxSteps, Facts.Epochs, Facts.Schedule),
            At = points[first],
        });
        return true;
    }

    private static bool StillFalls(LogSeries? loss, double from)
    {
        var later = loss?.Finite.Where(point => point.Step >= from).Select(point => point.Value).ToArray() ?? [];
        return later.Length >= 6 && LossCurve.Median(later[^(later.Length / 3)..]) < 0.9 * LossCurve.Median(later[..(later.Length / 3)]);
    }

    private static bool FindStandingRate(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
        var expected = points.Select(point => run.Expected.Around(point.Step)).ToArray();
        var (lowest, highest) = (expected.Min(range => range.High), expected.Max(range => range.Low));
        if (high - low > 1e-6 * high || highest < Different * lowest || run.Expected.Agreement(points) > 0.7)
        {
            return false;
        }

        diagnosis.Find(new(Causes.SchedulerNeverStepped, IsRisk: true,
            $"the learning rate stays at {Text.Of(high)} from {run.At(points[0])} to {run.At(points[^1])}, where the config gives "
                + $"{Text.Of(expected.Max(range => range.High))} at its highest and {Text.Of(Middle(expected[^1]))} at the end",
            "step the scheduler once for each optimizer step, and see that it holds the optimizer that is stepped")
        {
            Setting = run.Written(Facts.Schedule, Facts.WarmupSteps, Facts.WarmupRatio, Facts.WarmupEpochs, Facts.Milestones,
                Facts.LearningRate),
            At = points[0],
        });
        return true;
    }

    private static double Middle((double Low, double High) range) => (range.Low + range.High) / 2;

    private static bool FindWarmup(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        var end = run.Expected.WarmupEnd;
        var length = run.Log.PlannedSteps ?? run.Expected.Length;
        var last = points[^1];
        if (end <= 0 || !RisesToTheEnd(points))
        {
            return false;
        }

        var isInside = end >= 0.9 * length && last.Step >= 0.9 * length;
        var isLate = last.Step > 1.2 * end && !run.Expected.Fits(last);
        if (!isInside && !isLate)
        {
            return false;
        }

        diagnosis.Find(new(Causes.WarmupNeverEnded, IsRisk: true,
            isInside ? FormattableString.Invariant($"the warmup of {Text.Of(end)} steps does not end within the run of {Text.Of(length)}: ")
                    + $"the rate still rises at {run.At(last)}, to {Text.Of(last.Value)}"
                : $"the rate still rises at {run.At(last)}, to {Text.Of(last.Value)}, though the configured warmup ends at {Text.Of(end)}",
            isInside ? "shorten the warmup to a few percent of the run"
                : "count the warmup in the steps in which the scheduler is stepped")
        {
            Setting = run.Written(Facts.WarmupSteps, Facts.WarmupRatio, Facts.WarmupEpochs, Facts.WarmupTokens),
            At = last,
        });
        return true;
    }

    /// <summary>Without a config, only a run that came to its end can be said to have ended in its warmup.</summary>
    private static void FindRiseToTheEnd(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        if (run.IsFinished && RisesToTheEnd(points))
        {
            diagnosis.Find(new(Causes.WarmupNeverEnded, IsRisk: true,
                $"the learning rate rises from {Text.Of(points[0].Value)} at {run.At(points[0])} to {Text.Of(points[^1].Value)} at {run.At(points[^1])}, the end of the run",
                "shorten the warmup to a few percent of the run")
            {
                Setting = run.Written(Facts.WarmupSteps, Facts.WarmupRatio, Facts.WarmupEpochs),
                At = points[^1],
            });
        }
    }

    private static bool RisesToTheEnd(IReadOnlyList<LogPoint> points) =>
        points.Zip(points.Skip(1)).All(pair => pair.Second.Value >= pair.First.Value)
        && points[^1].Value > 1.05 * points[points.Count * 3 / 4 == points.Count - 1 ? points.Count - 2 : points.Count * 3 / 4].Value
        && points[^1].Value > 1.5 * points[0].Value;

    private static bool FindClock(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        var accumulation = run.Recipe!.Get(Facts.GradientAccumulation).Or(1);
        var devices = run.Recipe.Get(Facts.WorldSize).Or(1);
        var epoch = run.Log.StepsPerEpoch ?? run.Recipe.Get(Facts.StepsPerEpoch).Or(1);
        foreach (var (clock, why) in new[]
        {
            (accumulation, "once for each micro-batch"), (1 / accumulation, "once for several optimizer steps"),
            (devices, "once on each device"), (1 / epoch, "once an epoch"),
        })
        {
            if (clock > 0 && Math.Abs(Math.Log(clock)) > 0.2 && run.Expected.Agreement(points, clock) >= 0.9)
            {
                diagnosis.Find(new(Causes.ScheduleOnAnotherClock, IsRisk: run.Log.Format == LogFormat.TrainerState,
                    $"the learning rate goes through the schedule {Text.Of(clock)} times as fast as configured, as if the scheduler were stepped {why}",
                    "step the scheduler once for each optimizer step, or count its lengths as it is stepped")
                {
                    Setting = run.Written(Facts.Schedule, Facts.GradientAccumulation, Facts.LearningRate),
                    At = points.First(point => !run.Expected.Fits(point)),
                });
                return true;
            }
        }

        return false;
    }

    private static bool FindFactor(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        var peak = run.Expected.Schedule!.Peak;
        var ratios = points.Select(point => (Point: point, Rate: Middle(run.Expected.Around(point.Step))))
            .Where(pair => pair.Rate > 0.05 * peak && pair.Point.Value > 0)
            .Select(pair => pair.Point.Value / pair.Rate).ToArray();
        if (ratios.Length < FewestPoints)
        {
            return false;
        }

        var factor = LossCurve.Median(ratios);
        var isOfAGroup = run.Recipe!.ParameterGroups.Any(group =>
            group.LearningRate.TryGet(out var own) && Math.Abs((own / (factor * peak)) - 1) < 0.05);
        if (Math.Abs(Math.Log(factor)) < Math.Log(1.5) || isOfAGroup
            || ratios.Count(ratio => Math.Abs((ratio / factor) - 1) < 0.1) < 0.9 * ratios.Length)
        {
            return false;
        }

        diagnosis.Find(new(Causes.RateNotAsConfigured, IsRisk: run.Recipe.Dialect != "generic",
            $"the learning rate is {Text.Of(factor)} times what the config says at every logged step: {Text.Of(points.Max(point => point.Value))} at its highest, not {Text.Of(peak)}",
            "find what scales it (batch size, devices, another config or a command-line option), and write down the rate that is meant")
        {
            Setting = run.Written(Facts.LearningRate, Facts.EffectiveLearningRate),
            At = points.MaxBy(point => point.Value),
        });
        return true;
    }

    /// <summary>What nothing explains is told and not judged: frameworks differ in more ways than are known here.</summary>
    private static bool FindDeparture(LoggedRun run, IReadOnlyList<LogPoint> points, Diagnosis diagnosis)
    {
        var first = points.First(point => !run.Expected.Fits(point));
        var (low, high) = run.Expected.Around(first.Step);
        diagnosis.Find(new(Causes.RateLeavesSchedule, IsRisk: false,
            $"the learning rate is {Text.Of(first.Value)} at {run.At(first)}, where the config gives {Text.Of((low + high) / 2)}",
            "compare the schedule that runs with the one that is configured")
        {
            Setting = run.Written(Facts.Schedule, Facts.LearningRate),
            At = first,
        });
        return true;
    }
}
