using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Global;

/// <summary>Compares where the run ended with what reference solvers find. They are written to be read, not to be fast, and meant for small problems.</summary>
internal sealed class GlobalMeasurement
{
    /// <summary>Solvers that sample a space are lost in more dimensions than this.</summary>
    private const int MostParameters = 50;

    private const double ConvexityShare = 0.2;
    private const int MostPairs = 300;
    private const int FewestPairs = 10;
    private const int Solvers = 3;
    private const long MostEvaluations = 60_000;
    private const long FewestEvaluations = 500;
    private const int MostStarts = 500;
    private const int WalkedLines = 5;
    private const long PolishingEvaluations = 10_000;

    /// <summary>A loss is clearly lower by this share of what the run gained.</summary>
    private const double GapShare = 1e-3;

    /// <summary>Minima nearer than this share of the distance that the run travelled are the same.</summary>
    private const double SamePlaceShare = 1e-2;

    private readonly ProbeSubject _subject;
    private readonly GuardedProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _end;
    private readonly double _scale;
    private readonly CancellationToken _cancellation;

    private GlobalMeasurement(ProbeSubject subject, CancellationToken cancellation)
    {
        (_subject, _problem, _cancellation) = (subject, subject.Problem, cancellation);
        _all = SampleSet.All(_problem.SampleCount);
        _end = [.. subject.Run.Parameters];
        var travelled = TensorPrimitives.Distance<double>(subject.Start, _end);
        _scale = travelled > 0 && double.IsFinite(travelled) ? travelled : 1;
    }

    /// <summary>Measures; null when the run left no point to compare.</summary>
    public static GlobalPicture? Measure(ProbeSubject subject, CancellationToken cancellation) =>
        subject.Run.Verdict is Verdict.Diverged or Verdict.NotRun ? null : new GlobalMeasurement(subject, cancellation).Measure();

    private GlobalPicture Measure()
    {
        _subject.Progress?.Invoke(new ProbeProgress("global picture", _subject.Run.Steps, _subject.Run.Steps, _subject.Run.FinalLoss,
            TimeSpan.FromSeconds(_subject.Run.Seconds)));
        var convexity = new ConvexityTest(_problem, _end, _scale, _subject.Run.Seed).Run(_subject.Curvature, Pairs(), _cancellation);
        if (convexity.Verdict == ConvexityVerdict.Convex)
        {
            return NotSearched(GlobalVerdict.Convex, "the problem is convex: every local minimum is a global one", convexity);
        }

        if (_problem.ParameterCount > MostParameters)
        {
            return NotSearched(GlobalVerdict.Unknown, FormattableString.Invariant($"no search for lower minima: {_problem.ParameterCount} parameters are too many for the reference solvers, which serve up to {MostParameters}"), convexity);
        }

        return _cancellation.IsCancellationRequested
            ? NotSearched(GlobalVerdict.Unknown, "time ran out before the search for lower minima", convexity)
            : Search(convexity);
    }

    private GlobalPicture NotSearched(GlobalVerdict verdict, string evidence, ConvexityReport convexity) =>
        new() { Verdict = verdict, Evidence = evidence, Convexity = convexity, IsPartial = _cancellation.IsCancellationRequested };

    private int Pairs()
    {
        var work = 2 * _subject.Workload.OfUpdate(_problem.SampleCount);
        return (int)Math.Clamp(ConvexityShare * _subject.Workload.Available / work, FewestPairs, MostPairs);
    }

    private GlobalPicture Search(ConvexityReport convexity)
    {
        var limit = (long)Math.Clamp((1 - ConvexityShare) * _subject.Workload.Available / Solvers
            / _subject.Workload.OfLoss(_problem.SampleCount), FewestEvaluations, MostEvaluations);
        var seed = unchecked(_subject.Run.Seed + 1);
        var starts = new Objective(_problem, limit, _cancellation);
        var ends = MultiStart.Run(starts, MostStarts, seed);
        var cooled = new Objective(_problem, limit, _cancellation);
        var annealed = Polished(SimulatedAnnealing.Run(cooled, seed));
        var generations = new Objective(_problem, limit, _cancellation);
        var evolved = Polished(DifferentialEvolution.Run(generations, seed));
        var bottom = Bottom();
        var best = ends.Append(annealed).Append(evolved).Append(bottom).MinBy(candidate => candidate.Loss)!;
        var (verdict, evidence) = Judge(bottom.Loss, best.Loss, limit);
        return new GlobalPicture
        {
            Verdict = verdict,
            Evidence = evidence,
            Convexity = convexity,
            BottomLoss = bottom.Loss,
            BestLoss = best.Loss,
            Gap = double.IsFinite(best.Loss) ? bottom.Loss - best.Loss : null,
            Solvers =
            [
                new SolverResult("multi-start", ends.Count > 0 ? ends.Min(end => end.Loss) : double.PositiveInfinity, starts.Evaluations),
                new SolverResult("simulated-annealing", annealed.Loss, cooled.Evaluations),
                new SolverResult("differential-evolution", evolved.Loss, generations.Evaluations),
            ],
            Minima = double.IsNegativeInfinity(best.Loss) ? [] : Minima(ends, best.Loss, bottom),
            Starts = ends.Count,
            IsPartial = _cancellation.IsCancellationRequested,
        };
    }

    private Candidate Polished(Candidate candidate)
    {
        var end = LocalDescent.Run(new Objective(_problem, PolishingEvaluations, _cancellation), candidate.Point);
        return end.Loss < candidate.Loss ? end : candidate;
    }

    /// <summary>Where the way down leads from where the run ended, in steps so short that they keep to its valley.</summary>
    private Candidate Bottom()
    {
        var bottom = LocalDescent.Run(new Objective(_problem, PolishingEvaluations, _cancellation), _end,
            LocalDescent.ShortStepShare * _scale);
        return bottom.Loss < _subject.Run.FinalLoss ? bottom : new Candidate(_end, _subject.Run.FinalLoss);
    }

    private (GlobalVerdict Verdict, string Evidence) Judge(double bottom, double best, long limit)
    {
        if (double.IsNegativeInfinity(best))
        {
            return (GlobalVerdict.Bottomless, "a descent found no bottom: the loss falls without end");
        }

        var gain = Math.Max(_subject.Run.InitialLoss - best, 0);
        return bottom - best > Math.Max(GapShare * gain, 1e-9 * Math.Max(1, Math.Abs(best)))
            ? (GlobalVerdict.PoorMinimum, FormattableString.Invariant($"the way down from where the run ended leads to {bottom:G6}, but the best known minimum lies at {best:G6}"))
            : (GlobalVerdict.BestKnown, FormattableString.Invariant($"three solvers with up to {limit} evaluations each found nothing below {best:G6}, to which the way down leads from where the run ended"));
    }

    private List<FoundMinimum> Minima(IReadOnlyList<Candidate> ends, double best, Candidate bottom)
    {
        var catalogue = new MinimaCatalogue(SamePlaceShare * _scale, GapShare * Math.Max(Math.Abs(_subject.Run.InitialLoss - best), 1e-9));
        foreach (var end in ends.Where(end => double.IsFinite(end.Loss)))
        {
            // Clusters or hidden units in another order are the same minimum.
            catalogue.Add(_problem.MatchUnits(bottom.Point, end.Point) is { } matched ? end with { Point = matched } : end);
        }

        return [.. catalogue.Minima.Take(GlobalPicture.MostMinima).Select((found, rank) => new FoundMinimum(found.Minimum.Loss, found.Hits,
            TensorPrimitives.Distance<double>(found.Minimum.Point, bottom.Point), Line(found.Minimum, bottom, rank)))];
    }

    private LinearBarrier? Line(Candidate minimum, Candidate bottom, int rank) =>
        rank < WalkedLines && double.IsFinite(bottom.Loss) && !_cancellation.IsCancellationRequested
        ? LinearBarrier.Between(_problem, _all, bottom.Point, minimum.Point, cancellation: _cancellation)
        : null;
}
