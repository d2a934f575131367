using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>One experiment under way: trains, and measures as it goes.</summary>
internal sealed class Experiment
{
    /// <summary>Share of the budget after which training must leave time for measuring.</summary>
    private const double TrainingShare = 0.6;

    private readonly ProbeOptions _options;
    private readonly GuardedProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _gradient;
    private readonly Trainer _trainer;
    private readonly StabilityRule _rule;
    private readonly LearningRateSchedule _schedule;
    private readonly List<StabilityPoint> _points = [];
    private readonly List<double> _losses = [];
    private readonly ElapsedTime _elapsed;
    private ReadOnlyMemory<double> _sharpest;
    private double _startCurvature;
    private double _initialLoss;
    private bool _diverged;

    public Experiment(ProbeOptions options)
    {
        _options = options;
        _elapsed = new ElapsedTime(options.Clock);
        _problem = new GuardedProblem(options.Problem);
        RequireMemory(options);
        _all = SampleSet.All(_problem.SampleCount);
        _gradient = new double[_problem.ParameterCount];
        _rule = StabilityRule.Of(options.Optimizer);
        _trainer = new Trainer(_problem, options.Plan, options.Seed, StartOf(options));
        _schedule = _trainer.Plan.FittedSchedule;
    }

    private ReadOnlySpan<double> Parameters => _trainer.Parameters;

    public ProbeResult Run()
    {
        _problem.Check(Parameters);
        _initialLoss = _problem.Evaluate(Parameters, _all, _gradient);
        Train();
        using var deadline = new Deadline(_options.Budget - _elapsed.Value, _options.Clock, _options.Cancellation);
        return Finish(deadline.Token);
    }

    /// <summary>Room for the basis of the longest Lanczos run, and for what problem and optimizer hold themselves.</summary>
    private static void RequireMemory(ProbeOptions options)
    {
        var vectors = options.SpectrumProducts + 30L;
        var needed = vectors * options.Problem.ParameterCount * sizeof(double);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new RecipeNotRunnableException(FormattableString.Invariant($"{options.Problem.ParameterCount} parameters need about {needed >> 20} MB to measure, and {available >> 20} MB are available; use a smaller problem"));
        }
    }

    private static double[] StartOf(ProbeOptions options) => options.Weights switch
    {
        null => [],
        { Count: var count } when count != options.Problem.ParameterCount => throw new RecipeNotRunnableException(FormattableString.Invariant($"the weights hold {count} numbers, but the problem has {options.Problem.ParameterCount} parameters")),
        var weights => [.. weights],
    };

    private void Train()
    {
        var measureAt = MeasuredSteps();
        while (_losses.Count < _options.Steps && !_trainer.IsDone && !OutOfTime())
        {
            if (measureAt.Contains(_trainer.Steps))
            {
                MeasureStability(_trainer.Steps);
            }

            var loss = _trainer.Step();
            _losses.Add(loss);
            _options.Progress?.Invoke(new ProbeProgress("training", _trainer.Steps, _options.Steps, loss, _elapsed.Value));
        }

        _diverged = _trainer.HasDiverged;
    }

    private bool OutOfTime() => _options.Cancellation.IsCancellationRequested || _elapsed.Value > _options.Budget * TrainingShare;

    /// <summary>The start, its neighbourhood, and even distances; adaptive rules have a divisor only after their first update.</summary>
    private HashSet<int> MeasuredSteps()
    {
        var steps = new HashSet<int>();
        var first = _rule.IsPreconditioned ? 1 : 0;
        for (var i = 0; i < _options.StabilityPoints && _rule.Factor is not null; i++)
        {
            // Squares: the early run changes fastest.
            var share = i / (double)_options.StabilityPoints;
            steps.Add(first + (int)(share * share * (_options.Steps - first)));
        }

        return steps;
    }

    private void MeasureStability(int step)
    {
        if (OptimizerCurvature(HessianHere()) is not { } felt)
        {
            return;
        }

        var found = Spectrum.Largest(felt, new SpectrumOptions { Tolerance = 1e-3, MaxProducts = 25, Seed = _options.Seed, WarmStart = _sharpest, ProductPrecision = CurvatureMeasurement.PrecisionOf(_problem.Inner) });
        _sharpest = found.Vector;
        if (step == 0)
        {
            _startCurvature = Math.Abs(found.Value);
        }

        AddPoint(step, found);
    }

    private void AddPoint(int step, Eigenvalue found) =>
        _points.Add(new StabilityPoint(step, _schedule.At(Math.Min(step, _schedule.Steps - 1)), found.Value, found.Error, _rule.LargestStableRate(found.Value) ?? double.PositiveInfinity));

    /// <summary>The Hessian as the optimizer feels it; null before it has a divisor.</summary>
    private ISymmetricOperator? OptimizerCurvature(ISymmetricOperator hessian)
    {
        if (!_rule.IsPreconditioned)
        {
            return hessian;
        }

        var divisor = new double[Parameters.Length];
        if (!_trainer.Optimizer.TryGetPreconditioner(divisor))
        {
            return null;
        }

        TensorPrimitives.ReciprocalSqrt(divisor, divisor);

        // Without epsilon, a parameter that never had a gradient has no divisor and does not move either.
        for (var i = 0; i < divisor.Length; i++)
        {
            divisor[i] = double.IsFinite(divisor[i]) ? divisor[i] : 0;
        }

        return new ScaledOperator(hessian, divisor);
    }

    private ISymmetricOperator HessianHere() => _problem.HessianAt(Parameters, _all);

    private ProbeResult Finish(CancellationToken deadline)
    {
        _problem.Reached(_trainer.Steps);
        var end = Parameters.ToArray();
        var finalLoss = _problem.Evaluate(end, _all, _gradient);
        var norm = TensorPrimitives.Norm<double>(_gradient);
        _diverged |= !double.IsFinite(finalLoss) || !double.IsFinite(norm);
        CurvatureReport? curvature = null;
        IReadOnlyList<RangeTestRun> ranges = [];
        Judgement judgement;
        if (_diverged)
        {
            judgement = new(Verdict.Diverged, [FormattableString.Invariant($"the loss went from {_initialLoss:G4} to {_losses.DefaultIfEmpty(finalLoss).Last():G4} within {_losses.Count} updates")]);
        }
        else
        {
            _options.Progress?.Invoke(new ProbeProgress("measuring", _losses.Count, _options.Steps, finalLoss, _elapsed.Value));
            _problem.CheckRepeats(end, _all, finalLoss, _gradient, new double[_gradient.Length]);
            var hessian = HessianHere();
            curvature = CurvatureMeasurement.Measure(_problem.Inner, end, hessian, _options.SpectrumProducts, _options.Seed, deadline);
            MeasureLastPoint(hessian, curvature);
            judgement = Judge(finalLoss, (_problem.Inner as IFastCurvature)?.FastHessianAt(Parameters, _all) ?? hessian, curvature);
            ranges = RangeTests(deadline);
        }

        var stability = Stability();
        var isPartial = deadline.IsCancellationRequested || (_losses.Count < _options.Steps && !_diverged);
        return new ProbeResult
        {
            Curvature = curvature,
            Stability = stability,
            RangeTests = ranges,
            IsPartial = isPartial,
            Risks = RunRisks.Of(judgement, stability, new(_initialLoss, finalLoss, _losses, _diverged), _options.Steps),
            Run = new RunReport
            {
                Seed = _options.Seed,
                Steps = _losses.Count,
                BatchSize = _trainer.BatchSize,
                InitialLoss = _initialLoss,
                FinalLoss = finalLoss,
                HeldOutLoss = _problem.HeldOutLoss(end),
                GradientNorm = norm,
                Losses = _losses,
                Parameters = end,
                Seconds = _elapsed.Value.TotalSeconds,
                Judgement = judgement,
            },
        };
    }

    private void MeasureLastPoint(ISymmetricOperator hessian, CurvatureReport curvature)
    {
        if (_rule.Factor is null)
        {
            return;
        }

        if (!_rule.IsPreconditioned)
        {
            AddPoint(_losses.Count, curvature.LargestEigenvalue);
        }
        else if (OptimizerCurvature(hessian) is not null)
        {
            MeasureStability(_losses.Count);
        }
    }

    private Judgement Judge(double loss, ISymmetricOperator hessian, CurvatureReport curvature)
    {
        var judgement = new EndPoint(_problem, Parameters.ToArray(), loss, (double[])_gradient.Clone(), hessian)
            .Judge(curvature.LargestEigenvalue, curvature.SmallestEigenvalue, _startCurvature, _losses.Count > 0 && _points.Count > 0 ? _points[^1].Margin : null);
        return _losses.Count == 0 ? judgement with { Verdict = Verdict.NotRun }
            : judgement.Verdict is Verdict.Saddle or Verdict.Plateau ? judgement
            : LearnedNothing(loss) ?? judgement;
    }

    private Judgement? LearnedNothing(double finalLoss)
    {
        var (start, gradient) = (_options.StartOf(_problem), new double[_problem.ParameterCount]);
        var loss = _problem.Evaluate(start, _all, gradient);
        return EndPoint.LearnedNothing(new EndPoint(_problem, start, loss, gradient, _problem.HessianAt(start, _all)), finalLoss);
    }

    private List<RangeTestRun> RangeTests(CancellationToken deadline)
    {
        var runs = new List<RangeTestRun>();
        for (var i = 0; i < _options.RangeTestSeeds && _options.Steps > 0 && !deadline.IsCancellationRequested; i++)
        {
            _options.Progress?.Invoke(new ProbeProgress("range test", _losses.Count, _options.Steps, _losses.Count > 0 ? _losses[^1] : _initialLoss, _elapsed.Value));
            runs.Add(RangeTest.Run(_problem, _options.Optimizer, _trainer.BatchSize, _options.Seed + i, lowest: _schedule.Peak * 1e-3, highest: _schedule.Peak * 1e3, cancellation: deadline));
        }

        return runs;
    }

    private StabilityReport Stability() => new()
    {
        Rule = _rule,
        PeakRate = _options.Schedule is null ? double.NaN : _schedule.Peak,
        Points = _points,
        Margins = _options.Steps == 0 ? [] : StabilityReport.MarginsBetween(_points, _rule, _schedule.At, _losses.Count),
        PredictedUnstableStep = _points.Count > 0 && _options.Steps > 0 ? FirstAbove(_points[0].Step, _points[0].LargestStableRate) : null,
    };

    private int? FirstAbove(int from, double limit)
    {
        for (var step = from; step < _options.Steps; step++)
        {
            if (_schedule.At(step) > limit)
            {
                return step;
            }
        }

        return null;
    }
}
