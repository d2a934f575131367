using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// LAMB (You et al. 2020, arXiv:1904.00962), with bias correction as Apex and timm have it: Adam's update plus decay, as long as the weights
/// of its layer. Biases and gains, which start at 0 or 1, keep Adam's update, as is usual.
/// </summary>
internal sealed class Lamb(OptimizerSettings settings, int parameters, IReadOnlyList<ParameterTensor> tensors)
    : Optimizer(settings, parameters)
{
    private readonly double[] _mean = new double[parameters];
    private readonly double[] _square = new double[parameters];
    private readonly double[] _update = new double[parameters];

    private protected override bool DecaysByItself => true;

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var (b1, b2, epsilon, decay) = (Settings.Beta1, Settings.Beta2, Settings.Epsilon, Settings.WeightDecay);
        var (first, second) = (1 - Math.Pow(b1, Steps), 1 - Math.Pow(b2, Steps));
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = (b1 * _mean[i]) + ((1 - b1) * g);
            _square[i] = (b2 * _square[i]) + ((1 - b2) * g * g);
            _update[i] = (_mean[i] / first / (Math.Sqrt(_square[i] / second) + epsilon)) + (decay * parameters[i]);
        }

        foreach (var tensor in tensors)
        {
            var weights = parameters[tensor.Part];
            var update = _update.AsSpan(tensor.Part);
            var (length, step) = (TensorPrimitives.Norm<double>(weights), TensorPrimitives.Norm<double>(update));
            var trust = tensor.IsMatrix && length > 0 && step > 0 ? length / step : 1;
            TensorPrimitives.MultiplyAdd(update, -rate * trust, weights, weights);
        }
    }
}
