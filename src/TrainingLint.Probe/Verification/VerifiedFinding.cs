using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Probe.Verification;

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
