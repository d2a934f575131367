using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Agreement;

/// <summary>What trainings that differ by their seed alone say about each other.</summary>
public enum AgreementVerdict
{
    /// <summary>Fewer than two runs could be compared.</summary>
    Undecided,

    /// <summary>The same predictions, and the same loss or no barrier between the ends; the same loss and place, where nothing is predicted.</summary>
    Stable,

    /// <summary>Same loss in places that differ, where nothing but the place could tell whether that matters.</summary>
    SameLossElsewhere,

    /// <summary>All runs but one agree, and that one stands apart in its loss and in its predictions or place.</summary>
    OddOneOut,

    /// <summary>What comes out depends on the seed.</summary>
    Unstable,
}

/// <summary>A mean over pairs of runs. Pairs share runs, so that its error comes from leaving out one run at a time (Efron and Stein 1981).</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardError">Its jackknife standard error; null for two runs, which leave nothing to leave out.</param>
public sealed record PairMean(double Value, double? StandardError);

/// <summary>How much of a difference still counts as the same. All are conventions, stated so that they can be judged.</summary>
public sealed record AgreementTolerances
{
    /// <summary>Largest difference of final losses, as a share of what training gained.</summary>
    public const double LossShare = 0.02;

    /// <summary>Largest barrier, as a share of what training gained (half the 2 % of error that Frankle et al. 2019 allow).</summary>
    public const double BarrierShare = 0.01;

    /// <summary>Largest churn.</summary>
    public const double LargestChurn = 0.05;

    /// <summary>Least adjusted Rand index: above 0.90 agreement is called excellent (Steinley 2004).</summary>
    public const double LeastAdjustedRand = 0.9;

    /// <summary>Least difference of final losses that can make a run odd, as a share of what training gained.</summary>
    public const double OddLossShare = 0.002;

    /// <summary>An odd run is at least this many times as far from every other run as the others are from each other.</summary>
    public const double OddFactor = 3;

    /// <summary>What training gained: the median of the runs' initial losses, less the lowest final one.</summary>
    public required double Gain { get; init; }

    /// <summary>False when no run ended below where the runs started.</summary>
    public required bool HasGained { get; init; }

    /// <summary>Largest difference of final losses that counts as none.</summary>
    public double Loss => LossShare * Gain;

    /// <summary>Least difference of final losses that can make a run odd.</summary>
    public double OddLoss => OddLossShare * Gain;

    /// <summary>Largest barrier that counts as none.</summary>
    public double Barrier => BarrierShare * Gain;
}

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
