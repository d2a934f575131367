using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Prodigy (Mishchenko and Defazio 2023, arXiv:2306.06101; konstmish/prodigy with its defaults): Adam whose scale is a growing estimate of
/// the distance to the solution. Its rate is a factor, usually 1.
/// </summary>
internal sealed class Prodigy(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private const double FirstDistance = 1e-6;

    private readonly double[] _start = new double[parameters];
    private readonly double[] _mean = new double[parameters];
    private readonly double[] _square = new double[parameters];
    private readonly double[] _slopes = new double[parameters];
    private double _numerator;

    /// <summary>The estimate so far.</summary>
    public double Distance { get; private set; } = FirstDistance;

    private protected override bool DecaysByItself => true;

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        if (Steps == 1)
        {
            parameters.CopyTo(_start);
        }

        var (b1, b2, keep) = (Settings.Beta1, Settings.Beta2, Math.Sqrt(Settings.Beta2));
        var (distance, pace) = (Distance, Distance * rate);
        var weight = distance / FirstDistance * pace;
        var progress = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradient[i];
            progress += g * (_start[i] - parameters[i]);
            _mean[i] = (b1 * _mean[i]) + (distance * (1 - b1) * g);
            _square[i] = (b2 * _square[i]) + (distance * distance * (1 - b2) * g * g);
            _slopes[i] = (keep * _slopes[i]) + (weight * g);
        }

        _numerator = (keep * _numerator) + (weight * progress);
        var denominator = TensorPrimitives.SumOfMagnitudes<double>(_slopes);
        Distance = denominator > 0 ? Math.Max(distance, _numerator / denominator) : distance;
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= (Settings.WeightDecay * pace * parameters[i])
                + (pace * _mean[i] / (Math.Sqrt(_square[i]) + (Distance * Settings.Epsilon)));
        }
    }
}
