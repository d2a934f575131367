using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// LARS (You et al. 2017, arXiv:1708.03888): momentum over gradients as long as a thousandth of the weights of their layer. Biases and gains
/// keep their gradients.
/// </summary>
internal sealed class Lars(OptimizerSettings settings, int parameters, IReadOnlyList<ParameterTensor> tensors)
    : Optimizer(settings, parameters)
{
    private const double TrustCoefficient = 1e-3;

    private readonly double[] _velocity = new double[parameters];

    private protected override bool DecaysByItself => true;

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        foreach (var tensor in tensors)
        {
            var weights = parameters[tensor.Part];
            var slope = gradient[tensor.Part];
            var velocity = _velocity.AsSpan(tensor.Part);
            var decay = tensor.IsMatrix ? Settings.WeightDecay : 0;
            var (length, steepness) = (TensorPrimitives.Norm<double>(weights), TensorPrimitives.Norm(slope));
            var trust = tensor.IsMatrix && length > 0 && steepness > 0 ? TrustCoefficient * length / (steepness + (decay * length)) : 1;
            for (var i = 0; i < weights.Length; i++)
            {
                velocity[i] = (Settings.Momentum * velocity[i]) + (rate * trust * (slope[i] + (decay * weights[i])));
                weights[i] -= velocity[i];
            }
        }
    }
}
