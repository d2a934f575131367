using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Escape;

/// <summary>Asks whether the recipe leaves the place where its run ended: by a push, by its own noise, or down from a saddle.</summary>
internal sealed class EscapeMeasurement
{
    /// <summary>Share of the planned work that goes into pushes; the rest waits for exits.</summary>
    private const double BasinShare = 0.5;

    private const double SamePlaceShare = 1e-2;
    private const int SettlingUpdates = 1000;

    /// <summary>Work of a gradient over all samples that is next to nothing.</summary>
    private const double SmallUpdate = 1e6;

    private const int SharpestProducts = 25;
    private const int MostDirections = 24;
    private const int FewestDirections = 2;
    private const int MostDescentSteps = 150;
    private const int FewestDescentSteps = 30;

    private const int MostSaddleSteps = 20_000;
    private const int MostNoiseRuns = 400;
    private const double SaddleFrom = 1e-5;
    private const double SaddleTo = 1e-2;
    private const double NearShare = 0.1;

    private readonly ProbeSubject _subject;
    private readonly GuardedProblem _problem;
    private readonly TrainingPlan _plan;
    private readonly SampleSet _all;
    private readonly double[] _end;
    private readonly double _scale;
    private readonly int _batchSize;
    private readonly CancellationToken _cancellation;

    private EscapeMeasurement(ProbeSubject subject, CancellationToken cancellation)
    {
        (_subject, _problem, _plan, _cancellation) = (subject, subject.Problem, subject.Plan, cancellation);
        _all = SampleSet.All(_problem.SampleCount);
        _end = [.. subject.Run.Parameters];
        _batchSize = subject.Run.BatchSize;
        var travelled = TensorPrimitives.Distance<double>(subject.Start, _end);
        _scale = travelled > 0 ? travelled : 1;
    }

    /// <summary>Measures; null when the run left no point to escape from.</summary>
    public static EscapeReport? Measure(ProbeSubject subject, CancellationToken cancellation)
    {
        if (subject.Curvature is null || subject.Run.Verdict is Verdict.Diverged or Verdict.NotRun)
        {
            return null;
        }

        if (ConvexityTest.IsProven(subject.Problem))
        {
            return new EscapeReport { Verdict = EscapeVerdict.NothingToLeave, Evidence = "the problem is convex: every minimum is the lowest, and there are no saddles", IsPartial = false };
        }

        return new EscapeMeasurement(subject, cancellation).Measure(subject.Curvature);
    }

    private EscapeReport Measure(CurvatureReport curvature)
    {
        Report("escape");
        var saddle = _subject.Run.Verdict == Verdict.Saddle
            && curvature.SmallestEigenvalue is { IsCertainlyNegative: true, Vector.IsEmpty: false }
            ? Saddle(curvature.SmallestEigenvalue)
            : null;
        var settling = Settling();
        var place = Place(settling);
        var rule = new ReturnRule(_problem, place, _subject.Run.InitialLoss, settling);
        var exits = _batchSize < _problem.SampleCount
            ? new ExitMeasurement(_subject, place, rule, DescentSteps(_plan.Steps), 1 - BasinShare)
            : null;
        var basin = new BasinTest(_problem, _plan, place, rule,
            BasinOptions(rule, exits is { IsAffordable: true } ? BasinShare : 1)).Run(Sharpest(place,
            curvature.LargestEigenvalue), _cancellation);
        var exit = exits is { IsAffordable: true } && !_cancellation.IsCancellationRequested ? exits.Measure(_cancellation) : null;
        var (verdict, evidence) = Judge(basin, exits, exit, saddle);
        return new EscapeReport
        {
            Verdict = verdict,
            Evidence = evidence,
            PlaceLoss = rule.Loss,
            Basin = basin,
            Exit = exit,
            Saddle = saddle,
            IsPartial = _cancellation.IsCancellationRequested
        };
    }

    /// <summary>
    /// The bottom of the valley where the run ended: noise, or an early end, leaves a run somewhere on a slope, from where neither barriers
    /// nor distances would mean much. A saddle is kept as it is.
    /// </summary>
    private double[] Place(Settling? settling)
    {
        if (_subject.Run.Verdict == Verdict.Saddle || settling is null)
        {
            return _end;
        }

        var bottom = settling.Bottom(_problem, _end);
        return _problem.Evaluate(bottom, _all, default) < _subject.Run.FinalLoss ? bottom : _end;
    }

    /// <summary>
    /// Small problems are judged at the bottoms of their valleys. Networks are not: that would cost too much, and the bottom of a classifier's
    /// valley lies at infinity.
    /// </summary>
    private Settling? Settling() => _subject.Workload.OfUpdate(_problem.SampleCount) <= SmallUpdate
        ? new Settling(SettlingUpdates, LocalDescent.ShortStepShare * _scale)
        : null;

    private ReadOnlyMemory<double> Sharpest(double[] place, Eigenvalue atEnd) =>
        TensorPrimitives.Distance<double>(place, _end) <= SamePlaceShare * _scale || _cancellation.IsCancellationRequested
        ? atEnd.Vector
        : Spectrum.Largest(_problem.HessianAt(place, _all),
            new SpectrumOptions
            {
                Tolerance = 1e-3,
                MaxProducts = SharpestProducts,
                Seed = _subject.Run.Seed,
                WarmStart = atEnd.Vector,
                ProductPrecision = CurvatureMeasurement.PrecisionOf(_problem.Inner)
            }, _cancellation).Vector;

    private static int DescentSteps(int runSteps) => Math.Min(MostDescentSteps, runSteps);

    private BasinTestOptions BasinOptions(ReturnRule rule, double share)
    {
        var available = share * _subject.Workload.Available;
        var update = _subject.Workload.OfUpdate(_batchSize);
        var judging = ReturnRule.LossesPerJudgement * _subject.Workload.OfLoss(rule.Samples.Count);
        var longest = DescentSteps(_plan.Steps);
        var affordable = ((available / BasinTest.MostDescents(FewestDirections)) - judging) / update;
        var steps = (int)Math.Clamp(affordable, Math.Min(FewestDescentSteps, longest), longest);
        var descents = available / ((steps * update) + judging);
        var perDirection = BasinTest.MostDescents(1) - BasinTest.MostDescents(0);
        return new BasinTestOptions
        {
            Directions = (int)Math.Clamp((descents - BasinTest.MostDescents(0)) / perDirection, FewestDirections, MostDirections),
            DescentSteps = steps,
            Scale = _scale,
            Seed = _subject.Run.Seed,
        };
    }

    private SaddleEscapeReport Saddle(Eigenvalue lowest)
    {
        var available = _subject.Workload.Available / 4;
        var mostSteps = (int)Math.Clamp(available / (4 * _subject.Workload.OfUpdate(_problem.SampleCount)), 100, MostSaddleSteps);
        var experiment = new SaddleEscapeExperiment(_problem, _end, lowest.Vector.Span, mostSteps);
        var rate = _plan.Schedule.Peak;
        var (from, to) = (SaddleFrom * _scale, SaddleTo * _scale);
        return new SaddleEscapeReport
        {
            Curvature = new Measured(lowest.Value, lowest.Residual),
            Rate = rate,
            From = from,
            To = to,
            Recipe = Between(_plan),
            WithoutMomentum = _plan.Optimizer.WithoutMomentum() is { } plain ? Between(_plan with { Optimizer = plain }) : null,
            FromNoise = _batchSize < _problem.SampleCount ? FromNoise(experiment, lowest, to) : null,
        };

        SaddleTime Between(TrainingPlan plan)
        {
            var steps = experiment.StepsBetween(plan, from, to, _cancellation);
            return new SaddleTime(steps is { } measured ? new Measured(measured, 0) : null,
                SaddleTheory.Of(plan.Optimizer, rate, -lowest.Value)?.Steps(from, to), steps is null ? 0 : 1, 1);
        }
    }

    private SaddleTime FromNoise(SaddleEscapeExperiment experiment, Eigenvalue lowest, double to)
    {
        var (slope, variance) = experiment.Noise(_batchSize, _cancellation);
        var theory = SaddleTheory.Of(_plan.Optimizer, _plan.Schedule.Peak, -lowest.Value);
        var expected = variance > 0 ? theory?.StepsFromNoise(variance, to) : null;

        // Where noise is as large as the distance itself, one update leaves and there is no growth to foresee; and a slope that is left
        // puts the true saddle elsewhere, which must be near against what noise does.
        var isNear = theory is not null && Math.Abs(slope / lowest.Value) < NearShare * theory.NoiseScale(variance);
        var foreseen = expected is > 1 && isNear ? expected : null;
        var work = (foreseen ?? MostSaddleSteps) * _subject.Workload.OfUpdate(_batchSize);
        var runs = (int)Math.Clamp(_subject.Workload.Available / 4 / work, 4, MostNoiseRuns);
        return experiment.FromNoise(_plan, to, foreseen, runs, _subject.Run.Seed, _cancellation);
    }

    private (EscapeVerdict Verdict, string Evidence) Judge(BasinReport basin, ExitMeasurement? exits, ExitReport? exit,
        SaddleEscapeReport? saddle)
    {
        var length = _subject.Run.Steps;
        if (saddle?.FromNoise?.Steps is { } driven && saddle.FromNoise.Runs == saddle.FromNoise.Tried)
        {
            return (driven.Value <= length ? EscapeVerdict.Leaves : EscapeVerdict.Stays, FormattableString.Invariant($"its noise leaves the saddle after {driven.Value:F0} steps on average"));
        }

        if (_subject.Run.Verdict == Verdict.Saddle && _batchSize >= _problem.SampleCount)
        {
            return (EscapeVerdict.Stays, "the run ended on a saddle, and each update uses all samples, so that no noise pushes it off");
        }

        if (!basin.StaysUnperturbed && basin.Random.Count > 0)
        {
            return (EscapeVerdict.Leaves, "training further with the recipe does not stay here");
        }

        return exit?.Recipe switch
        {
            { MeanSteps: { } mean } time when mean <= length =>
                (EscapeVerdict.Leaves, FormattableString.Invariant($"its own noise leaves after {mean:F0} steps on average ({time.Exits} exits in {time.Runs} runs)")),
            { TotalSteps: > 0 } time when time.Low > length =>
                (EscapeVerdict.Stays, FormattableString.Invariant($"its own noise stays for more than {time.Low:F0} steps ({time.Exits} exits in {time.Runs} runs, 95 % confidence)")),
            { MeanSteps: { } mean } time => (EscapeVerdict.Unknown, FormattableString.Invariant($"its own noise leaves after about {mean:F0} steps, which may be more or less than the run has ({time.Exits} exits in {time.Runs} runs)")),
            { } time => (EscapeVerdict.Unknown, FormattableString.Invariant($"no exit within {time.TotalSteps} steps of {time.Runs} runs")),
            null when exits is { IsAffordable: false } =>
                (EscapeVerdict.Unknown, FormattableString.Invariant($"waiting for exits would take a budget of about {exits.NeededBudget.TotalSeconds:F0} s")),
            null when exits is null && basin.Random.Count > 0 => (EscapeVerdict.Stays, "each update uses all samples, so that no noise could carry it away"),
            null => (EscapeVerdict.Unknown, "time ran out"),
        };
    }

    private void Report(string stage) =>
        _subject.Progress?.Invoke(new ProbeProgress(stage, _subject.Run.Steps, _subject.Run.Steps, _subject.Run.FinalLoss,
            TimeSpan.FromSeconds(_subject.Run.Seconds)));
}
