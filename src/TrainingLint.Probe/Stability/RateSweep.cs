using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Stability;

/// <summary>Sweeps the rate of a plan.</summary>
internal static class RateSweep
{
    /// <summary>Half a decade.</summary>
    public static readonly double Ratio = Math.Sqrt(10);

    private const int Sides = 4;
    private const int FewestSteps = 30;

    /// <summary>Rates of a sweep.</summary>
    public const int Count = (2 * Sides) + 1;

    /// <summary>How long the runs may be and how many seeds fit; null when not even short ones do.</summary>
    /// <param name="work">Work that may be spent.</param>
    /// <param name="perUpdate">Work of one update.</param>
    /// <param name="steps">Updates of the recipe's own run.</param>
    /// <param name="mostSeeds">Most seeds.</param>
    public static (int Steps, int Seeds)? Plan(double work, double perUpdate, int steps, int mostSeeds)
    {
        var updates = work / perUpdate / Count;
        var least = Math.Min(FewestSteps, steps);
        return mostSeeds < 1 || !(updates >= least) ? null
            : updates < 2.0 * steps ? ((int)Math.Min(steps, updates), 1)
            : (steps, (int)Math.Min(mostSeeds, updates / steps));
    }

    /// <summary>Runs whole runs, the rates nearest to the recipe's first; null when time ran out before one seed was through.</summary>
    public static RateSweepReport? Run(GuardedProblem problem, TrainingPlan plan, int firstSeed, int seeds, double[] start,
        CancellationToken cancellation)
    {
        var all = SampleSet.All(problem.SampleCount);
        var losses = Enumerable.Range(0, Count).Select(_ => new List<double>()).ToArray();
        var initial = new List<double>();
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            var ends = new double[Count];
            for (var k = 0; k < Count; k++)
            {
                // 0, 1, -1, 2, -2, ...
                var side = k % 2 == 1 ? (k + 1) / 2 : -k / 2;
                var trainer = new Trainer(problem, plan with { Schedule = plan.Schedule.Times(Math.Pow(Ratio, side)) }, seed, start);
                if (k == 0)
                {
                    initial.Add(problem.Evaluate(trainer.Parameters, all, default));
                }

                if (End(trainer, problem, all, cancellation) is not { } end)
                {
                    return Report(plan, losses, initial);
                }

                ends[Sides + side] = end;
            }

            for (var i = 0; i < Count; i++)
            {
                losses[i].Add(ends[i]);
            }
        }

        return Report(plan, losses, initial);
    }

    private static double? End(Trainer trainer, GuardedProblem problem, SampleSet all, CancellationToken cancellation)
    {
        while (!trainer.IsDone)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            trainer.Step();
        }

        var loss = trainer.HasDiverged ? double.PositiveInfinity : problem.Evaluate(trainer.Parameters, all, default);
        return double.IsFinite(loss) ? loss : double.PositiveInfinity;
    }

    private static RateSweepReport? Report(TrainingPlan plan, List<double>[] losses, List<double> initial) => losses[0].Count == 0 ? null
        : new RateSweepReport
        {
            Rates = [.. losses.Select((ends, i) => new SweptRate(plan.Schedule.Peak * Math.Pow(Ratio, i - Sides), ends))],
            RecipeRate = plan.Schedule.Peak,
            InitialLoss = initial.Order().ElementAt(initial.Count / 2),
            Steps = plan.Steps,
            Seeds = losses[0].Count,
        };
}
