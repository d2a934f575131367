using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Verdicts;

/// <summary>How the loss went.</summary>
/// <param name="Initial">Before the first update, over all samples.</param>
/// <param name="Final">After the last one, over all samples.</param>
/// <param name="Batches">Loss of each batch.</param>
/// <param name="HasDiverged">Whether it left all bounds.</param>
internal sealed record LossCourse(double Initial, double Final, IReadOnlyList<double> Batches, bool HasDiverged)
{
    /// <summary>A batch whose loss exceeds the initial one by this share of it has been thrown back.</summary>
    private const double SpikeShare = 0.5;

    /// <summary>True when the run lost what it had, for a moment or for good.</summary>
    public bool TookHarm =>
        HasDiverged || !(Final < Initial) || (Batches.Count > 0 && Batches.Max() > Initial + (SpikeShare * Math.Abs(Initial)));
}

/// <summary>What a run gives reason to change.</summary>
internal static class RunRisks
{
    /// <summary>Limit over rate below which a crossing is more than the hovering at the edge of stability.</summary>
    private const double ClearCrossing = 0.8;

    /// <summary>
    /// Part of a run in which the divisors of an adaptive rule are still those of its first gradients, so that what they say of a limit
    /// is a transient.
    /// </summary>
    private const double TransientShare = 0.1;

    /// <summary>The risks, each in words; a limit that is passed without harm is none (Lewkowycz et al. 2020, arXiv:2003.02218).</summary>
    public static IReadOnlyList<string> Of(Judgement judgement, StabilityReport stability, LossCourse losses, int steps)
    {
        var risks = new List<string>();
        if (EndOf(judgement.Verdict) is { } end)
        {
            risks.Add("the run " + end + ": " + judgement.Evidence[^1]);
        }

        if (!losses.TookHarm)
        {
            return risks;
        }

        var isAdaptive = stability.Rule.IsPreconditioned;
        if (stability.PredictedUnstableStep is { } step && !isAdaptive)
        {
            var limit = stability.Points[0].LargestStableRate;
            risks.Add(FormattableString.Invariant($"at the start, the rate is above its stability limit of {limit:G3} from step {step} on"));
        }
        else if (stability.Points.FirstOrDefault(point => point.Margin < ClearCrossing && (!isAdaptive || point.Step >= TransientShare * steps)) is { } crossed)
        {
            risks.Add(FormattableString.Invariant($"at step {crossed.Step}, the rate of {crossed.Rate:G3} is above its stability limit of {crossed.LargestStableRate:G3}"));
        }

        return risks;
    }

    private static string? EndOf(Verdict verdict) => verdict switch
    {
        Verdict.Diverged => "ended in divergence",
        Verdict.LearnedNothing => "learned nothing",
        Verdict.Saddle => "ended at a saddle",
        Verdict.Plateau => "ended on a plateau",
        _ => null,
    };
}
