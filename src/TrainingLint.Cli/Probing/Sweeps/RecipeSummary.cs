using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>What the seeds of one recipe came to, taken together.</summary>
internal sealed record RecipeSummary
{
    private RecipeSummary(SweepRecipe recipe, IReadOnlyList<SweepEntry> entries) => (Recipe, Entries) = (recipe, entries);

    /// <summary>The recipe.</summary>
    public SweepRecipe Recipe { get; }

    /// <summary>Its entries, by seed.</summary>
    public IReadOnlyList<SweepEntry> Entries { get; }

    /// <summary>Runs that came to an end, whatever it was.</summary>
    public required int Runs { get; init; }

    /// <summary>Why the recipe cannot be run; null when it can.</summary>
    public required string? NotRun { get; init; }

    /// <summary>Runs in which the problem failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Final losses of the runs that did not diverge; null when all did.</summary>
    public required SampleSpread? FinalLoss { get; init; }

    /// <summary>How many runs ended where, without the places where none did.</summary>
    public required IReadOnlyList<(string Verdict, int Runs)> Verdicts { get; init; }

    /// <summary>Runs with a risk.</summary>
    public required int Risky { get; init; }

    /// <summary>The lowest ratio of stability limit to rate over all runs and steps; null where there is no limit.</summary>
    public required (double Value, int Seed, int Step)? SmallestMargin { get; init; }

    /// <summary>Takes the entries of one recipe together.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="entries">Its entries, by seed; at least one.</param>
    public static RecipeSummary Of(SweepRecipe recipe, IReadOnlyList<SweepEntry> entries)
    {
        var runs = entries.Where(entry => entry.HasRun).ToArray();
        var losses = runs.Select(run => run.FinalLoss).OfType<double>().ToArray();
        return new RecipeSummary(recipe, entries)
        {
            Runs = runs.Length,
            NotRun = entries.Select(entry => entry.NotRun).FirstOrDefault(reason => reason is not null),
            Failed = entries.Count(entry => entry.Failed is not null),
            FinalLoss = losses.Length > 0 ? SampleSpread.Of(losses) : null,
            Verdicts = [.. Enum.GetValues<Verdict>()
                .Select(verdict => (Verdict: ProbeNames.Of(verdict), Runs: runs.Count(run => run.Verdict == ProbeNames.Of(verdict))))
                .Where(counted => counted.Runs > 0)],
            Risky = runs.Count(run => run.IsRisky),
            SmallestMargin = SmallestOf(runs),
        };
    }

    private static (double, int, int)? SmallestOf(IEnumerable<SweepEntry> runs)
    {
        (double Value, int Seed, int Step)? smallest = null;
        foreach (var run in runs)
        {
            var margins = run.Margins;
            for (var step = 0; step < margins.Count; step++)
            {
                // Where no curvature sets a limit, the largest number stands in the list.
                if (margins[step] < (smallest?.Value ?? double.MaxValue))
                {
                    smallest = (margins[step], run.Seed, step);
                }
            }
        }

        return smallest;
    }
}
