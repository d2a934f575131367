using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Stability;

/// <summary>Measures the stability limit at points along a run.</summary>
/// <param name="problem">What is trained.</param>
/// <param name="trainer">The training under way.</param>
/// <param name="seed">Seed of the first direction.</param>
internal sealed class LimitMeasurements(GuardedProblem problem, Trainer trainer, int seed)
{
    private const double Tolerance = 1e-3;
    private const int MostProducts = 25;

    private readonly SampleSet _all = SampleSet.All(problem.SampleCount);
    private readonly List<StabilityPoint> _points = [];
    private ReadOnlyMemory<double> _sharpest;

    /// <summary>The optimizer's rule.</summary>
    public StabilityRule Rule { get; } = StabilityRule.Of(trainer.Plan.Optimizer);

    /// <summary>The measured points, in order.</summary>
    public IReadOnlyList<StabilityPoint> Points => _points;

    /// <summary>Curvature where the run started, in size; 0 when it was not measured.</summary>
    public double StartCurvature { get; private set; }

    /// <summary>The start, its neighbourhood, and even distances; adaptive rules have a divisor only after their first update.</summary>
    /// <param name="points">How many.</param>
    /// <param name="steps">Updates of the run.</param>
    public HashSet<int> Steps(int points, int steps)
    {
        var chosen = new HashSet<int>();
        var first = Rule.IsPreconditioned ? 1 : 0;
        for (var i = 0; i < points && Rule.Factor is not null; i++)
        {
            // Squares: the early run changes fastest.
            var share = i / (double)points;
            chosen.Add(first + (int)(share * share * (steps - first)));
        }

        return chosen;
    }

    /// <summary>Measures where the training is now.</summary>
    /// <param name="cancellation">Ends the search early; the point then says how far its value can be trusted.</param>
    public void Measure(CancellationToken cancellation)
    {
        if (FeltBy(problem.HessianAt(trainer.Parameters, _all)) is not { } felt)
        {
            return;
        }

        Eigenvalue found;
        try
        {
            found = Spectrum.Largest(new StoppableOperator(felt, cancellation), Options(), cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        // A search that was stopped before it saw anything bend upwards says nothing of how much bends upwards.
        if (found is { Value: <= 0, Converged: false })
        {
            return;
        }

        _sharpest = found.Vector;
        if (trainer.Steps == 0)
        {
            StartCurvature = Math.Abs(found.Value);
        }

        Add(found);
    }

    /// <summary>Measures the end, where the curvature is known already.</summary>
    public void MeasureEnd(CurvatureReport curvature, CancellationToken cancellation)
    {
        if (Rule.Factor is null)
        {
            return;
        }

        if (Rule.IsPreconditioned)
        {
            Measure(cancellation);
        }
        else
        {
            Add(curvature.LargestEigenvalue);
        }
    }

    private SpectrumOptions Options() => new()
    {
        Tolerance = Tolerance,
        MaxProducts = MostProducts,
        Seed = seed,
        WarmStart = _sharpest,
        ProductPrecision = CurvatureMeasurement.PrecisionOf(problem.Inner),
    };

    private void Add(Eigenvalue found)
    {
        var rate = trainer.RateAt(Math.Min(trainer.Steps, trainer.Plan.Steps - 1));
        _points.Add(new StabilityPoint(trainer.Steps, rate, found.Value, found.Residual,
            Rule.LargestStableRate(found.Value) ?? double.PositiveInfinity));
    }

    /// <summary>The Hessian as the optimizer feels it; null before it has a divisor.</summary>
    private ISymmetricOperator? FeltBy(ISymmetricOperator hessian)
    {
        if (!Rule.IsPreconditioned)
        {
            return hessian;
        }

        var divisor = new double[trainer.Parameters.Length];
        if (!trainer.Optimizer.TryGetPreconditioner(divisor))
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
}
