using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.NAdam (Dozat 2016): Adam whose first moment looks ahead, with a momentum that grows along the run.</summary>
internal sealed class NAdam(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    /// <summary>torch's momentum_decay.</summary>
    private const double MomentumDecay = 4e-3;

    private readonly double[] _mean = new double[parameters];
    private readonly double[] _square = new double[parameters];
    private double _product = 1;

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        var root = Math.Sqrt(1 - Math.Pow(Settings.Beta2, Steps));
        for (var i = 0; i < Size; i++)
        {
            diagonal[i] = (1 - _product) * ((Math.Sqrt(_square[i]) / root) + Settings.Epsilon);
        }

        return Steps > 0;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var (b1, b2, epsilon) = (Settings.Beta1, Settings.Beta2, Settings.Epsilon);
        var (now, next) = (MomentumAt(Steps), MomentumAt(Steps + 1));
        _product *= now;
        var (ofGradient, ofMean) = (rate * (1 - now) / (1 - _product), rate * next / (1 - (_product * next)));
        var root = Math.Sqrt(1 - Math.Pow(b2, Steps));
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = (b1 * _mean[i]) + ((1 - b1) * g);
            _square[i] = (b2 * _square[i]) + ((1 - b2) * g * g);
            parameters[i] -= ((ofGradient * g) + (ofMean * _mean[i])) / ((Math.Sqrt(_square[i]) / root) + epsilon);
        }
    }

    private double MomentumAt(int step) => Settings.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
