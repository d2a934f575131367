using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Verdicts;

/// <summary>What a run gives reason to change.</summary>
internal static class RunRisks
{
    /// <summary>Limit over rate below which a crossing is more than the hovering at the edge of stability.</summary>
    private const double ClearCrossing = 0.8;

    /// <summary>The risks, each in words; a limit that is passed without harm is none (Lewkowycz et al. 2020, arXiv:2003.02218).</summary>
    public static IReadOnlyList<string> Of(Judgement judgement, StabilityReport stability, LossCourse losses, ProbeOptions options)
    {
        var risks = new List<string>();
        if (EndOf(judgement.Verdict) is { } end && !IsForgiven(judgement, losses, options))
        {
            risks.Add("the run " + end + ": " + judgement.Evidence[^1]);
        }

        if (losses.KnownBefore is { } harm)
        {
            risks.Add(FormattableString.Invariant($"the run spoiled the trained weights that it began with: the loss rose from {losses.Initial.Rounded()} to {losses.Final.Rounded()}, and an untrained model has {harm.Rounded()}"));
        }
        else if (losses.Setback is { } setback)
        {
            risks.Add(FormattableString.Invariant($"the run lost what it had: its loss was down to {setback.Reached.Rounded(3)}, and ended at {setback.End.Rounded(3)}"));
        }

        if (losses.TookHarm && !losses.HasRecovered)
        {
            risks.AddRange(Thrown(stability, losses, isWhole: losses.Batches.Count >= options.Steps));
        }

        return risks;
    }

    /// <summary>
    /// Networks have directions of negative curvature wherever they are; near one that has learned most of what there is, they are no place
    /// to be stuck in. A plain function has no such scale: its saddle counts however far it lies below the start.
    /// </summary>
    private static bool IsForgiven(Judgement judgement, LossCourse losses, ProbeOptions options) => judgement.Verdict switch
    {
        Verdict.LearnedNothing => options.IsPartOfALongRun && !losses.TookHarm,
        Verdict.Saddle or Verdict.Plateau => options.Problem.SampleCount > 1 && losses.HasLearned && !losses.LostWhatItHad,
        _ => false,
    };

    private static IEnumerable<string> Thrown(StabilityReport stability, LossCourse losses, bool isWhole)
    {
        if (stability.PredictedUnstableStep is { } step && !stability.Rule.IsPreconditioned)
        {
            var limit = stability.Points[0].LargestStableRate;
            yield return FormattableString.Invariant($"at the start, the rate is above its stability limit of {limit.Rounded(3)} from step {step} on");
        }
        else if (stability.Settled.FirstOrDefault(point => point.Margin < ClearCrossing) is { } crossed)
        {
            yield return FormattableString.Invariant($"at step {crossed.Step}, the rate of {crossed.Rate.Rounded(3)} is above its stability limit of {crossed.LargestStableRate.Rounded(3)}");
        }
        else if (losses.SpikeStep is { } thrown && (isWhole || losses.Descent <= 0))
        {
            // One that time cut short below its start may have been on its way back.
            var spike = FormattableString.Invariant($"at step {thrown}, the loss of a batch was {losses.Batches[thrown].Rounded(3)}, far above the {losses.Initial.Rounded(3)} of the start");
            yield return losses.Descent > 0
                ? FormattableString.Invariant($"{spike}, and the run came back to {losses.Final.Rounded(3)} only")
                : spike + ", and the run has not come back from it";
        }
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
