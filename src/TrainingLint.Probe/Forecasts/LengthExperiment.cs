using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Runs a recipe as it is, with twice the steps, and with three times the rate.</summary>
internal static class LengthExperiment
{
    private const double RateFactor = 3;
    private const int MostSeeds = 3;

    /// <summary>Updates for each seed, in units of the recipe's own run.</summary>
    public const int RunsPerSeed = 4;

    /// <summary>Seeds that fit; 0 when not even one does.</summary>
    /// <param name="updates">Updates that may be spent.</param>
    /// <param name="steps">Updates of the recipe's own run.</param>
    public static int SeedsWithin(double updates, int steps) => (int)Math.Clamp(updates / (RunsPerSeed * (double)steps), 0, MostSeeds);

    /// <summary>Runs whole runs; null when time ran out, or the recipe as it is makes no descent.</summary>
    public static LengthNeed? Run(GuardedProblem problem, TrainingPlan plan, int firstSeed, int seeds, double[] start,
        CancellationToken cancellation)
    {
        var all = SampleSet.All(problem.SampleCount);
        var (doubled, tripled) = (new List<double>(), new List<double>());
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            var first = new Trainer(problem, plan, seed, start);
            var before = problem.Evaluate(first.Parameters, all, default);
            var end = End(first);
            var longer = End(new Trainer(problem, plan with { Steps = 2 * plan.Steps }, seed, start));
            var faster = End(new Trainer(problem, plan with { Schedule = plan.Schedule.Times(RateFactor) }, seed, start));
            if (cancellation.IsCancellationRequested || !(end < before))
            {
                return null;
            }

            doubled.Add((end - longer) / (before - end));
            tripled.Add((end - faster) / (before - end));
        }

        return new LengthNeed { Doubled = RunGain.Of(doubled), Tripled = RunGain.Of(tripled), RunSteps = plan.Steps, Seeds = seeds };

        double End(Trainer trainer)
        {
            trainer.Finish(cancellation);
            var loss = trainer.HasDiverged ? double.PositiveInfinity : problem.Evaluate(trainer.Parameters, all, default);
            return double.IsFinite(loss) ? loss : double.PositiveInfinity;
        }
    }
}
