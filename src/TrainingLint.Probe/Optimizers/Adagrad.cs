using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.Adagrad without decay of the rate (Duchi, Hazan and Singer 2011).</summary>
internal sealed class Adagrad(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _square = new double[parameters];

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
            _square[i] += gradient[i] * gradient[i];
            parameters[i] -= rate * gradient[i] / (Math.Sqrt(_square[i]) + Settings.Epsilon);
        }
    }
}
