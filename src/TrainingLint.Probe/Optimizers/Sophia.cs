using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Sophia-H (Liu et al. 2023, arXiv:2305.14342, algorithm 3): the mean gradient over the mean curvature of each parameter, cut at 1, with
/// decoupled weight decay. The curvature is Hutchinson's estimate u · Hu, taken anew every tenth update.
/// </summary>
internal sealed class Sophia(OptimizerSettings settings, int parameters) : Optimizer(settings, parameters)
{
    /// <summary>The paper's k.</summary>
    private const int Interval = 10;

    /// <summary>The paper's gamma for Hutchinson's estimate.</summary>
    private const double CurvatureShare = 0.01;

    private readonly double[] _mean = new double[parameters];
    private readonly double[] _curvature = new double[parameters];

    public override bool WantsCurvature => Steps % Interval == 0;

    public override void SeeCurvature(ReadOnlySpan<double> diagonal)
    {
        for (var i = 0; i < diagonal.Length; i++)
        {
            _curvature[i] = (Settings.Beta2 * _curvature[i]) + ((1 - Settings.Beta2) * diagonal[i]);
        }
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            _mean[i] = (Settings.Beta1 * _mean[i]) + ((1 - Settings.Beta1) * gradient[i]);
            parameters[i] -= rate * Math.Clamp(_mean[i] / Math.Max(CurvatureShare * _curvature[i], Settings.Epsilon), -1, 1);
        }
    }
}
