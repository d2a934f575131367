using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verdicts;

/// <summary>
/// Whether a run lost what its trained weights knew. A rate that is far too high for fine-tuning learns the new text from the ruins of the
/// old one, so that its own loss looks well.
/// </summary>
internal static class Forgetting
{
    /// <summary>Weights that start below this share of guessing know something.</summary>
    private const double KnownShare = 0.5;

    /// <summary>The risk in words; none where something is left, or was never known.</summary>
    /// <param name="problem">What was trained.</param>
    /// <param name="start">Parameters before the first update.</param>
    /// <param name="end">Parameters after the last.</param>
    public static IEnumerable<string> Of(IProblem problem, double[] start, double[] end)
    {
        if (problem is IPretrained pretrained && pretrained.EarlierChanceLoss is var guessing && pretrained.EarlierLoss(start) is { } before
            && before < KnownShare * guessing && pretrained.EarlierLoss(end) is { } after && !(after < guessing))
        {
            yield return FormattableString.Invariant($"the run forgot all that the trained weights knew: on what they were trained on before, the loss rose from {before.Rounded(3)} to {after.Rounded(3)}, and guessing costs {guessing.Rounded(3)}");
        }
    }
}
