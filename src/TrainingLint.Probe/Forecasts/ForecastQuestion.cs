using System;
using System.Threading;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Asks what needs further runs: warmups of other lengths, and a longer run. What the run itself says is there already.</summary>
internal static class ForecastQuestion
{
    /// <summary>The report with what the planned work allows.</summary>
    /// <param name="subject">What was run.</param>
    /// <param name="seen">What the run itself said.</param>
    /// <param name="asksForLength">False where a few steps stand for a far longer training.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ForecastReport Ask(ProbeSubject subject, ForecastReport seen, bool asksForLength, CancellationToken cancellation)
    {
        var steps = subject.Plan.Steps;
        var perUpdate = subject.Workload.OfUpdate(subject.Run.BatchSize);
        var left = subject.Workload.Available / perUpdate;
        asksForLength &= subject.Run.Verdict is not (Verdict.Diverged or Verdict.LearnedNothing);
        var plan = WarmupExperiment.Plan(asksForLength ? left / 2 : left, steps);
        if (plan is { } planned)
        {
            seen = seen with
            {
                Warmup = WarmupExperiment.Run(subject.Problem, subject.Plan with { Steps = planned.Steps }, subject.Run.Seed, planned.Seeds,
                    subject.GivenStart, cancellation),
            };
            left -= TrialsOf(seen.Warmup) * planned.Steps;
        }

        if (seen.MemoryLimit is { Foreseen: > 0 } memory)
        {
            memory = memory with
            {
                Trials = MemoryLimit.Shorten(subject.Problem, subject.Plan, subject.Run.Seed, subject.GivenStart, left, cancellation),
            };
            seen = seen with { MemoryLimit = memory };
            left -= (double)memory.Trials.Count * steps;
        }

        if (!asksForLength)
        {
            return seen;
        }

        var seeds = LengthExperiment.SeedsWithin(left, steps);
        return seeds > 0
            ? seen with
            {
                Length = LengthExperiment.Run(subject.Problem, subject.Plan, subject.Run.Seed, seeds, subject.GivenStart, cancellation),
            }
            : seen with { NeededBudget = subject.Budget.TotalSeconds * LengthExperiment.RunsPerSeed * steps / Math.Max(1, left) };
    }

    private static double TrialsOf(WarmupNeed? warmup)
    {
        var runs = 0;
        foreach (var trial in warmup?.Trials ?? [])
        {
            runs += trial.Survived.Trials;
        }

        return runs;
    }
}
