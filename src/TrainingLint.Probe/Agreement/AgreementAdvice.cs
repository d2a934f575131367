using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Agreement;

/// <summary>What to do about runs that do not agree.</summary>
internal static class AgreementAdvice
{
    private const string LowerRate = "schedule: lower the peak learning rate or warm up longer; with this recipe, whether a run survives depends on its seed";
    private const string TrainLonger = "schedule: the runs are still moving; train longer, or let the rate fall to the end, before judging them";

    /// <summary>Advice for a verdict, most useful first.</summary>
    /// <param name="judgement">The verdict.</param>
    /// <param name="runs">All runs.</param>
    /// <param name="pairs">Pairs of runs that ended.</param>
    /// <param name="tolerances">What counted as the same.</param>
    /// <param name="isStillMoving">Whether the first run had not come to rest.</param>
    public static IReadOnlyList<string> For(AgreementJudgement judgement, IReadOnlyList<SeedRun> runs, IReadOnlyList<PairComparison> pairs,
        AgreementTolerances? tolerances, bool isStillMoving) => judgement.Verdict switch
        {
            AgreementVerdict.OddOneOut => ForOdd(runs[judgement.Odd!.Value], runs, pairs),
            AgreementVerdict.Unstable => [.. ForUnstable(runs, pairs, tolerances!, isStillMoving)],
            AgreementVerdict.SameLossElsewhere => ["as far as the loss tells, any of these ends will do; do not average their parameters, for a barrier lies between them"],
            AgreementVerdict.Undecided when tolerances is not { HasGained: true } && runs.Count > 1 => ["schedule: lower the peak learning rate or warm up longer; should that not help, look at the initialisation"],
            _ => [],
        };

    private static IReadOnlyList<string> ForOdd(SeedRun odd, IReadOnlyList<SeedRun> runs, IReadOnlyList<PairComparison> pairs)
    {
        if (odd.HasDiverged)
        {
            return [LowerRate];
        }

        var start = "initialisation: " + (AreClusterings(pairs) ? "spread the first centres out (k-means++), or " : "") + "start several seeds and keep the lowest loss";
        var isBetter = runs.Where(run => run != odd && !run.HasDiverged).All(run => run.FinalLoss > odd.FinalLoss);
        return isBetter
            ? [FormattableString.Invariant($"keep the run with seed {odd.Seed}: the others ended in a poorer minimum"), start]
            : [FormattableString.Invariant($"discard the run with seed {odd.Seed}, and say so where results are reported"), start, "schedule: if it keeps happening, a higher rate or smaller batches early on help runs out of poor minima"];
    }

    private static IEnumerable<string> ForUnstable(IReadOnlyList<SeedRun> runs, IReadOnlyList<PairComparison> pairs,
        AgreementTolerances tolerances, bool isStillMoving)
    {
        if (runs.Any(run => run.HasDiverged))
        {
            yield return LowerRate;
            yield break;
        }

        var (isSameLoss, hasNoBarrier) = (pairs.All(pair => pair.LossDifference <= tolerances.Loss),
            pairs.All(pair => pair.LowestBarrier <= tolerances.Barrier));
        isStillMoving |= !isSameLoss && hasNoBarrier;
        if (isStillMoving)
        {
            yield return TrainLonger;
        }

        if (AreClusterings(pairs))
        {
            yield return isSameLoss
                ? "the data allow several groupings of nearly the same loss: report them all, or choose by something besides the loss"
                : "initialisation: spread the first centres out (k-means++), start several seeds and keep the lowest loss";
        }
        else if (pairs.Any(pair => pair.Churn?.Value > AgreementTolerances.LargestChurn))
        {
            yield return "ensemble: where answers must not depend on the seed, average the predictions of several runs";
        }

        if (!isSameLoss && !isStillMoving && !AreClusterings(pairs))
        {
            yield return "initialisation: the runs end in minima of different depth; start several seeds, keep the lowest loss, and report the spread";
        }
    }

    private static bool AreClusterings(IReadOnlyList<PairComparison> pairs) => pairs.Any(pair => pair.AdjustedRand is not null);
}
