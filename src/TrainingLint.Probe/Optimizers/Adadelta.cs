using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.Adadelta (Zeiler 2012, arXiv:1212.5701).</summary>
internal sealed class Adadelta(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _square = new double[parameters];
    private readonly double[] _moved = new double[parameters];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var (keep, epsilon) = (Settings.Beta2, Settings.Epsilon);
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _square[i] = (keep * _square[i]) + ((1 - keep) * g * g);
            var move = g * Math.Sqrt(_moved[i] + epsilon) / Math.Sqrt(_square[i] + epsilon);
            _moved[i] = (keep * _moved[i]) + ((1 - keep) * move * move);
            parameters[i] -= rate * move;
        }
    }
}
