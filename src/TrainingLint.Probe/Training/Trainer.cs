using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Training;

/// <summary>
/// One training under way: parameters, the optimizer's memory, and the order of the batches. The same plan, seed and samples give the
/// same bytes.
/// </summary>
public sealed class Trainer
{
    /// <summary>A loss this many times the initial one is not coming back.</summary>
    private const double DivergedFactor = 1e6;

    private readonly IProblem _problem;
    private readonly LearningRateSchedule _schedule;
    private readonly BatchSampler _batches;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private readonly RandomNumbers _directions;
    private double[]? _uphill;
    private double _scale = double.NaN;

    /// <summary>Ready for the first update.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="plan">How.</param>
    /// <param name="seed">Seed of the start and of the order of samples.</param>
    /// <param name="start">Parameters to start from; empty for the problem's own start for this seed.</param>
    /// <param name="samples">The samples that are trained on; null for all.</param>
    public Trainer(IProblem problem, TrainingPlan plan, int seed, ReadOnlySpan<double> start = default, SampleSet? samples = null)
    {
        (_problem, Plan) = (problem, plan);
        (_parameters, _gradient) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        if (start.IsEmpty)
        {
            problem.Initialize(seed, _parameters);
        }
        else
        {
            start.CopyTo(_parameters);
        }

        Optimizer = Optimizer.Create(plan.Optimizer, _parameters.Length, ParameterLayout.Of(problem));
        _schedule = plan.FittedSchedule;
        _directions = new RandomNumbers(seed, RandomStream.Directions);
        _batches = new BatchSampler(samples ?? SampleSet.All(problem.SampleCount), plan.BatchSize, seed);
    }

    /// <summary>How is trained.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The parameters now.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>The optimizer with its memory.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Updates done.</summary>
    public int Steps { get; private set; }

    /// <summary>Samples per update.</summary>
    public int BatchSize => _batches.BatchSize;

    /// <summary>True once a batch's loss was no number or beyond all bounds; nothing moves any more then.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>True when the plan's updates are done, or no more are possible.</summary>
    public bool IsDone => HasDiverged || Steps >= Plan.Steps;

    /// <summary>The rate of an update, from 0.</summary>
    public double RateAt(int step) => _schedule.At(step);

    /// <summary>One update.</summary>
    /// <returns>The loss of its batch, before the update.</returns>
    public double Step()
    {
        (_problem as GuardedProblem)?.Reached(Steps);
        var batch = _batches.Next();
        var loss = _problem.Evaluate(_parameters, batch, _gradient);
        if (double.IsNaN(_scale))
        {
            _scale = DivergedFactor * Math.Max(1, Math.Abs(loss));
        }

        // The comparison is written so that no number counts as beyond.
        HasDiverged |= !(Math.Abs(loss) <= _scale);
        if (!HasDiverged)
        {
            LookUphill(batch);
            LookAtCurvature(batch);
            Optimizer.Step(_parameters, _gradient, _schedule.At(Steps));
            Steps++;
            if (Steps == Plan.Steps)
            {
                Optimizer.Finish(_parameters);
            }
        }

        return loss;
    }

    /// <summary>Sharpness-aware minimization takes the gradient at the end of a short step uphill.</summary>
    private void LookUphill(SampleSet batch)
    {
        var norm = TensorPrimitives.Norm<double>(_gradient);
        if (!(Plan.Optimizer.SharpnessRadius > 0) || norm == 0)
        {
            return;
        }

        _uphill ??= new double[_parameters.Length];
        TensorPrimitives.MultiplyAdd(_gradient, Plan.Optimizer.SharpnessRadius / norm, _parameters, _uphill);
        _problem.Evaluate(_uphill, batch, _gradient);
    }

    /// <summary>Hutchinson's estimate of the Hessian's diagonal, by one product with a random direction.</summary>
    private void LookAtCurvature(SampleSet batch)
    {
        if (!Optimizer.WantsCurvature)
        {
            return;
        }

        var (direction, product) = (new double[_parameters.Length], new double[_parameters.Length]);
        _directions.FillNormal(direction);
        HessianAt(batch).Multiply(direction, product);
        TensorPrimitives.Multiply(product, direction, product);
        Optimizer.SeeCurvature(product);
    }

    private ISymmetricOperator HessianAt(SampleSet batch) => _problem switch
    {
        GuardedProblem guarded => guarded.HessianAt(_parameters, batch),
        IExactCurvature exact => exact.HessianAt(_parameters, batch),
        _ => new FiniteDifferenceHessian(_problem, _parameters, batch),
    };

    /// <summary>All remaining updates.</summary>
    /// <returns>The loss of each update's batch.</returns>
    public double[] Finish(CancellationToken cancellation = default)
    {
        var losses = new double[Plan.Steps - Steps];
        var done = 0;
        while (!IsDone && !cancellation.IsCancellationRequested)
        {
            losses[done++] = Step();
        }

        return losses[..done];
    }
}
