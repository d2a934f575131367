using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Remedies;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>One experiment under way: trains, and measures as it goes.</summary>
internal sealed class Experiment
{
    /// <summary>Share of the whole budget after which training must leave time for measuring.</summary>
    private const double TrainingShare = 0.6;

    /// <summary>
    /// Share of the whole budget that measurements on the way may take; what a slow problem has no time for is left out. Not a share of the
    /// time so far: with that, how many points are measured, and with it every later number, would depend on how busy the machine is.
    /// </summary>
    private const double MeasuringShare = 0.25;

    /// <summary>Share of the whole budget that measuring the end may always take.</summary>
    private const double EndShare = 0.25;

    /// <summary>Share of the whole budget after which no more is tried to tell what a run that went wrong lacks.</summary>
    private const double AdviceShare = 0.8;

    private readonly ProbeOptions _options;
    private readonly TimeSpan _forTheRun;
    private readonly GuardedProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _gradient;
    private readonly Trainer _trainer;
    private readonly LimitMeasurements _limits;
    private readonly RunWatch? _watch;
    private readonly List<double> _losses = [];
    private readonly ElapsedTime _elapsed;
    private TimeSpan _measuring;
    private double _initialLoss;
    private double _initialSlope;
    private bool _diverged;

    /// <summary>Ready to run.</summary>
    /// <param name="options">What is trained; its budget is that of the whole probe.</param>
    /// <param name="forTheRun">Time that this experiment should take of it.</param>
    /// <param name="hardStop">Cancelled when the budget is used up for good.</param>
    public Experiment(ProbeOptions options, TimeSpan forTheRun, CancellationToken hardStop)
    {
        (_options, _forTheRun) = (options, forTheRun);
        _elapsed = new ElapsedTime(options.Clock);
        _problem = new GuardedProblem(options.Problem) { HardStop = hardStop };
        _all = SampleSet.All(_problem.SampleCount);
        _gradient = new double[_problem.ParameterCount];
        _trainer = new Trainer(_problem, options.Plan, options.Seed, StartOf(options));
        _limits = new LimitMeasurements(_problem, _trainer, options.Seed);
        _watch = options.Steps > 0 && options.Questions.HasFlag(ProbeQuestions.Forecast)
            ? new RunWatch(_problem, _trainer, options.Steps, options.Seed) : null;
    }

    private ReadOnlySpan<double> Parameters => _trainer.Parameters;

    public ProbeResult Run()
    {
        using (var checking = DeadlineIn(_options.Budget * (EndShare / 2)))
        {
            new GuardedProblem(_options.Problem).Check(Parameters, checking.Token);
        }

        _initialLoss = new GuardedProblem(_options.Problem).Evaluate(Parameters, _all, _gradient);
        _initialSlope = TensorPrimitives.Norm<double>(_gradient);
        Train();
        var left = _forTheRun - _elapsed.Value;
        var least = _options.Budget * EndShare;
        using var deadline = DeadlineIn(left > least ? left : Shorter(least, _options.Budget - _elapsed.Value));
        return Finish(deadline.Token);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private Deadline DeadlineIn(TimeSpan time) => new(time, _options.Clock, _options.Cancellation);

    private static double[] StartOf(ProbeOptions options) => options.Weights switch
    {
        null => [],
        { Count: var count }
            when count != options.Problem.ParameterCount =>
            throw new RecipeNotRunnableException(FormattableString.Invariant($"the weights hold {count} numbers, but the problem has {options.Problem.ParameterCount} parameters")),
        var weights => [.. weights],
    };

    private void Train()
    {
        var measureAt = _limits.Steps(_options.StabilityPoints, _options.Steps);
        while (_losses.Count < _options.Steps && !_trainer.IsDone && !OutOfTime())
        {
            if (measureAt.Contains(_trainer.Steps) && (_trainer.Steps == 0 || _measuring <= _options.Budget * MeasuringShare))
            {
                MeasureOnTheWay();
            }

            var loss = _watch is null ? _trainer.Step() : Watched(_watch);
            _losses.Add(loss);
            _options.Progress?.Invoke(new ProbeProgress("training", _trainer.Steps, _options.Steps, loss, _elapsed.Value));
        }

        _diverged = _trainer.HasDiverged;
    }

    private double Watched(RunWatch watch)
    {
        if (!watch.IsDue || _measuring > _options.Budget * MeasuringShare)
        {
            return watch.Step();
        }

        var before = _elapsed.Value;
        using var deadline = MeasuringDeadline();
        var loss = watch.MeasuredStep(deadline.Token);
        _measuring += _elapsed.Value - before;
        return loss;
    }

    private Deadline MeasuringDeadline() => DeadlineIn(_options.Budget * (TrainingShare / Math.Max(2, _options.StabilityPoints)));

    private bool OutOfTime() => _options.Cancellation.IsCancellationRequested || _elapsed.Value > _options.Budget * TrainingShare;

    private void MeasureOnTheWay()
    {
        var before = _elapsed.Value;
        using var deadline = MeasuringDeadline();
        _limits.Measure(deadline.Token);
        _measuring += _elapsed.Value - before;
    }

    private ProbeResult Finish(CancellationToken deadline)
    {
        _problem.Reached(_trainer.Steps);
        var end = Parameters.ToArray();

        // Not stopped for any budget: without this loss there is nothing to report.
        var finalLoss = new GuardedProblem(_options.Problem).Evaluate(end, _all, _gradient);
        var norm = TensorPrimitives.Norm<double>(_gradient);
        _diverged |= !double.IsFinite(finalLoss) || !double.IsFinite(norm);
        var (curvature, judgement) = _diverged ? (null, Divergence(finalLoss))
            : _options.MeasuresCurvature ? MeasureEnd(end, finalLoss, deadline)
            : (null, ByLossAlone(end, finalLoss));
        var course = new LossCourse(_initialLoss, finalLoss, _losses, _diverged) { Untrained = UntrainedLoss() };

        // Of a run that went wrong, what else to try is worth more than any further measurement of it.
        using var late = course.TookHarm || judgement.Verdict == Verdict.LearnedNothing
            ? DeadlineIn((_options.Budget * AdviceShare) - _elapsed.Value) : null;
        var (trials, sweep) = OtherRuns(finalLoss, late?.Token ?? deadline);
        var stability = Stability();
        var isPartial = deadline.IsCancellationRequested || (_losses.Count < _options.Steps && !_diverged);
        string[] risks = [.. RunRisks.Of(judgement, stability, course, _options), .. SettingRisk.Of(trials, course),
            .. Forgotten(end), .. RateRisk.Of(sweep, course), .. StuckRun.Of(_options.Problem, course, _initialSlope, norm)];
        return new ProbeResult
        {
            Curvature = curvature,
            Stability = stability,
            Sweep = sweep,
            SettingTrials = trials,
            Forecast = _watch?.Report() is { } seen ? seen with { IsOfARiskyRun = risks.Length > 0 } : null,
            IsPartial = isPartial,
            Risks = risks,
            Run = Report(end, finalLoss, norm, judgement),
        };
    }

    private RunReport Report(double[] end, double finalLoss, double norm, Judgement judgement) => new()
    {
        Seed = _options.Seed,
        Steps = _losses.Count,
        BatchSize = _trainer.BatchSize,
        InitialLoss = _initialLoss,
        FinalLoss = finalLoss,
        HeldOutLoss = _problem.HardStop.IsCancellationRequested ? null : _problem.HeldOutLoss(end),
        GradientNorm = norm,
        Losses = _losses,
        Parameters = end,
        Seconds = _elapsed.Value.TotalSeconds,
        Judgement = judgement,
    };

    /// <summary>What is unusual comes first: it costs less, and says more. Nothing can be compared with a run that time ended.</summary>
    private (IReadOnlyList<SettingTrial> Trials, RateSweepReport? Sweep) OtherRuns(double finalLoss, CancellationToken deadline)
    {
        if (_options.Schedule is null || _options.Steps == 0)
        {
            return ([], null);
        }

        var other = new OtherRuns(_problem, _options, _forTheRun, _trainer.BatchSize);
        var trials = WasCutShort && !_diverged ? [] : other.Settings(deadline);
        _options.Progress?.Invoke(new ProbeProgress("trying other rates", _losses.Count, _options.Steps, finalLoss, _elapsed.Value));
        return (trials, other.Rates(deadline));
    }

    private Judgement Divergence(double finalLoss) =>
        new(Verdict.Diverged,
            [FormattableString.Invariant(
                $"the loss went from {_initialLoss.Rounded()} to {(_losses.DefaultIfEmpty(finalLoss).Last()).Rounded()} within {_losses.Count} updates")]);

    private (CurvatureReport? Curvature, Judgement Judgement) MeasureEnd(double[] end, double finalLoss, CancellationToken deadline)
    {
        _options.Progress?.Invoke(new ProbeProgress("measuring", _losses.Count, _options.Steps, finalLoss, _elapsed.Value));
        try
        {
            _problem.CheckRepeats(end, _all, finalLoss, _gradient, new double[_gradient.Length]);
            var hessian = _problem.HessianAt(end, _all);
            var curvature = CurvatureMeasurement.Measure(_problem.Inner, end, hessian, _options.SpectrumProducts, _options.Seed, deadline);
            _limits.MeasureEnd(curvature, deadline);
            return (curvature, Judge(finalLoss, (_problem.Inner as IFastCurvature)?.FastHessianAt(Parameters, _all) ?? hessian, curvature,
                deadline));
        }
        catch (OperationCanceledException) when (_problem.HardStop.IsCancellationRequested)
        {
            return (null, new(_losses.Count == 0 ? Verdict.NotRun : Verdict.StillMoving, ["time was up before the end could be measured"]));
        }
    }

    /// <summary>Whether the run learned anything is all that losses tell of its end.</summary>
    private Judgement ByLossAlone(double[] end, double finalLoss) =>
        _losses.Count == 0 ? new(Verdict.NotRun, [])
        : (WasCutShort ? null : ChanceLevel.Judge(_problem, _options.StartOf(_problem), end, _initialLoss, finalLoss))
            ?? new(Verdict.StillMoving, ["what kind of place this is was not measured"]);

    private Judgement Judge(double loss, ISymmetricOperator hessian, CurvatureReport curvature, CancellationToken deadline)
    {
        if (_losses.Count == 0)
        {
            var start = PointAt(Parameters.ToArray(), loss, (double[])_gradient.Clone(), hessian, deadline)
                .Judge(curvature.LargestEigenvalue, curvature.SmallestEigenvalue, 0, 0, null);
            return start with { Verdict = Verdict.NotRun };
        }

        var margin = _limits.Points.Count > 0 ? _limits.Points[^1].Margin : (double?)null;
        var judgement = PointAt(Parameters.ToArray(), loss, (double[])_gradient.Clone(), hessian, deadline)
            .Judge(curvature.LargestEigenvalue, curvature.SmallestEigenvalue, _limits.StartCurvature, _initialLoss - loss, margin);

        // A rate that throws a network far away leaves it on a plain; that it never got below its start is the plainer thing to say.
        var isPlace = judgement.Verdict == Verdict.Saddle || (judgement.Verdict == Verdict.Plateau && loss < _initialLoss);
        return isPlace || WasCutShort ? judgement : LearnedNothing(loss, deadline) ?? judgement;
    }

    /// <summary>A run that time cut off may have had no chance to learn anything.</summary>
    private bool WasCutShort => _losses.Count < _options.Steps;

    private EndPoint PointAt(double[] point, double loss, double[] gradient, ISymmetricOperator hessian, CancellationToken deadline) =>
        new(_problem, point, loss, gradient, hessian) { Cancellation = deadline };

    private Judgement? LearnedNothing(double finalLoss, CancellationToken deadline)
    {
        var (start, gradient) = (_options.StartOf(_problem), new double[_problem.ParameterCount]);
        var loss = _problem.Evaluate(start, _all, gradient);
        return ChanceLevel.Judge(_problem, start, Parameters, loss, finalLoss)
            ?? EndPoint.LearnedNothing(PointAt(start, loss, gradient, _problem.HessianAt(start, _all), deadline), finalLoss);
    }

    /// <summary>What the loss would be without the training that the start comes from; null for a start from random weights.</summary>
    private double? UntrainedLoss()
    {
        if (_problem.Inner is IPretrained pretrained)
        {
            return pretrained.UntrainedLoss;
        }

        if (_options.Weights is null || _problem.HardStop.IsCancellationRequested)
        {
            return null;
        }

        var random = new double[_problem.ParameterCount];
        _problem.Initialize(_options.Seed, random);
        return _problem.Evaluate(random, _all, default);
    }

    private IEnumerable<string> Forgotten(double[] end) =>
        _diverged || _losses.Count == 0 || _problem.HardStop.IsCancellationRequested ? []
        : Forgetting.Of(_problem.Inner, _options.StartOf(_problem), end);

    private StabilityReport Stability()
    {
        var points = _limits.Points;
        return new StabilityReport
        {
            Rule = _limits.Rule,
            PeakRate = _options.Schedule is null ? double.NaN : _trainer.Plan.FittedSchedule.Peak,
            Points = points,
            Margins = _options.Steps == 0 ? [] : StabilityReport.MarginsBetween(points, _limits.Rule, _trainer.Plan.FittedSchedule.At,
                _losses.Count),
            PredictedUnstableStep = points.Count > 0 && _options.Steps > 0 ? FirstAbove(points[0].Step, points[0].LargestStableRate) : null,
        };
    }

    private int? FirstAbove(int from, double limit)
    {
        for (var step = from; step < _options.Steps; step++)
        {
            if (_trainer.RateAt(step) > limit)
            {
                return step;
            }
        }

        return null;
    }
}
