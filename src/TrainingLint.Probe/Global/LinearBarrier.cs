using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Global;

/// <summary>
/// The loss on the straight line between two points of the parameter space: whether one walks from the first to the second without climbing
/// (linear mode connectivity, Frankle et al. 2019, arXiv:1912.05671). All losses are in the problem's own unit.
/// </summary>
public sealed record LinearBarrier
{
    /// <summary>Points of a line unless told otherwise; the ends count.</summary>
    public const int DefaultPoints = 17;

    private const int RefiningEvaluations = 12;

    /// <summary>Highest excess over the straight connection of both losses; 0 or above, infinite where a loss on the line is no number.</summary>
    public required double Height { get; init; }

    /// <summary>By how much a finer look around the highest point raised <see cref="Height"/>: what the spacing of the points could hide.</summary>
    public required double HeightError { get; init; }

    /// <summary>How far the line rises above its higher end; 0 or above. Whoever stands there must climb this much to get back.</summary>
    public required double Climb { get; init; }

    /// <summary>Where the excess is highest: 0 at the first point, 1 at the second.</summary>
    public required double Position { get; init; }

    /// <summary>Losses at evenly spaced points, both ends included.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>The barrier between two points. It costs one loss for each point of the line, and a dozen more around the highest.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="samples">Mean over which samples.</param>
    /// <param name="from">First end.</param>
    /// <param name="to">Second end, of the same length.</param>
    /// <param name="points">Evenly spaced points, at least 3.</param>
    /// <param name="refine">False leaves the finer look out.</param>
    /// <param name="cancellation">Leaves the finer look out as well; the line itself is always walked.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3 points.</exception>
    public static LinearBarrier Between(IProblem problem, SampleSet samples, ReadOnlySpan<double> from, ReadOnlySpan<double> to,
        int points = DefaultPoints, bool refine = true, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        var line = new Line(problem, samples, from.ToArray(), to.ToArray());
        var losses = new double[points];
        for (var i = 0; i < points; i++)
        {
            losses[i] = line.LossAt(i / (points - 1.0));
        }

        var (first, last) = (losses[0], losses[^1]);
        var top = IndexOfHighestExcess(losses);
        var coarse = Math.Max(0, Excess(losses[top], first, last, top / (points - 1.0)));
        var position = top / (points - 1.0);
        if (refine && top > 0 && top < points - 1 && double.IsFinite(coarse) && !cancellation.IsCancellationRequested)
        {
            var finer = HighestBetween(position - (1 / (points - 1.0)), position + (1 / (points - 1.0)),
                at => Excess(line.LossAt(at), first, last, at));
            position = Excess(line.LossAt(finer), first, last, finer) > coarse ? finer : position;
        }

        var loss = line.LossAt(position);
        var height = Math.Max(coarse, Excess(loss, first, last, position));
        var highest = Math.Max(loss, TensorPrimitives.Max<double>(losses));
        return new LinearBarrier
        {
            Height = height,
            HeightError = double.IsFinite(height) ? height - coarse : 0,
            Climb = Math.Max(0, highest - Math.Max(first, last)),
            Position = position,
            Losses = losses,
        };
    }

    private static double Excess(double loss, double first, double last, double position) =>
        double.IsFinite(loss) && double.IsFinite(first) && double.IsFinite(last)
            ? loss - (((1 - position) * first) + (position * last))
            : double.PositiveInfinity;

    private static int IndexOfHighestExcess(double[] losses)
    {
        var top = 0;
        for (var i = 1; i < losses.Length; i++)
        {
            var (excess, best) = (At(i), At(top));
            top = excess > best ? i : top;
        }

        return top;

        double At(int index) => Excess(losses[index], losses[0], losses[^1], index / (losses.Length - 1.0));
    }

    /// <summary>Golden-section search for a maximum.</summary>
    private static double HighestBetween(double low, double high, Func<double, double> value)
    {
        const double Golden = 0.618033988749895;
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (value(left), value(right));
        for (var i = 2; i < RefiningEvaluations; i++)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = value(right);
            }
        }

        return atLeft > atRight ? left : right;
    }

    private sealed class Line(IProblem problem, SampleSet samples, double[] from, double[] to)
    {
        private readonly double[] _point = new double[from.Length];

        /// <summary>The loss; infinite where it is no number.</summary>
        public double LossAt(double position)
        {
            for (var i = 0; i < _point.Length; i++)
            {
                _point[i] = ((1 - position) * from[i]) + (position * to[i]);
            }

            var loss = problem.Evaluate(_point, samples, default);
            return double.IsNaN(loss) ? double.PositiveInfinity : loss;
        }
    }
}
