using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.SGD: the first step of the momentum buffer is the gradient itself, without dampening.</summary>
internal sealed class Sgd(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _velocity = settings.Momentum > 0 ? new double[parameters] : [];
    private readonly double[] _ahead = settings is { Momentum: > 0, Nesterov: true } ? new double[parameters] : [];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        if (_velocity.Length == 0)
        {
            TensorPrimitives.MultiplyAdd(gradient, -rate, parameters, parameters);
            return;
        }

        if (Steps == 1)
        {
            gradient.CopyTo(_velocity);
        }
        else
        {
            TensorPrimitives.Multiply(_velocity, Settings.Momentum, _velocity);
            TensorPrimitives.MultiplyAdd(gradient, 1 - Settings.Dampening, _velocity, _velocity);
        }

        if (Settings.Nesterov)
        {
            TensorPrimitives.MultiplyAdd(_velocity, Settings.Momentum, gradient, _ahead);
            TensorPrimitives.MultiplyAdd(_ahead, -rate, parameters, parameters);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(_velocity, -rate, parameters, parameters);
        }
    }
}
