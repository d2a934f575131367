using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.RMSprop, not centred.</summary>
internal sealed class RmsProp(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _square = new double[parameters];
    private readonly double[] _velocity = new double[parameters];

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        for (var i = 0; i < Size; i++)
        {
            diagonal[i] = Math.Sqrt(_square[i]) + Settings.Epsilon;
        }

        return Steps > 0;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _square[i] = (Settings.Beta2 * _square[i]) + ((1 - Settings.Beta2) * g * g);
            _velocity[i] = (Settings.Momentum * _velocity[i]) + (g / (Math.Sqrt(_square[i]) + Settings.Epsilon));
            parameters[i] -= rate * _velocity[i];
        }
    }
}
