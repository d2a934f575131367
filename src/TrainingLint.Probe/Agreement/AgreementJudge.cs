using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Probe.Agreement;

/// <summary>What a comparison of runs comes to.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Groups">Numbers of the runs that end alike.</param>
/// <param name="Odd">Number of the odd run.</param>
/// <param name="Evidence">What the verdict rests on.</param>
internal sealed record AgreementJudgement(AgreementVerdict Verdict, IReadOnlyList<IReadOnlyList<int>> Groups, int? Odd, string Evidence);

/// <summary>
/// Decides whether runs agree. Runs that predict alike and have no barrier between them are one run that noise keeps in motion, and their losses
/// may differ. An odd run must stand apart twice: in its loss, and in what it predicts (in its place, where nothing is predicted); each time
/// three times as far as the others lie apart. Losses alone never make an odd one: of three normal values, one lies that far off in about every
/// third case.
/// </summary>
internal sealed class AgreementJudge
{
    private readonly IReadOnlyList<SeedRun> _runs;
    private readonly AgreementTolerances _tolerances;
    private readonly bool _predicts;
    private readonly int[] _ended;
    private readonly Dictionary<(int First, int Second), PairComparison> _pairs;

    private AgreementJudge(IReadOnlyList<SeedRun> runs, IReadOnlyList<PairComparison> pairs, AgreementTolerances tolerances)
    {
        (_runs, _tolerances) = (runs, tolerances);
        _ended = [.. Enumerable.Range(0, runs.Count).Where(i => !runs[i].HasDiverged)];
        _pairs = pairs.ToDictionary(pair => (pair.First, pair.Second));
        _predicts = pairs.All(pair => pair.PredictionDistance is not null);
    }

    /// <summary>The verdict on runs.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="pairs">Every pair of runs that did not diverge.</param>
    /// <param name="tolerances">What counts as the same.</param>
    public static AgreementJudgement Judge(IReadOnlyList<SeedRun> runs, IReadOnlyList<PairComparison> pairs,
        AgreementTolerances? tolerances)
    {
        if (runs.Count < 2)
        {
            return new(AgreementVerdict.Undecided, [.. runs.Where(run => !run.HasDiverged).Select(_ => new[] { 0 })], null, "there is one run only, so that nothing can be compared");
        }

        return tolerances is null
            ? new(AgreementVerdict.Undecided, [], null, FormattableString.Invariant($"all {runs.Count} runs diverged, so that no ends can be compared"))
            : new AgreementJudge(runs, pairs, tolerances).Judge();
    }

    private AgreementJudgement Judge()
    {
        var diverged = Enumerable.Range(0, _runs.Count).Where(i => _runs[i].HasDiverged).ToArray();
        var ofTheRest = _ended.Length < 2 ? null : JudgeEnded();
        if (diverged.Length == 0)
        {
            return ofTheRest!;
        }

        var groups = ofTheRest?.Groups ?? [.. _ended.Select(i => new[] { i })];
        return diverged.Length == 1 && ofTheRest?.Verdict is AgreementVerdict.Stable or AgreementVerdict.SameLossElsewhere
            ? new(AgreementVerdict.OddOneOut, groups, diverged[0], $"the run with seed {Names(diverged)} diverged, and the others end at the same loss")
            : new(AgreementVerdict.Unstable, groups, null, FormattableString.Invariant($"{diverged.Length} of {_runs.Count} runs diverged: seed {Names(diverged)}"));
    }

    private AgreementJudgement JudgeEnded()
    {
        if (!_tolerances.HasGained && Largest(Loss) > 0)
        {
            return new(AgreementVerdict.Undecided, [.. _ended.Select(i => new[] { i })], null,
                FormattableString.Invariant($"no run ended below where the runs started (the lowest at {_ended.Min(i => _runs[i].FinalLoss).Rounded()}), so that there is nothing to agree on"));
        }

        if (!_predicts && _pairs.Values.Any(pair => pair.LowestBarrier is null))
        {
            return new(AgreementVerdict.Undecided, [.. _ended.Select(i => new[] { i })], null, "time ran out before the places where the runs ended could be compared");
        }

        var groups = Groups();
        var (isSameLoss, isSameOutcome) = (All(Loss, _tolerances.Loss), All(Outcome, OutcomeTolerance));
        if (isSameOutcome && (isSameLoss || (_predicts && HasNoBarrier)))
        {
            return new(AgreementVerdict.Stable, groups, null, $"{LossEvidence()}, and {OutcomeEvidence()}{(isSameLoss ? "" : "; no barrier lies between the ends")}");
        }

        if (OddOne() is { } odd)
        {
            return new(AgreementVerdict.OddOneOut, [[.. _ended.Where(i => i != odd)], [odd]], odd, OddEvidence(odd));
        }

        return isSameLoss && !_predicts
            ? new(AgreementVerdict.SameLossElsewhere, groups, null, $"same loss, different places: {LossEvidence()}, but {OutcomeEvidence()}")
            : new(AgreementVerdict.Unstable, groups, null, $"{LossEvidence()}, and {OutcomeEvidence()}");
    }

    private bool HasNoBarrier => _pairs.Values.All(pair => pair.LowestBarrier <= _tolerances.Barrier);

    /// <summary>Largest difference of outcomes that counts as none.</summary>
    private double OutcomeTolerance => !_predicts ? _tolerances.Barrier
        : IsClustering ? 1 - AgreementTolerances.LeastAdjustedRand : AgreementTolerances.LargestChurn;

    private bool IsClustering => _pairs.Values.Any(pair => pair.AdjustedRand is not null);

    private double Loss(int i, int j) => Pair(i, j).LossDifference;

    /// <summary>How far two runs differ in what they are for: predictions, or the place itself.</summary>
    private double Outcome(int i, int j) => _predicts ? Pair(i, j).PredictionDistance!.Value : Pair(i, j).LowestBarrier!.Value;

    private PairComparison Pair(int i, int j) => _pairs[(Math.Min(i, j), Math.Max(i, j))];

    private bool All(Func<int, int, double> measure, double tolerance) =>
        _pairs.Keys.All(pair => measure(pair.First, pair.Second) <= tolerance);

    private double Largest(Func<int, int, double> measure) => _pairs.Keys.Max(pair => measure(pair.First, pair.Second));

    private int? OddOne()
    {
        foreach (var run in _ended)
        {
            if (_ended.Length >= 3 && StandsApart(run, Loss, _tolerances.OddLoss) && StandsApart(run, Outcome, OutcomeTolerance))
            {
                return run;
            }
        }

        return null;
    }

    private bool StandsApart(int run, Func<int, int, double> measure, double tolerance)
    {
        var gap = _ended.Where(other => other != run).Min(other => measure(run, other));
        var spread = _pairs.Keys.Where(pair => pair.First != run && pair.Second != run).Max(pair => measure(pair.First, pair.Second));
        return gap > tolerance && gap > spread && gap >= AgreementTolerances.OddFactor * spread;
    }

    /// <summary>Runs that are linked by pairs which agree in loss and outcome.</summary>
    private List<IReadOnlyList<int>> Groups()
    {
        var groups = new List<List<int>>();
        foreach (var run in _ended)
        {
            var linked = groups.Where(group => group.Any(other => AreAlike(other, run))).ToArray();
            groups.RemoveAll(group => linked.Contains(group));
            groups.Add([.. linked.SelectMany(group => group), run]);
        }

        return [.. groups.Select(group => group.Order().ToArray()).OrderBy(group => group[0])];
    }

    private bool AreAlike(int i, int j) =>
        Outcome(i, j) <= OutcomeTolerance
            && (Loss(i, j) <= _tolerances.Loss || (_predicts && Pair(i, j).LowestBarrier <= _tolerances.Barrier));

    private string LossEvidence()
    {
        var (gap, gain) = (Largest(Loss), _tolerances.Gain);
        return FormattableString.Invariant(
            $"final losses differ by up to {gap.Rounded(3)}, {Relation(gap, _tolerances.Loss)} {(100 * AgreementTolerances.LossShare).Rounded(2)} % of the {gain.Rounded(3)} that training gained");
    }

    private string OutcomeEvidence()
    {
        var largest = Largest(Outcome);
        return !_predicts
            ? FormattableString.Invariant(
                $"the highest barrier between two ends is {largest.Rounded(3)}, {Relation(largest, _tolerances.Barrier)} {(100 * AgreementTolerances.BarrierShare).Rounded(2)} % of the gain")
            : IsClustering ? FormattableString.Invariant(
                $"the lowest adjusted Rand index of two runs is {1 - largest:F3}, {Relation(AgreementTolerances.LeastAdjustedRand, 1 - largest, "at or above", "below")} {AgreementTolerances.LeastAdjustedRand}")
            : FormattableString.Invariant(
                $"two runs differ in up to {100 * largest:F1} % of their predictions, {Relation(largest, AgreementTolerances.LargestChurn)} {100 * AgreementTolerances.LargestChurn} %");
    }

    private string OddEvidence(int odd)
    {
        var others = _ended.Where(other => other != odd).ToArray();
        var mean = others.Average(other => _runs[other].FinalLoss);
        var (from, between) = (others.Min(other => Outcome(odd, other)),
            _pairs.Keys.Where(pair => pair.First != odd && pair.Second != odd).Max(pair => Outcome(pair.First, pair.Second)));
        var outcome = !_predicts ? FormattableString.Invariant($"a barrier of at least {from.Rounded(3)} parts it from them (among them at most {between.Rounded(3)})")
            : IsClustering ? FormattableString.Invariant($"its adjusted Rand index with them is at most {1 - from:F3} (among them at least {1 - between:F3})")
            : FormattableString.Invariant($"it differs from them in at least {100 * from:F1} % of the predictions (they from each other in at most {100 * between:F1} %)");
        return FormattableString.Invariant($"the run with seed {_runs[odd].Seed} ends at a loss of {_runs[odd].FinalLoss.Rounded()}, the others at {mean.Rounded()}; {outcome}");
    }

    private static string Relation(double value, double limit, string within = "within", string beyond = "beyond") => value <= limit ? within : beyond;

    private string Names(IEnumerable<int> runs) => string.Join(", ", runs.Select(i => FormattableString.Invariant($"{_runs[i].Seed}")));
}
