using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Takes from a run what forecasts need, without changing a bit of it.</summary>
internal sealed class RunWatch
{
    private const int CriticalPoints = 8;
    private const int MemoryPoints = 16;

    private static readonly double[] NoiseShares = [0.1, 0.3, 1];

    private readonly GuardedProblem _problem;
    private readonly Trainer _trainer;
    private readonly int _seed;
    private readonly SampleSet _samples;
    private readonly HashSet<int> _criticalAt;
    private readonly HashSet<int> _noiseAt;
    private readonly HashSet<int> _memoryAt = [];
    private readonly SampleSet _batchLike;
    private readonly List<CriticalRatePoint> _critical = [];
    private readonly List<NoiseScalePoint> _noise = [];
    private readonly List<MemoryLimitPoint> _memory = [];
    private readonly List<double> _surprises = [];
    private readonly List<double> _losses = [];

    /// <summary>Watches a training that has not begun.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="trainer">The training.</param>
    /// <param name="steps">Updates of the run.</param>
    /// <param name="seed">Seed of what is drawn for measuring.</param>
    public RunWatch(GuardedProblem problem, Trainer trainer, int steps, int seed)
    {
        (_problem, _trainer, _seed) = (problem, trainer, seed);
        _samples = CriticalRate.SamplesOf(problem);
        _batchLike = CriticalRate.SamplesOf(problem, trainer.BatchSize);

        // Squares, as for the limit: the early run changes fastest.
        const int Last = CriticalPoints - 1;
        _criticalAt = [.. Enumerable.Range(0, CriticalPoints).Select(i => (int)((long)i * i * (steps - 1) / (Last * Last)))];
        _noiseAt = [.. NoiseShares.Select(share => Math.Max(0, (int)(share * steps) - 1))];
        if (MemoryLimit.Applies(trainer.Plan.Optimizer))
        {
            _memoryAt.UnionWith(Enumerable.Range(1, MemoryPoints).Select(i => Math.Max(0, (int)((long)i * steps / MemoryPoints) - 1)));
        }

        trainer.Optimizer.TracksSurprise = true;
    }

    /// <summary>True when something is to be measured before, or with, the next update.</summary>
    public bool IsDue => _criticalAt.Contains(_trainer.Steps) || _noiseAt.Contains(_trainer.Steps)
        || _memoryAt.Contains(_trainer.Steps);

    /// <summary>One update of the training.</summary>
    /// <returns>The loss of its batch.</returns>
    public double Step()
    {
        var loss = _trainer.Step();
        _losses.Add(loss);
        _surprises.Add(_trainer.Optimizer.Surprise);
        return loss;
    }

    /// <summary>The same, with what is due measured around it.</summary>
    /// <param name="cancellation">Leaves out what is not done by then.</param>
    public double MeasuredStep(CancellationToken cancellation)
    {
        var step = _trainer.Steps;
        if (_noiseAt.Contains(step))
        {
            Attempt(() =>
            {
                if (NoiseScale.At(_problem, _trainer.Parameters, _trainer.BatchSize, step, _seed, cancellation) is { } noise)
                {
                    _noise.Add(noise);
                }
            });
        }

        if (_memoryAt.Contains(step))
        {
            Attempt(() => MeasureMemory(step, cancellation));
        }

        var rate = _trainer.RateAt(step);
        if (!_criticalAt.Contains(step) || !(rate > 0) || cancellation.IsCancellationRequested)
        {
            return Step();
        }

        var before = _trainer.Parameters.ToArray();
        var loss = Step();
        if (!_trainer.HasDiverged && !(_trainer.IsDone && _trainer.Optimizer.KeepsAnotherPlace))
        {
            Attempt(() => MeasureCritical(before, step, rate, cancellation));
        }

        return loss;
    }

    /// <summary>What was seen.</summary>
    public ForecastReport Report() => new()
    {
        CriticalRates = _critical,
        NoiseScales = _noise,
        BatchSize = _trainer.BatchSize,
        SecondMoment = _surprises.Any(double.IsFinite) ? new SecondMomentReport(_surprises, _losses) : null,
        MemoryLimit = _memory.Count > 0
            ? new MemoryLimitReport(_memory, LossJumps.Of(_losses, MemoryLimit.LeadOf(_trainer.Plan.Optimizer)),
                MemoryLimit.LeadOf(_trainer.Plan.Optimizer))
            : null,
    };

    private static void Attempt(Action measurement)
    {
        try
        {
            measurement();
        }
        catch (OperationCanceledException)
        {
            // What there was no time for is left out.
        }
    }

    private void MeasureMemory(int step, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var gradient = new double[_trainer.Parameters.Length];
        _problem.Evaluate(_trainer.Parameters, _batchLike, gradient);
        var hessian = new StoppableOperator(new FiniteDifferenceHessian(_problem, _trainer.Parameters, _batchLike), cancellation);
        if (MemoryLimit.Ratio(hessian, gradient, _trainer.Optimizer, _trainer.RateAt(step)) is var ratio && double.IsFinite(ratio))
        {
            _memory.Add(new(step, ratio));
        }
    }

    private void MeasureCritical(double[] before, int step, double rate, CancellationToken cancellation)
    {
        var (update, place) = (_trainer.Parameters.ToArray(), new double[before.Length]);
        TensorPrimitives.Subtract(update, before, update);
        if (!(TensorPrimitives.SumOfSquares<double>(update) is > 0 and < double.PositiveInfinity))
        {
            return;
        }

        var guess = _critical.Count > 0 && _critical[^1].Critical is > 0 and < double.PositiveInfinity and var last ? last / rate : 1;
        var (low, high) = CriticalRate.Search(multiple =>
        {
            cancellation.ThrowIfCancellationRequested();
            TensorPrimitives.MultiplyAdd(update, multiple, before, place);
            return _problem.Evaluate(place, _samples, default);
        }, guess);
        _critical.Add(new(step, rate, low * rate, high * rate));
    }
}
