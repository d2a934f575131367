using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Runs a recipe with warmups of several lengths. Where none is needed, that is known after the first.</summary>
internal static class WarmupExperiment
{
    /// <summary>A run that keeps this share of its starting loss has learned nothing.</summary>
    private const double LostShare = 0.9;

    /// <summary>Updates that a run needs at least to say anything.</summary>
    private const int FewestSteps = 60;

    private const int MostSeeds = 5;

    private static readonly int[] Lengths = [3, 10, 30, 100, 300];

    /// <summary>How long the runs may be and how many seeds fit; null when not even short ones do.</summary>
    /// <param name="updates">Updates that may be spent.</param>
    /// <param name="steps">Updates of the recipe's own run.</param>
    public static (int Steps, int Seeds)? Plan(double updates, int steps)
    {
        // One length more than the fixed ones: the recipe's own.
        var runs = 2 + Lengths.Count(length => length <= steps / 2);
        return !(updates >= runs * (double)Math.Min(FewestSteps, steps)) ? null
            : updates < 2.0 * runs * steps ? ((int)Math.Min(steps, updates / runs), 1)
            : (steps, (int)Math.Min(MostSeeds, updates / runs / steps));
    }

    /// <summary>Runs whole runs; null when time ran out.</summary>
    public static WarmupNeed? Run(GuardedProblem problem, TrainingPlan plan, int firstSeed, int seeds, double[] start,
        CancellationToken cancellation)
    {
        var own = (int)Math.Min(plan.Steps, plan.FittedSchedule.PeakStep);
        var lengths = Lengths.Where(length => length <= plan.Steps / 2).Append(own).Where(length => length > 0).Distinct().Order();
        var trials = new List<WarmupTrial>();
        foreach (var length in lengths.Prepend(0))
        {
            if (Try(problem, plan, length, own, firstSeed, seeds, start, cancellation) is not { } survived)
            {
                return null;
            }

            trials.Add(new(length, new Proportion(survived, seeds)));
            if (length == 0 && survived == seeds)
            {
                break;
            }
        }

        // What is not needed at all need not be run.
        return new WarmupNeed { Trials = trials, OwnSteps = own, RunSteps = plan.Steps };
    }

    /// <summary>The rates of a run whose peak is reached after so many steps, whatever led up to it before.</summary>
    public static LearningRateSchedule With(LearningRateSchedule schedule, int warmup)
    {
        var rates = new double[schedule.Steps];
        for (var step = 0; step < rates.Length; step++)
        {
            var height = step < schedule.PeakStep ? schedule.Peak : schedule.At(step);
            rates[step] = height * Math.Min(1, (step + 1) / (double)Math.Max(1, warmup));
        }

        return LearningRateSchedule.Of(rates);
    }

    private static int? Try(GuardedProblem problem, TrainingPlan plan, int length, int own, int firstSeed, int seeds, double[] start,
        CancellationToken cancellation)
    {
        var all = SampleSet.All(problem.SampleCount);
        var survived = 0;
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            // The recipe's own warmup may have another shape than a straight line.
            var schedule = length == own ? plan.FittedSchedule : With(plan.FittedSchedule, length);
            var trainer = new Trainer(problem, plan with { Schedule = schedule }, seed, start);
            var before = problem.Evaluate(trainer.Parameters, all, default);
            trainer.Finish(cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            var after = trainer.HasDiverged ? double.PositiveInfinity : problem.Evaluate(trainer.Parameters, all, default);
            survived += after <= before - ((1 - LostShare) * Math.Abs(before)) ? 1 : 0;
        }

        return survived;
    }
}
