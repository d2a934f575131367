using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Agreement;

/// <summary>Do runs with other seeds end in the same place? Trains again with the seeds that follow, to the length of the first run, and compares ends.</summary>
internal sealed class AgreementQuestion
{
    /// <summary>Losses on a line between two ends.</summary>
    private const int LinePoints = 25;

    /// <summary>A gain below this share of the loss is none.</summary>
    private const double RoundingShare = 1e-9;

    /// <summary>A loss is a sum and errs by several roundings.</summary>
    private const double RoundingsOfALoss = 50;

    private readonly ProbeSubject _subject;
    private readonly SampleSet _all;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private AgreementQuestion(ProbeSubject subject)
    {
        (_subject, _all) = (subject, SampleSet.All(subject.Problem.SampleCount));
    }

    /// <summary>The answer.</summary>
    /// <param name="subject">The first run and how it was made.</param>
    /// <param name="seeds">Runs in all, counted with the first; at least 2.</param>
    /// <param name="cancellation">When to stop with what there is.</param>
    public static AgreementReport Ask(ProbeSubject subject, int seeds, CancellationToken cancellation) =>
        new AgreementQuestion(subject).Ask(seeds, cancellation);

    private AgreementReport Ask(int seeds, CancellationToken cancellation)
    {
        var runs = new List<SeedRun> { FirstRun() };
        for (var i = 1; i < seeds && _subject.Length > 0 && Train(_subject.Run.Seed + i, cancellation) is { } run; i++)
        {
            runs.Add(run);
        }

        var pairs = WithBarriers(Pairs(runs), runs, cancellation);
        var ended = runs.Where(run => !run.HasDiverged).ToArray();
        var tolerances = ended.Length == 0 ? null : TolerancesOf(runs, ended, _subject.Problem.Rounding);
        var judgement = AgreementJudge.Judge(runs, pairs, tolerances);
        return new AgreementReport
        {
            Runs = runs,
            Requested = seeds,
            IsPartial = runs.Count < seeds || pairs.Any(pair => pair.Barrier is null),
            FinalLosses = ended.Length == 0 ? null : SampleSpread.Of([.. ended.Select(run => run.FinalLoss)]),
            Pairs = pairs,
            Churn = PairStatistics.Mean([.. pairs.Select(pair => (pair.First, pair.Second, pair.Churn?.Value))]),
            AdjustedRand = PairStatistics.Mean([.. pairs.Select(pair => (pair.First, pair.Second, pair.AdjustedRand?.Value))]),
            Tolerances = tolerances,
            Groups = [.. judgement.Groups.Select(group => group.Select(i => runs[i].Seed).ToArray())],
            Verdict = judgement.Verdict,
            OddOne = judgement.Odd is { } odd ? runs[odd] : null,
            Evidence = judgement.Evidence,
            Advice = AgreementAdvice.For(judgement, runs, pairs, tolerances,
                _subject.Run.Verdict is Verdict.StillMoving or Verdict.Converging),
        };
    }

    private SeedRun FirstRun()
    {
        var run = _subject.Run;
        return Ended(run.Seed, run.Steps, run.InitialLoss, run.FinalLoss, run.Verdict == Verdict.Diverged, run.Losses, [.. run.Parameters]);
    }

    /// <summary>A run with another seed, as long as the first one; null when time ran out before its end.</summary>
    private SeedRun? Train(int seed, CancellationToken cancellation)
    {
        var trainer = new Trainer(_subject.Problem, _subject.Plan, seed, _subject.GivenStart);
        var initial = _subject.Problem.Evaluate(trainer.Parameters, _all, default);
        var losses = new List<double>(_subject.Length);
        while (trainer.Steps < _subject.Length && !trainer.IsDone)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            losses.Add(trainer.Step());
            _subject.Progress?.Invoke(new ProbeProgress(FormattableString.Invariant($"training seed {seed}"), trainer.Steps,
                _subject.Length, losses[^1], _watch.Elapsed));
        }

        var final = _subject.Problem.Evaluate(trainer.Parameters, _all, default);
        return Ended(seed, trainer.Steps, initial, final, trainer.HasDiverged, losses, trainer.Parameters.ToArray());
    }

    private SeedRun Ended(int seed, int steps, double initial, double final, bool hasDiverged, IReadOnlyList<double> losses,
        double[] parameters)
    {
        hasDiverged |= !double.IsFinite(final) || !double.IsFinite(TensorPrimitives.Norm<double>(parameters));
        var predictions = hasDiverged ? null : _subject.Problem.Predict(parameters, _all);
        return new SeedRun
        {
            Seed = seed,
            Steps = steps,
            InitialLoss = initial,
            FinalLoss = hasDiverged ? double.NaN : final,
            HasDiverged = hasDiverged,
            Losses = losses,
            Parameters = parameters,
            Predictions = predictions,
            ErrorRate = predictions is not null && _subject.Problem.Inner is IClassifies classifier
                ? Differences(predictions, classifier.Labels)
                : null,
        };
    }

    private List<PairComparison> Pairs(List<SeedRun> runs)
    {
        var pairs = new List<PairComparison>();
        for (var i = 0; i < runs.Count; i++)
        {
            for (var j = i + 1; j < runs.Count; j++)
            {
                if (!runs[i].HasDiverged && !runs[j].HasDiverged)
                {
                    pairs.Add(Compare(runs, i, j));
                }
            }
        }

        return pairs;
    }

    private PairComparison Compare(List<SeedRun> runs, int i, int j)
    {
        var (first, second) = (runs[i], runs[j]);
        var isClustering = _subject.Problem.Inner is IClusters;
        var (ofFirst, ofSecond) = (first.Predictions?.ToArray(), second.Predictions?.ToArray());
        return new PairComparison(i, j)
        {
            LossDifference = Math.Abs(first.FinalLoss - second.FinalLoss),
            Distance = TensorPrimitives.Distance<double>([.. first.Parameters], [.. second.Parameters]),
            Churn = ofFirst is null || isClustering ? null : Differences(ofFirst, ofSecond),
            AdjustedRand = ofFirst is not null && isClustering ? AdjustedRandIndex.Between(ofFirst, ofSecond, _subject.Run.Seed) : null,
        };
    }

    /// <summary>Barriers cost most and come last, so that a short budget leaves the rest whole.</summary>
    private List<PairComparison> WithBarriers(List<PairComparison> pairs, List<SeedRun> runs, CancellationToken cancellation)
    {
        for (var i = 0; i < pairs.Count && !cancellation.IsCancellationRequested; i++)
        {
            double[] first = [.. runs[pairs[i].First].Parameters], second = [.. runs[pairs[i].Second].Parameters];
            pairs[i] = pairs[i] with { Barrier = Barrier(first, second, cancellation) };
            if (!cancellation.IsCancellationRequested && _subject.Problem.MatchUnits(first, second) is { } matched)
            {
                pairs[i] = pairs[i] with
                {
                    MatchedBarrier = Barrier(first, matched, cancellation),
                    MatchedDistance = TensorPrimitives.Distance<double>(first, matched)
                };
            }
        }

        return pairs;
    }

    private LinearBarrier Barrier(double[] from, double[] to, CancellationToken cancellation) =>
        LinearBarrier.Between(_subject.Problem, _all, from, to, LinePoints, cancellation: cancellation);

    private static Proportion Differences(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var differing = 0;
        for (var i = 0; i < first.Length; i++)
        {
            differing += first[i] != second[i] ? 1 : 0;
        }

        return new Proportion(differing, first.Length);
    }

    private static AgreementTolerances TolerancesOf(List<SeedRun> runs, SeedRun[] ended, double precision)
    {
        var starts = runs.Select(run => run.InitialLoss).Order().ToArray();
        var median = (starts[(starts.Length - 1) / 2] + starts[starts.Length / 2]) / 2;
        var rounding = Math.Max(RoundingShare, RoundingsOfALoss * precision) * ended.Max(run => Math.Abs(run.FinalLoss));
        var gain = median - ended.Min(run => run.FinalLoss);
        return new AgreementTolerances { Gain = Math.Max(gain, rounding), HasGained = gain > rounding };
    }
}
