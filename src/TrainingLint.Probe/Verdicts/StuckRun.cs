using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verdicts;

/// <summary>
/// A run whose slope has died out far from the lowest loss: one update of a policy that is far too long makes it choose one action for good,
/// and nothing is learned from what it never tries. Where the lowest loss is not known, such a place may as well be the bottom.
/// </summary>
internal static class StuckRun
{
    /// <summary>A slope below this share of the first one moves nothing any more.</summary>
    private const double DeadShare = 1e-3;

    /// <summary>A run that keeps this share of the way to the lowest loss has not arrived.</summary>
    private const double KeptShare = 0.25;

    /// <summary>The risk in words; none for a run that still moves, or has arrived.</summary>
    /// <param name="problem">What was trained.</param>
    /// <param name="course">How its loss went.</param>
    /// <param name="firstSlope">Norm of the gradient at the start.</param>
    /// <param name="lastSlope">Norm of the gradient at the end.</param>
    public static IEnumerable<string> Of(IProblem problem, LossCourse course, double firstSlope, double lastSlope)
    {
        if (problem is IHasLowestLoss known && !course.HasDiverged && lastSlope < DeadShare * firstSlope
            && course.Final - known.LowestLoss > KeptShare * (course.Initial - known.LowestLoss))
        {
            yield return FormattableString.Invariant(
                $"the run is stuck: its slope has died out ({firstSlope.Rounded(2)} to {lastSlope.Rounded(2)}) at a loss of {course.Final.Rounded(3)}, and {known.LowestLoss.Rounded(3)} is possible");
        }
    }
}
