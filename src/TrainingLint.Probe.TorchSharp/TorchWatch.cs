using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Stability;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>
/// Measures within a training loop of your own how far the rate is from its stability limit. A measurement leaves the training as it was:
/// weights, gradients, buffers, modes and random numbers go on as if it had not been made. Made by <see cref="TorchProbe.Watch"/>.
/// </summary>
public sealed class TorchWatch : IDisposable
{
    private const double Tolerance = 1e-3;
    private const int MostProducts = 30;

    private readonly nn.Module _model;
    private readonly Func<Tensor, Tensor, Tensor> _loss;
    private readonly optim.Optimizer _optimizer;
    private readonly (Tensor Inputs, Tensor Targets) _samples;
    private readonly TorchProbeOptions _options;
    private readonly List<StabilityPoint> _points = [];
    private ReadOnlyMemory<double> _sharpest;

    internal TorchWatch(nn.Module model, Func<Tensor, Tensor, Tensor> loss, TorchData data, optim.Optimizer optimizer,
        TorchProbeOptions options)
    {
        (_model, _loss, _optimizer, _options) = (model, loss, optimizer, options);

        // What is not known is refused before the training, not in the middle of it.
        TorchOptimizer.Read(optimizer);
        using var scope = NewDisposeScope();
        var (inputs, targets) = data.Take(options.Samples);
        _samples = (inputs.DetachFromDisposeScope(), targets.DetachFromDisposeScope());
    }

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<StabilityPoint> Points => _points;

    /// <summary>
    /// Measures where the training is now, at the optimizer's rate of now. Costs about as much as 60 gradients over all samples.
    /// </summary>
    /// <param name="step">Updates done, for reports.</param>
    /// <returns>Curvature, limit and margin; null for an adaptive rule that has not made an update, and so has no divisor.</returns>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    public StabilityPoint? Measure(int step)
    {
        var read = TorchOptimizer.Read(_optimizer);
        var rule = StabilityRule.Of(read.Settings);
        using var problem = TorchProbe.Problem(_model, _loss, _samples, _options);
        if (problem is not IExactCurvature curved)
        {
            throw new TorchProbeException("the model cannot be differentiated twice: "
                + problem.Notes.Last(note => note.StartsWith("no second", StringComparison.Ordinal)));
        }

        var here = new double[problem.ParameterCount];
        problem.Initialize(0, here);
        var hessian = curved.HessianAt(here, SampleSet.All(problem.SampleCount));
        if (rule.IsPreconditioned)
        {
            if (TorchDivisor.Of(_optimizer, problem.Parameters) is not { } divisor)
            {
                return null;
            }

            hessian = new ScaledOperator(hessian, [.. divisor.Select(part => part > 0 ? 1 / Math.Sqrt(part) : 0)]);
        }

        var found = Spectrum.Largest(hessian, new SpectrumOptions
        {
            Tolerance = Tolerance,
            MaxProducts = MostProducts,
            WarmStart = _sharpest,
            ProductPrecision = curved.ProductRounding,
        });
        _sharpest = found.Vector;
        var point = new StabilityPoint(step, read.Rate, found.Value, found.Residual,
            rule.LargestStableRate(found.Value) ?? double.PositiveInfinity);
        _points.Add(point);
        return point;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _samples.Inputs.Dispose();
        _samples.Targets.Dispose();
    }
}
