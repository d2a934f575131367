using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Agreement;

/// <summary>Whether runs with other seeds end in the same place, and what follows.</summary>
public sealed record AgreementReport
{
    /// <summary>The runs, by seed; the first is the one that everything else in the result is about.</summary>
    public required IReadOnlyList<SeedRun> Runs { get; init; }

    /// <summary>How many runs were asked for.</summary>
    public required int Requested { get; init; }

    /// <summary>True when time was up, or somebody stopped the probe, before all runs were done and compared.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Final losses of the runs that did not diverge; null when all did.</summary>
    public SampleSpread? FinalLosses { get; init; }

    /// <summary>Every pair of runs that did not diverge.</summary>
    public required IReadOnlyList<PairComparison> Pairs { get; init; }

    /// <summary>Mean churn over pairs; null for clusterings, and where nothing is predicted.</summary>
    public PairMean? Churn { get; init; }

    /// <summary>Mean adjusted Rand index over pairs; null for anything but clusterings.</summary>
    public PairMean? AdjustedRand { get; init; }

    /// <summary>What counted as the same; null when no run had an end.</summary>
    public AgreementTolerances? Tolerances { get; init; }

    /// <summary>Seeds of the runs that end alike, group by group; a run that diverged is in none.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Groups { get; init; }

    /// <summary>The verdict.</summary>
    public required AgreementVerdict Verdict { get; init; }

    /// <summary>The run that is the odd one out; null for every other verdict.</summary>
    public SeedRun? OddOne { get; init; }

    /// <summary>What the verdict rests on, in a sentence.</summary>
    public required string Evidence { get; init; }

    /// <summary>What to do, most useful first; empty where nothing needs doing.</summary>
    public required IReadOnlyList<string> Advice { get; init; }
}
