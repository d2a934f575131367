using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Probe.Verification;

/// <summary>What an experiment says about a finding.</summary>
public enum FindingVerdict
{
    /// <summary>The advice made the run better here, beyond doubt and by a margin that matters.</summary>
    Confirmed,

    /// <summary>Here it made no difference that matters: the whole interval says so.</summary>
    NotReproduced,

    /// <summary>The pairs that were run leave it open.</summary>
    Inconclusive,

    /// <summary>Here the recipe as written did better than the advised one.</summary>
    Opposite,

    /// <summary>No experiment on this problem can tell; the reason says why.</summary>
    NotMeasurable,
}

/// <summary>A finding with what a paired experiment says about it.</summary>
public sealed record VerifiedFinding
{
    /// <summary>The finding.</summary>
    public required Finding Finding { get; init; }

    /// <summary>What the experiment says.</summary>
    public required FindingVerdict Verdict { get; init; }

    /// <summary>What was compared and by which measure, or why nothing could be.</summary>
    public required string Experiment { get; init; }

    /// <summary>
    /// The measure of the recipe as written over that of the recipe as advised, geometric mean over seeds; 1 is no difference, above 1 the
    /// advice is better. Null when nothing was measured.
    /// </summary>
    public EffectSize? Effect { get; init; }

    /// <summary>The measure of the recipe as written, by seed.</summary>
    public IReadOnlyList<double> AsWritten { get; init; } = [];

    /// <summary>The measure of the recipe as advised, by seed.</summary>
    public IReadOnlyList<double> AsAdvised { get; init; } = [];
}

/// <summary>A ratio with its 95 % interval, which holds for all looks and findings of a verification together.</summary>
/// <param name="Ratio">The ratio.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Pairs">Pairs of runs behind it.</param>
public sealed record EffectSize(double Ratio, double Lower, double Upper, int Pairs);
