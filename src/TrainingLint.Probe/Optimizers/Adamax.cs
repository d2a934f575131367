using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.Adamax (Kingma and Ba 2014, arXiv:1412.6980, section 7.1).</summary>
internal sealed class Adamax(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _mean = new double[parameters];
    private readonly double[] _largest = new double[parameters];

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        var first = 1 - Math.Pow(Settings.Beta1, Steps);
        for (var i = 0; i < Size; i++)
        {
            diagonal[i] = first * _largest[i];
        }

        return Steps > 0;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var pace = rate / (1 - Math.Pow(Settings.Beta1, Steps));
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = (Settings.Beta1 * _mean[i]) + ((1 - Settings.Beta1) * g);
            _largest[i] = Math.Max(Settings.Beta2 * _largest[i], Math.Abs(g) + Settings.Epsilon);
            parameters[i] -= pace * _mean[i] / _largest[i];
        }
    }
}
