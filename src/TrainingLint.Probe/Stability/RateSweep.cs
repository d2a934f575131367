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
    private const int MostDecadesBeyond = 6;

    /// <summary>Rates that a sweep that time cut off must have tried to say anything.</summary>
    private const int FewestRates = 3;

    /// <summary>A loss that falls by less than this share has learned nothing.</summary>
    private const double LeastDescent = 0.1;

    /// <summary>Rates of a sweep that finds the best one between its ends.</summary>
    public const int Count = (2 * Sides) + 1;

    private const int WideCount = Sides + 1;

    /// <summary>How long the runs may be and how many seeds fit; null when not even short ones do.</summary>
    /// <param name="work">Work that may be spent.</param>
    /// <param name="perUpdate">Work of one update.</param>
    /// <param name="steps">Updates of the recipe's own run.</param>
    /// <param name="mostSeeds">Most seeds.</param>
    public static SweepPlan? Plan(double work, double perUpdate, int steps, int mostSeeds)
    {
        var updates = work / perUpdate;
        var least = Math.Min(FewestSteps, steps);
        return mostSeeds < 1 ? null
            : updates >= 2.0 * steps * Count ? new(steps, (int)Math.Min(mostSeeds, updates / steps / Count), 1)
            : updates >= (double)least * Count ? new((int)Math.Min(steps, updates / Count), 1, 1)

            // What costs too much for nine rates may still be tried at five, a decade apart.
            : updates >= (double)least * WideCount ? new((int)Math.Min(steps, updates / WideCount), 1, 2)
            : null;
    }

    /// <summary>
    /// Runs whole runs, the rates nearest to the recipe's first; where the best one lies at an end, or none is any good, whole decades beyond
    /// that end follow while they help. Null when time ran out before one seed was through.
    /// </summary>
    public static RateSweepReport? Run(GuardedProblem problem, TrainingPlan recipe, SweepPlan sweep, int firstSeed, double[] start,
        CancellationToken cancellation)
    {
        var plan = recipe with { Steps = sweep.Steps };
        var all = SampleSet.All(problem.SampleCount);
        var losses = new SortedDictionary<int, List<double>>();
        var initial = new List<double>();
        for (var seed = firstSeed; seed < firstSeed + sweep.Seeds; seed++)
        {
            var ends = new SortedDictionary<int, double>();
            double? EndAt(int place)
            {
                var other = plan with { Schedule = plan.Schedule.Times(Math.Pow(Ratio, place)) };
                return End(new Trainer(problem, other, seed, start), problem, all, cancellation);
            }

            var isWhole = Near(EndAt, sweep.Stride, ends);
            if (!isWhole && (seed > firstSeed || ends.Count < FewestRates))
            {
                break;
            }

            initial.Add(problem.Evaluate(new Trainer(problem, plan, seed, start).Parameters, all, default));
            var isExtended = !isWhole || (seed == firstSeed && Beyond(EndAt, ends, initial[0]));
            foreach (var (place, end) in ends)
            {
                (losses.TryGetValue(place, out var known) ? known : losses[place] = []).Add(end);
            }

            if (isExtended)
            {
                break;
            }
        }

        return Report(plan, losses, initial);
    }

    private static bool Near(Func<int, double?> endAt, int stride, SortedDictionary<int, double> ends)
    {
        for (var k = 0; k <= 2 * Sides / stride; k++)
        {
            // 0, 1, -1, 2, -2, ...
            var place = stride * (k % 2 == 1 ? (k + 1) / 2 : -k / 2);
            if (endAt(place) is not { } end)
            {
                return false;
            }

            ends[place] = end;
        }

        return true;
    }

    /// <summary>Follows the losses beyond the end at which they are lowest, or, where no rate learns, away from what goes wrong.</summary>
    /// <returns>Whether there was anything to follow.</returns>
    private static bool Beyond(Func<int, double?> endAt, SortedDictionary<int, double> ends, double initial)
    {
        bool HasLearned(double loss) => loss < initial - (LeastDescent * Math.Abs(initial));
        var hasRisen = !(ends[0] < initial + (LeastDescent * Math.Abs(initial)));
        var (at, lowest) = ends.MinBy(pair => pair.Value);
        if (hasRisen)
        {
            // Some rules have a second range of rates far beyond the first one: nobody whose rate is too high looks for that.
            (at, lowest) = ends.Where(pair => pair.Key < 0).DefaultIfEmpty(new(-Sides, double.PositiveInfinity)).MinBy(pair => pair.Value);
        }

        var direction = !HasLearned(lowest) ? (hasRisen ? -1 : 1) : at == -Sides ? -1 : at == Sides ? 1 : 0;
        for (var i = 1; i <= MostDecadesBeyond && direction != 0; i++)
        {
            var place = direction * (Sides + (2 * i));
            if (endAt(place) is not { } end)
            {
                break;
            }

            ends[place] = end;
            if (!(end < lowest) && HasLearned(lowest))
            {
                break;
            }

            lowest = Math.Min(lowest, end);
        }

        return direction != 0;
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

    private static RateSweepReport? Report(TrainingPlan plan, SortedDictionary<int, List<double>> losses, List<double> initial) =>
        losses.Count == 0 ? null
        : new RateSweepReport
        {
            Rates = [.. losses.Select(pair => new SweptRate(plan.Schedule.Peak * Math.Pow(Ratio, pair.Key), pair.Value))],
            RecipeRate = plan.Schedule.Peak,
            InitialLoss = initial.Order().ElementAt(initial.Count / 2),
            Steps = plan.Steps,
            Seeds = initial.Count,
        };
}
