using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Schedule-free SGD and AdamW (Defazio et al. 2024, arXiv:2405.15682; facebookresearch/schedule_free): gradients are taken at
/// y = (1 - b) z + b x, z makes the steps, and x, its mean weighted by the square of the largest rate so far, is what is kept in the end.
/// </summary>
internal sealed class ScheduleFree(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    private readonly double[] _iterate = new double[parameters];
    private readonly double[] _square = new double[parameters];
    private readonly double[] _update = new double[parameters];
    private double _highest;
    private double _weights;

    private bool IsAdaptive => Settings.Kind == OptimizerKind.ScheduleFreeAdamW;

    private double Mix => IsAdaptive ? Settings.Beta1 : Settings.Momentum;

    private protected override bool DecaysByItself => true;

    public override bool KeepsAnotherPlace => Mix > 0;

    /// <summary>From y back to x.</summary>
    public override void Finish(Span<double> parameters)
    {
        if (Steps > 0 && KeepsAnotherPlace)
        {
            TensorPrimitives.Lerp(parameters, _iterate, 1 - (1 / Mix), parameters);
        }
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        if (Steps == 1)
        {
            parameters.CopyTo(_iterate);
        }

        // As Adam's correction of the second moment; it counts for the weights of the mean too.
        rate *= IsAdaptive ? Math.Sqrt(1 - Math.Pow(Settings.Beta2, Steps)) : 1;
        FindUpdate(parameters, gradient);
        _highest = Math.Max(_highest, rate);
        var weight = _highest * _highest;
        _weights += weight;
        var share = _weights > 0 ? weight / _weights : 0;
        TensorPrimitives.Lerp(parameters, _iterate, share, parameters);
        TensorPrimitives.MultiplyAdd(_update, rate * ((Mix * (1 - share)) - 1), parameters, parameters);
        TensorPrimitives.MultiplyAdd(_update, -rate, _iterate, _iterate);
    }

    private void FindUpdate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var g = gradient[i];
            _square[i] = (Settings.Beta2 * _square[i]) + ((1 - Settings.Beta2) * g * g);
            _update[i] = (IsAdaptive ? g / (Math.Sqrt(_square[i]) + Settings.Epsilon) : g) + (Settings.WeightDecay * parameters[i]);
        }
    }
}
