using System.Collections.Generic;
using TrainingLint.Probe;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.StandIns;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Cli.Probing;

/// <summary>Everything that a call of the probe has to say.</summary>
/// <param name="Problem">What was trained.</param>
/// <param name="Recipe">The recipe and its file; null when only a point was measured.</param>
internal sealed record ProbeAnswer(IProblem Problem, ProbedRecipe? Recipe)
{
    /// <summary>Why this problem was chosen, and what of the recipe is carried over to it; null when the call named it.</summary>
    public StandIn? StandIn { get; init; }

    /// <summary>The run of the recipe as it is written; null when it cannot be run.</summary>
    public ProbeResult? Result { get; init; }

    /// <summary>What that run was asked to do; null when there is none.</summary>
    public ProbeOptions? Plan { get; init; }

    /// <summary>Why the recipe could not be run as it is written.</summary>
    public string? NotRun { get; init; }

    /// <summary>What experiments say of the findings on the recipe; null when nobody asked.</summary>
    public IReadOnlyList<VerifiedFinding>? Verification { get; init; }
}
