using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>torch.optim.Adam and AdamW (Kingma and Ba 2014, arXiv:1412.6980; Loshchilov and Hutter 2017, arXiv:1711.05101).</summary>
internal sealed class Adam(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _mean = new double[parameters];
    private readonly double[] _square = new double[parameters];

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        if (Steps == 0)
        {
            return false;
        }

        // The correction of the first moment belongs to the divisor: early updates are larger by 1/(1 - beta1^t).
        var first = 1 - Math.Pow(Settings.Beta1, Steps);
        var second = 1 - Math.Pow(Settings.Beta2, Steps);
        for (var i = 0; i < Size; i++)
        {
            diagonal[i] = first * (Math.Sqrt(_square[i] / second) + Settings.Epsilon);
        }

        return true;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var (b1, b2, epsilon) = (Settings.Beta1, Settings.Beta2, Settings.Epsilon);
        var pace = rate / (1 - Math.Pow(b1, Steps));
        var root = Math.Sqrt(1 - Math.Pow(b2, Steps));
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            _mean[i] = (b1 * _mean[i]) + ((1 - b1) * g);
            _square[i] = (b2 * _square[i]) + ((1 - b2) * g * g);
            parameters[i] -= pace * _mean[i] / ((Math.Sqrt(_square[i]) / root) + epsilon);
        }

        if (TracksSurprise)
        {
            Surprise = root * SurpriseOf(gradient);
        }
    }

    private double SurpriseOf(ReadOnlySpan<double> gradient)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < gradient.Length; i++)
        {
            if (_square[i] > 0)
            {
                sum += gradient[i] * gradient[i] / _square[i];
                count++;
            }
        }

        return Math.Sqrt(sum / count);
    }
}
