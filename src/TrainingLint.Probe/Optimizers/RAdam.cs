using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// torch.optim.RAdam (Liu et al. 2019, arXiv:1908.03265): no divisor until its variance can be told, then one that is rectified.
/// </summary>
internal sealed class RAdam(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    /// <summary>Length of the second moment's average below which its variance is unknown.</summary>
    private const double LeastLength = 5;

    private readonly double[] _mean = new double[parameters];
    private readonly double[] _square = new double[parameters];

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        if (Steps == 0)
        {
            return false;
        }

        var (first, root) = (1 - Math.Pow(Settings.Beta1, Steps), Math.Sqrt(1 - Math.Pow(Settings.Beta2, Steps)));
        for (var i = 0; i < Size; i++)
        {
            diagonal[i] = Rectification() is { } share ? first * (Math.Sqrt(_square[i]) + Settings.Epsilon) / (root * share) : first;
        }

        return true;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var (b1, b2, epsilon) = (Settings.Beta1, Settings.Beta2, Settings.Epsilon);
        var pace = rate / (1 - Math.Pow(b1, Steps));
        var root = Math.Sqrt(1 - Math.Pow(b2, Steps));
        var rectification = Rectification();
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = (b1 * _mean[i]) + ((1 - b1) * g);
            _square[i] = (b2 * _square[i]) + ((1 - b2) * g * g);
            parameters[i] -= pace * _mean[i] * (rectification is { } share ? share * root / (Math.Sqrt(_square[i]) + epsilon) : 1);
        }
    }

    private double? Rectification()
    {
        var power = Math.Pow(Settings.Beta2, Steps);
        var most = (2 / (1 - Settings.Beta2)) - 1;
        var length = most - (2 * Steps * power / (1 - power));
        return length > LeastLength
            ? Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length))
            : null;
    }
}
