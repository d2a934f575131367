using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Surfaces;

/// <summary>The loss along a line through the end of a run, beside the parabola of slope and curvature there.</summary>
/// <param name="Axis">The line.</param>
/// <param name="CentreLoss">Loss at the end of the run.</param>
/// <param name="Offsets">Places along the axis, ascending, in its units.</param>
/// <param name="Losses">Loss at each place; NaN where the problem has none.</param>
public sealed record LossSlice(PlaneAxis Axis, double CentreLoss, IReadOnlyList<double> Offsets, IReadOnlyList<double> Losses)
{
    /// <summary>Odd, so that the end itself is on the line.</summary>
    internal const int Points = 33;

    /// <summary>What a quadratic with the same slope and curvature has at a place: L0 + a g.d + a^2 d'Hd / 2.</summary>
    /// <param name="offset">The place a, in units of the axis.</param>
    public double QuadraticAt(double offset) => CentreLoss + (offset * Axis.Slope) + (0.5 * offset * offset * Axis.Curvature);

    /// <summary>Measures the loss along an axis; null when time ran out.</summary>
    internal static LossSlice? Along(PlaneAxis axis, double[] centre, double centreLoss, LossAt loss, CancellationToken cancellation)
    {
        var (offsets, losses, point) = (new double[Points], new double[Points], new double[centre.Length]);
        double[] direction = [.. axis.Direction];
        for (var i = 0; i < Points; i++)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            offsets[i] = axis.Radius * ((2.0 * i / (Points - 1)) - 1);
            TensorPrimitives.MultiplyAdd(direction, offsets[i], centre, point);
            losses[i] = loss(point);
        }

        return new LossSlice(axis, centreLoss, offsets, losses);
    }
}

/// <summary>The loss over all samples at a point; NaN where the problem has none.</summary>
internal delegate double LossAt(ReadOnlySpan<double> point);

/// <summary>Evaluates a problem far from where training went.</summary>
internal static class LossFunction
{
    /// <summary>The loss over all samples. A problem that fails at a point has no loss there, which leaves a hole in the picture and is no failure of the run.</summary>
    public static LossAt Of(IProblem problem)
    {
        var all = SampleSet.All(problem.SampleCount);
        return point =>
        {
            try
            {
                var loss = problem.Evaluate(point, all, default);
                return double.IsFinite(loss) ? loss : double.NaN;
            }
            catch (ProblemFailureException)
            {
                return double.NaN;
            }
        };
    }
}
