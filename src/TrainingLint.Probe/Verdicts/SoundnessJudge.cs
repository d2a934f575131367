using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Verdicts;

/// <summary>Puts everything that was found into one answer with one piece of advice.</summary>
internal static class SoundnessJudge
{
    /// <summary>A run that got this far through its steps stands for the whole.</summary>
    private const double WholeShare = 0.9;

    /// <summary>A margin below this is hardly worth the name.</summary>
    private const double NearLimit = 1.2;

    /// <summary>Beyond this factor, how far the rate lies below its limit says nothing more.</summary>
    private const double FarBelow = 99;

    /// <summary>A rate away from the best one by this factor is worth a word.</summary>
    private const double FarFactor = 3;

    /// <summary>A run that makes less than this share of the best descent is slow.</summary>
    private const double SlowShare = 0.8;

    /// <summary>A rate at which the loss falls by less than this share is no advice.</summary>
    private const double LeastDescent = 0.1;

    /// <summary>The answer.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="options">What was asked for.</param>
    public static Soundness Of(ProbeResult result, ProbeOptions options)
    {
        var plannedSteps = options.Steps;
        var run = result.Run;
        if (run.Verdict == Verdict.NotRun || plannedSteps == 0)
        {
            return new(SoundnessVerdict.CouldNotTell, "nothing was trained, only the starting point was measured", "name a config and allow some steps");
        }

        if (result.Risks.Count > 0)
        {
            return new(SoundnessVerdict.AtRisk, result.Risks[0], AdviceFor(result));
        }

        return run.Steps < WholeShare * plannedSteps
            ? new(SoundnessVerdict.CouldNotTell, FormattableString.Invariant($"time was up after {run.Steps} of {plannedSteps} steps"), "raise --budget, or lower --steps")
            : run.Verdict == Verdict.LearnedNothing
            ? new(SoundnessVerdict.CouldNotTell,
                FormattableString.Invariant($"{run.Steps} steps at this rate hardly move the small problem that stands in (loss {run.InitialLoss.Rounded()} to {run.FinalLoss.Rounded()})"), "allow more --steps")
            : new(SoundnessVerdict.Sound, WhySound(result), RoomFor(result, options) ?? "nothing to change");
    }

    private static string WhySound(ProbeResult result)
    {
        var run = result.Run;
        var fall = FormattableString.Invariant($"the loss fell from {run.InitialLoss.Rounded()} to {run.FinalLoss.Rounded()}");
        var steady = run.FinalLoss < run.InitialLoss ? fall : FormattableString.Invariant($"the loss stayed at {run.FinalLoss.Rounded()}, where it began");
        return result.Stability.Closest is { Margin: > NearLimit and var margin } && double.IsFinite(margin)
            ? steady + (margin > FarBelow ? ", and the rate stays far below its stability limit"
                : FormattableString.Invariant($", and the rate stays {margin.Rounded(2)} times below its stability limit"))
            : steady;
    }

    /// <summary>What a far better rate, or a usual setting, would gain; null where the recipe's is good enough.</summary>
    private static string? RoomFor(ProbeResult result, ProbeOptions options) =>
        options.IsPartOfALongRun ? null
        : SettingAdvice(result, SlowShare) is { } setting ? "no change is needed, but " + setting
        : result.Sweep is { Best: { } best } sweep && sweep.ShareOf(result.Run.FinalLoss) < SlowShare
            && best.PeakRate > FarFactor * sweep.RecipeRate
            ? FormattableString.Invariant($"no change is needed, but it learns slowly here: a peak rate {(best.PeakRate / sweep.RecipeRate).Rounded(2)} times as high ends at a loss of {best.Loss.Rounded(3)}")
            : null;

    /// <summary>An unusual setting that a run with the usual value shows to be the cause, unless another rate helps far more.</summary>
    private static string? SettingAdvice(ProbeResult result, double share)
    {
        var run = result.Run;
        var final = run.Verdict == Verdict.Diverged ? double.NaN : run.FinalLoss;
        return SettingRisk.Cause(result.SettingTrials, run.InitialLoss, final, share) is { } cause
            && (result.Sweep?.Best is not { } best || run.InitialLoss - cause.Loss > SlowShare * (run.InitialLoss - best.Loss))
            ? FormattableString.Invariant($"with {cause.Instead} instead of {cause.Setting} the same run ends at a loss of {cause.Loss.Rounded(3)}")
            : null;
    }

    private static string AdviceFor(ProbeResult result)
    {
        var run = result.Run;
        if (SettingAdvice(result, SlowShare) is { } advice)
        {
            return advice;
        }

        var hasRisen = !(run.FinalLoss < run.InitialLoss) || run.Verdict == Verdict.Diverged;
        if (result.Sweep is { } sweep && BestFor(sweep, hasRisen) is { } best)
        {
            return best.PeakRate < sweep.RecipeRate / 1.5
                ? FormattableString.Invariant($"lower the peak learning rate to about {best.PeakRate.Rounded(2)}{Usable(sweep, best)}, or warm up longer")
                : best.PeakRate > FarFactor * sweep.RecipeRate && run.Verdict == Verdict.LearnedNothing
                ? FormattableString.Invariant($"raise the peak learning rate to about {best.PeakRate.Rounded(2)}{Usable(sweep, best)}")
                : "the learning rate is not the cause: other rates do no better here; look at momentum, weight decay, clipping, epsilon and initialization";
        }

        return run.Verdict switch
        {
            _ when result.Stability.Settled.MinBy(point => point.LargestStableRate) is { Margin: < 1, LargestStableRate: > 0 } lowest =>
                FormattableString.Invariant($"lower the peak learning rate below {lowest.LargestStableRate.Rounded(2)}, or warm up longer"),
            Verdict.Saddle => "start from other random weights, or add the noise of smaller batches",
            Verdict.Plateau => "start from other weights, or lower the learning rate that led here",
            Verdict.Diverged => "lower the learning rate by ten times, or warm up longer",
            _ => "try other learning rates; run the probe with a larger --budget to have them swept",
        };
    }

    /// <summary>The rate to advise: of a run that rose, one below its own, whatever lies beyond; null where none learns.</summary>
    private static SweptRate? BestFor(RateSweepReport sweep, bool hasRisen)
    {
        bool HasLearned(SweptRate rate) => rate.Loss < sweep.InitialLoss - (LeastDescent * Math.Abs(sweep.InitialLoss));
        var below = sweep.Rates.Where(rate => rate.PeakRate < sweep.RecipeRate && HasLearned(rate)).MinBy(rate => rate.Loss);
        return hasRisen && below is not null ? below : sweep.Best is { } best && HasLearned(best) ? best : null;
    }

    private static string Usable(RateSweepReport sweep, SweptRate best) =>
        sweep.Best == best && sweep.LargestUsableRate is { } usable && usable > best.PeakRate
            ? FormattableString.Invariant($" (up to {usable.Rounded(2)} still trains)") : "";
}
