using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>Lion (Chen et al. 2023, arXiv:2302.06675), with decoupled weight decay.</summary>
internal sealed class Lion(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _mean = new double[parameters];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= rate * SignOf((Settings.Beta1 * _mean[i]) + ((1 - Settings.Beta1) * gradient[i]));
            _mean[i] = (Settings.Beta2 * _mean[i]) + ((1 - Settings.Beta2) * gradient[i]);
        }
    }

    private static double SignOf(double value) => value > 0 ? 1 : value < 0 ? -1 : 0;
}
