using System;
using System.Collections.Generic;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Global;

/// <summary>A point with its loss.</summary>
/// <param name="Point">The parameters.</param>
/// <param name="Loss">The loss there; negative infinity where it falls without end.</param>
internal sealed record Candidate(double[] Point, double Loss);

/// <summary>
/// Walks down to the nearest minimum with L-BFGS (Nocedal 1980; Liu and Nocedal 1989): the inverse Hessian is remembered as the last few pairs
/// of steps and gradient changes, and each step is shortened until it gains a share of what the slope promises (Armijo 1966).
/// </summary>
internal static class LocalDescent
{
    /// <summary>Longest step of a descent that keeps to its valley, as a share of the distance that the run before it travelled.</summary>
    public const double ShortStepShare = 0.02;

    private const int Memory = 10;
    private const int MostIterations = 1000;
    private const int MostHalvings = 40;
    private const double ArmijoShare = 1e-4;
    private const double GradientTolerance = 1e-10;
    private const double CurvatureTolerance = 1e-12;

    /// <summary>A loss this many times below the scale of the start has no bottom.</summary>
    private const double BottomlessFactor = 1e6;

    /// <summary>Descends from a point until the gradient is gone, the objective is spent, or there is no bottom.</summary>
    /// <param name="objective">What is minimised.</param>
    /// <param name="start">Where the descent begins.</param>
    /// <param name="longestStep">Longest step. A short one keeps to the valley of the start, because every step must go down and none reaches across a ridge wider than itself.</param>
    public static Candidate Run(Objective objective, ReadOnlySpan<double> start, double longestStep = double.PositiveInfinity)
    {
        var (point, gradient) = (start.ToArray(), new double[start.Length]);
        var loss = objective.Value(point, gradient);
        var (first, firstSlope) = (loss, TensorPrimitives.Norm<double>(gradient));
        var pairs = new List<Pair>();
        for (var i = 0; i < MostIterations && !objective.IsSpent && double.IsFinite(loss); i++)
        {
            if (TensorPrimitives.Norm<double>(gradient) <= GradientTolerance * Math.Max(1, firstSlope))
            {
                break;
            }

            var direction = Direction(gradient, pairs);
            if (Search(objective, point, loss, gradient, direction, longestStep) is not { } next)
            {
                break;
            }

            Remember(pairs, point, gradient, next);
            (point, gradient, loss) = (next.Point, next.Gradient, next.Loss);
            if (loss < first - (BottomlessFactor * Math.Max(1, Math.Abs(first))))
            {
                return new Candidate(point, double.NegativeInfinity);
            }
        }

        return new Candidate(point, loss);
    }

    /// <summary>The two-loop recursion: minus the remembered inverse Hessian times the gradient.</summary>
    private static double[] Direction(double[] gradient, List<Pair> pairs)
    {
        var direction = (double[])gradient.Clone();
        var shares = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = TensorPrimitives.Dot<double>(pairs[i].Step, direction) / pairs[i].Product;
            TensorPrimitives.MultiplyAdd(pairs[i].Change, -shares[i], direction, direction);
        }

        var scale = pairs.Count > 0
            ? pairs[^1].Product / TensorPrimitives.SumOfSquares<double>(pairs[^1].Change)
            : 1 / Math.Max(1, TensorPrimitives.Norm<double>(gradient));
        TensorPrimitives.Multiply(direction, scale, direction);
        for (var i = 0; i < pairs.Count; i++)
        {
            var share = TensorPrimitives.Dot<double>(pairs[i].Change, direction) / pairs[i].Product;
            TensorPrimitives.MultiplyAdd(pairs[i].Step, shares[i] - share, direction, direction);
        }

        TensorPrimitives.Negate(direction, direction);
        return direction;
    }

    private static Trial? Search(Objective objective, double[] point, double loss, double[] gradient, double[] direction,
        double longestStep)
    {
        var slope = TensorPrimitives.Dot<double>(gradient, direction);
        var length = Math.Min(1, longestStep / TensorPrimitives.Norm<double>(direction));
        for (var i = 0; i < MostHalvings && slope < 0; i++, length /= 2)
        {
            var next = new double[point.Length];
            TensorPrimitives.MultiplyAdd(direction, length, point, next);
            var there = new double[point.Length];
            var value = objective.Value(next, there);
            if (value <= loss + (ArmijoShare * length * slope) && value < loss)
            {
                return new Trial(next, there, value);
            }
        }

        return null;
    }

    /// <summary>Keeps pairs of positive curvature only, without which the remembered matrix would not point down.</summary>
    private static void Remember(List<Pair> pairs, double[] point, double[] gradient, Trial next)
    {
        var (step, change) = (new double[point.Length], new double[point.Length]);
        TensorPrimitives.Subtract(next.Point, point, step);
        TensorPrimitives.Subtract(next.Gradient, gradient, change);
        var product = TensorPrimitives.Dot<double>(step, change);
        if (product > CurvatureTolerance * TensorPrimitives.Norm<double>(step) * TensorPrimitives.Norm<double>(change))
        {
            pairs.Add(new Pair(step, change, product));
        }

        if (pairs.Count > Memory)
        {
            pairs.RemoveAt(0);
        }
    }

    private sealed record Pair(double[] Step, double[] Change, double Product);

    private sealed record Trial(double[] Point, double[] Gradient, double Loss);
}
