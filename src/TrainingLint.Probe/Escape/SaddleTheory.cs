using System;
using TrainingLint.Probe.Optimizers;

namespace TrainingLint.Probe.Escape;

/// <summary>
/// Gradient descent with momentum near a strict saddle, along a direction of curvature -c. One update is a 2 x 2 map of position and velocity;
/// its larger root z is the growth of each update (O'Neill and Wright 2017, arXiv:1706.07993). Heavy ball: z^2 - (1 + b + ac) z + b = 0;
/// Nesterov: z^2 - (1 + b)(1 + ac) z + b (1 + ac) = 0, with the rate a and momentum b.
/// </summary>
internal sealed class SaddleTheory
{
    private const double EulerGamma = 0.5772156649015329;

    private readonly double _rate;
    private readonly double _curvature;
    private readonly double _momentum;
    private readonly double _taken;
    private readonly bool _nesterov;
    private readonly double _other;

    private SaddleTheory(OptimizerSettings settings, double rate, double curvature)
    {
        (_rate, _curvature, _momentum) = (rate, curvature, settings.Momentum);
        (_taken, _nesterov) = (settings.Momentum > 0 ? 1 - settings.Dampening : 1, settings.Nesterov && settings.Momentum > 0);
        var push = rate * curvature;
        var trace = 1 + _momentum + (_nesterov ? push * (1 + (_momentum * _taken)) : push * _taken);
        var determinant = _momentum * (_nesterov ? 1 + push : 1);
        Growth = (trace + Math.Sqrt((trace * trace) - (4 * determinant))) / 2;
        _other = determinant / Growth;
    }

    /// <summary>Factor by which each update multiplies the distance in the long run; above 1.</summary>
    public double Growth { get; }

    /// <summary>The theory of a rule; null for rules other than gradient descent, and where weight decay outweighs the negative curvature.</summary>
    /// <param name="settings">The rule.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="curvature">Size c of the negative curvature.</param>
    public static SaddleTheory? Of(OptimizerSettings settings, double rate, double curvature) =>
        settings is { Kind: OptimizerKind.Sgd, ClipNorm: null, ClipValue: null } && curvature > settings.WeightDecay
            ? new SaddleTheory(settings, rate, curvature - settings.WeightDecay)
            : null;

    /// <summary>Updates until a distance has grown from one value to another, with empty memory at the start.</summary>
    public double Steps(double from, double to)
    {
        // The first update fills the velocity with the undamped gradient; from there on the map holds.
        var velocity = -_curvature;
        var first = 1 + (_rate * _curvature * (_nesterov ? 1 + _momentum : 1));
        var share = Share(first, NextPosition(first, velocity)) / Growth;
        return Math.Log(to / (share * from)) / Math.Log(Growth);
    }

    /// <summary>
    /// Mean updates until white gradient noise alone has carried the parameters this far from the saddle: the distance is a normal number
    /// times the growth, and the mean logarithm of a normal number's size is -(ln 2 + 0.5772)/2.
    /// </summary>
    /// <param name="variance">Variance of a batch's gradient along the direction.</param>
    /// <param name="to">Distance that counts as away.</param>
    public double StepsFromNoise(double variance, double to) =>
        (Math.Log(to / NoiseScale(variance)) + ((Math.Log(2) + EulerGamma) / 2)) / Math.Log(Growth);

    /// <summary>Limit of the standard deviation of the distance after k updates over growth to the k.</summary>
    public double NoiseScale(double variance)
    {
        // How one unit of noise in the gradient spreads, in units of -rate.
        var first = _nesterov ? 1 + (_momentum * _taken) : _taken;
        var share = Share(first, NextPosition(first, -_taken / _rate)) / Growth;
        return _rate * Math.Sqrt(variance) * share / Math.Sqrt(1 - (1 / (Growth * Growth)));
    }

    /// <summary>Position after one more update of the map.</summary>
    private double NextPosition(double position, double velocity)
    {
        var next = (_momentum * velocity) - (_taken * _curvature * position);
        return _nesterov ? position + (_rate * _curvature * position) - (_rate * _momentum * next) : position - (_rate * next);
    }

    /// <summary>The growing part of a sequence that begins with these two positions.</summary>
    private double Share(double first, double second) => (second - (_other * first)) / (Growth - _other);
}
