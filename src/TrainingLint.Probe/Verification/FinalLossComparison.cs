using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Probe.Verification;

/// <summary>
/// Compares where two sides end: the share of the descent that is left undone, from the start of a run down to the lowest loss that any of
/// these runs reached. It has no unit and no zero point of its own, so that it serves every loss.
/// </summary>
internal static class FinalLossComparison
{
    /// <summary>A hundredth of the descent more or less is no reason to change a recipe.</summary>
    private const double Immaterial = 0.01;

    /// <summary>Runs that end this many times the descent above their lowest loss are all alike: lost.</summary>
    private const double Lost = 100;

    /// <summary>A side that gains less than this share of its starting loss does not train.</summary>
    private const double Standstill = 0.02;

    /// <summary>Looks at more and more pairs until the interval decides, time is up, or the most have been run.</summary>
    public static Outcome Of(Trial trial, TrialArm written, TrialArm advised, bool onlyHarmCounts = false)
    {
        Outcome? outcome = null;
        foreach (var (pairs, miss) in trial.Looks)
        {
            var (left, right) = trial.Run(written, advised, pairs);
            if (outcome is not null && left.Count < pairs)
            {
                // Time is up; a look that is not complete has no probability of its own.
                break;
            }

            outcome = Look(left, right, onlyHarmCounts, miss);
            if (outcome.Verdict != FindingVerdict.Inconclusive)
            {
                break;
            }
        }

        return outcome!;
    }

    private static Outcome Look(IReadOnlyList<TrialRun> left, IReadOnlyList<TrialRun> right, bool onlyHarmCounts, double miss)
    {
        if (left.Count < PairedEffect.FewestPairs)
        {
            return TooFew(left.Count);
        }

        var harmed = left.All(run => !(run.End <= run.Start + (Standstill * Math.Abs(run.Untrained))));
        if (!harmed && onlyHarmCounts)
        {
            return Outcome.CannotTell("started from trained weights, the rate does no harm to what this small network knew; whether it harms a large pretrained model cannot be told here");
        }

        if (!harmed && !right.Any(Trains) && !left.Any(Trains))
        {
            return Outcome.CannotTell(
                FormattableString.Invariant($"neither side moves this problem: the loss goes from {right[0].Start.Rounded(3)} to {right[0].End.Rounded(3)} as advised, {left[0].End.Rounded(3)} as written"));
        }

        var best = left.Concat(right).Min(run => run.End);
        if (!double.IsFinite(best))
        {
            return Outcome.CannotTell("both sides diverge on this problem, as written and as advised, so that neither is better here");
        }

        var (asWritten, asAdvised) = (Left(left, best), Left(right, best));
        var effect = PairedEffect.Of(asWritten, asAdvised, miss);
        return new Outcome(PairedEffect.Judge(effect), "share of the descent left undone" + Diverged(left, right), effect, asWritten, asAdvised);
    }

    /// <summary>One side's divergence is the clearest proof there is.</summary>
    private static string Diverged(IReadOnlyList<TrialRun> left, IReadOnlyList<TrialRun> right)
    {
        var (written, advised) = (left.Count(run => !double.IsFinite(run.End)), right.Count(run => !double.IsFinite(run.End)));
        return written == advised ? "" : FormattableString.Invariant($" ({written} of {left.Count} runs diverge as written, {advised} as advised)");
    }

    public static Outcome TooFew(int pairs) =>
        Outcome.CannotTell(FormattableString.Invariant($"the time was up after {pairs} of the {PairedEffect.FewestPairs} pairs of runs that an answer needs; raise --budget"));

    /// <summary>True when a run gained something worth the name.</summary>
    public static bool Trains(TrialRun run) => run.Start - run.End > Standstill * Math.Abs(run.Start);

    /// <summary>What is left of the descent, by run; never below what is immaterial.</summary>
    public static double[] Left(IReadOnlyList<TrialRun> runs, double best) =>
        [.. runs.Select(run => Immaterial + Math.Clamp((run.End - best) / Math.Max(run.Untrained - best,
            Standstill * Math.Abs(run.Untrained)), 0, Lost))];
}
