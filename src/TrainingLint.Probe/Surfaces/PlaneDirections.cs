using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Surfaces;

/// <summary>Pairs of directions that span a plane.</summary>
internal static class PlaneDirections
{
    /// <summary>Two directions whose angle's sine is below this span no plane.</summary>
    private const double LeastSine = 1e-6;

    /// <summary>
    /// Two random directions, the second without what it shares with the first, both filter-normalised (Li et al. 2017, arXiv:1712.09913):
    /// each filter of a direction gets the norm of the filter of the weights, and what belongs to no filter stays put. A problem without
    /// filters, or without weights, is one filter.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="point">The weights.</param>
    /// <param name="fallbackNorm">Norm of the directions where there are no weights to take it from.</param>
    /// <param name="seed">Seed of the directions.</param>
    public static (double[] First, double[] Second)? Random(IProblem problem, double[] point, double fallbackNorm, int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var (first, second) = (new double[point.Length], new double[point.Length]);
        random.FillNormal(first);
        random.FillNormal(second);
        RemoveShare(second, first);
        Normalise(problem, point, fallbackNorm, first);
        Normalise(problem, point, fallbackNorm, second);
        return Spans(first, second) ? (first, second) : null;
    }

    /// <summary>Two unit directions as they are; null when they span no plane.</summary>
    public static (double[] First, double[] Second)? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b) = (Unit(first), Unit(second));
        return a is not null && b is not null && Spans(a, b) ? (a, b) : null;
    }

    /// <summary>The plane through three points as two orthogonal unit directions; null when the points lie on a line.</summary>
    public static (double[] First, double[] Second)? Through(ReadOnlySpan<double> origin, ReadOnlySpan<double> right,
        ReadOnlySpan<double> other)
    {
        var (across, up) = (new double[origin.Length], new double[origin.Length]);
        TensorPrimitives.Subtract(right, origin, across);
        TensorPrimitives.Subtract(other, origin, up);
        if (!Spans(across, up))
        {
            return null;
        }

        RemoveShare(up, across);
        return Of(across, up);
    }

    /// <summary>Coordinates of the point of the plane that is nearest to a displacement from its centre.</summary>
    public static (double X, double Y) Nearest(ReadOnlySpan<double> displacement, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b, c) = (TensorPrimitives.Dot(first, first), TensorPrimitives.Dot(first, second), TensorPrimitives.Dot(second, second));
        var (p, q) = (TensorPrimitives.Dot(first, displacement), TensorPrimitives.Dot(second, displacement));
        var determinant = (a * c) - (b * b);
        return (((c * p) - (b * q)) / determinant, ((a * q) - (b * p)) / determinant);
    }

    private static void Normalise(IProblem problem, double[] point, double fallbackNorm, double[] direction)
    {
        if (problem is not IHasFilters filtered || TensorPrimitives.MaxMagnitude<double>(point) == 0)
        {
            var norm = TensorPrimitives.Norm<double>(point);
            Scale(direction, norm > LeastSine * fallbackNorm ? norm : fallbackNorm);
            return;
        }

        var scaled = new double[direction.Length];
        foreach (var filter in filtered.Filters)
        {
            direction.AsSpan(filter).CopyTo(scaled.AsSpan(filter));
            Scale(scaled.AsSpan(filter), TensorPrimitives.Norm<double>(point.AsSpan(filter)));
        }

        scaled.CopyTo(direction, 0);
    }

    private static void Scale(Span<double> vector, double norm)
    {
        var now = TensorPrimitives.Norm<double>(vector);
        TensorPrimitives.Multiply(vector, now > 0 ? norm / now : 0, vector);
    }

    /// <summary>Takes from one vector its part along another; twice, because once leaves rounding.</summary>
    private static void RemoveShare(Span<double> vector, ReadOnlySpan<double> other)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            var share = TensorPrimitives.Dot(vector, other) / TensorPrimitives.Dot(other, other);
            TensorPrimitives.MultiplyAdd(other, -share, vector, vector);
        }
    }

    private static double[]? Unit(ReadOnlySpan<double> vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (!(norm > 0) || !double.IsFinite(norm))
        {
            return null;
        }

        var unit = new double[vector.Length];
        TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }

    private static bool Spans(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b, c) = (TensorPrimitives.Dot(first, first), TensorPrimitives.Dot(first, second), TensorPrimitives.Dot(second, second));
        return a > 0 && c > 0 && double.IsFinite(a + c) && (a * c) - (b * b) > LeastSine * LeastSine * a * c;
    }
}
