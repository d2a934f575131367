using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>Extreme eigenvalues of a symmetric operator, by Lanczos.</summary>
public static class Spectrum
{
    private const double Confidence = 0.05;
    private const int CheckEvery = 5;
    private const int LeastWhenStopped = 8;

    /// <summary>Largest residual, as a share of the value, that leaves no doubt about its sign.</summary>
    private const double SignShare = 0.2;

    /// <summary>Share of a random direction in a warm start, so that a new top direction is not missed.</summary>
    private const double RandomShare = 0.3;

    /// <summary>The largest eigenvalue (largest with its sign, not in size).</summary>
    public static Eigenvalue Largest(ISymmetricOperator matrix, SpectrumOptions? options = null,
        CancellationToken cancellation = default) => Largest(matrix, refinement: null, options, cancellation);

    /// <summary>
    /// The largest eigenvalue, with a cheap operator for the search and an exact one for a last product that corrects the value:
    /// a Rayleigh quotient errs by the square of its vector's error.
    /// </summary>
    public static Eigenvalue Largest(ISymmetricOperator matrix, ISymmetricOperator? refinement, SpectrumOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new SpectrumOptions();
        var run = new Lanczos(matrix, Start(matrix.Size, options));
        while (true)
        {
            var more = Step(run);
            if (run.Products >= 3 || !more)
            {
                var found = AtTop(run, options);
                if (!more || (found.Converged && run.Products >= options.LeastProducts) || run.Products >= options.MaxProducts
                    || IsStopped(run, cancellation))
                {
                    return Finish(run, run.Products - 1, found, IfTime(refinement, cancellation), options.Tolerance);
                }
            }
        }
    }

    /// <summary>Both ends from one space of at most the given products.</summary>
    public static (Eigenvalue Largest, Eigenvalue Smallest) Extremes(ISymmetricOperator matrix, SpectrumOptions? options = null,
        CancellationToken cancellation = default) => Extremes(matrix, refinement: null, options, cancellation);

    /// <summary>Both ends, corrected by products with an exact operator.</summary>
    public static (Eigenvalue Largest, Eigenvalue Smallest) Extremes(ISymmetricOperator matrix, ISymmetricOperator? refinement,
        SpectrumOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SpectrumOptions();
        return Extremes(new Lanczos(matrix, Start(matrix.Size, options)), refinement, options, cancellation);
    }

    /// <summary>Both ends from a run that is continued; it can then serve for a density as well.</summary>
    internal static (Eigenvalue Largest, Eigenvalue Smallest) Extremes(Lanczos run, ISymmetricOperator? refinement, SpectrumOptions options,
        CancellationToken cancellation)
    {
        while (true)
        {
            var more = Step(run);
            if (run.Products % CheckEvery != 0 && more && run.Products < options.MaxProducts && !IsStopped(run, cancellation))
            {
                continue;
            }

            var (top, bottom) = (AtTop(run, options), AtBottom(run, options));
            if (!more || (top.Converged && bottom.Converged) || run.Products >= options.MaxProducts || IsStopped(run, cancellation))
            {
                return (Finish(run, run.Products - 1, top, IfTime(refinement, cancellation), options.Tolerance),
                    Finish(run, 0, bottom, IfTime(refinement, cancellation), options.SmallestTolerance));
            }
        }
    }

    /// <summary>Half-width of the interval that random starts leave open beyond a Ritz value, as a share of the spectrum's width.</summary>
    public static double OuterShare(int size, int products)
    {
        var ratio = Math.Log(1.648 * Math.Sqrt(size) / Confidence) / ((2.0 * products) - 1);
        return Math.Min(1, ratio * ratio);
    }

    /// <summary>One more product. False when there is none, or when an operator that time has stopped gives no more.</summary>
    private static bool Step(Lanczos run)
    {
        try
        {
            return run.Step();
        }
        catch (OperationCanceledException) when (run.Products > 0)
        {
            return false;
        }
    }

    /// <summary>Whoever stops a measurement still wants a number that means something.</summary>
    private static bool IsStopped(Lanczos run, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested && run.Products >= LeastWhenStopped;

    /// <summary>An exact product of a large model takes as long as many cheap ones, whose value stands with an error of its own.</summary>
    private static ISymmetricOperator? IfTime(ISymmetricOperator? refinement, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? null : refinement;

    private static double[] Start(int size, SpectrumOptions options)
    {
        var random = new RandomNumbers(options.Seed, RandomStream.Directions);
        var start = new double[size];
        random.FillNormal(start);
        if (options.WarmStart.Length == size)
        {
            var scale = RandomShare / TensorPrimitives.Norm<double>(start);
            TensorPrimitives.MultiplyAdd(start, scale, options.WarmStart.Span, start);
        }

        return start;
    }

    private static Eigenvalue AtTop(Lanczos run, SpectrumOptions options)
    {
        var last = run.Products - 1;
        return At(run, last, last > 0 ? run.Values[last] - run.Values[last - 1] : 0, options, options.Tolerance);
    }

    /// <summary>
    /// The smallest value lies at the edge of a dense bulk, where gaps between Ritz values say little: its sign must stand clear of the
    /// residual before it counts as found.
    /// </summary>
    private static Eigenvalue AtBottom(Lanczos run, SpectrumOptions options)
    {
        var found = At(run, 0, run.Products > 1 ? run.Values[1] - run.Values[0] : 0, options, options.SmallestTolerance);
        return found with
        {
            Converged = run.IsInvariant
            || (found.Error <= options.SmallestTolerance * Math.Abs(found.Value) && found.Residual <= SignShare * Math.Abs(found.Value))
        };
    }

    private static Eigenvalue At(Lanczos run, int index, double gap, SpectrumOptions options, double tolerance)
    {
        var values = run.Values;
        var width = Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        var floor = Math.Max(options.ProductPrecision, run.Rounding) * width * Math.Sqrt(run.Products);
        var residual = Math.Max(run.Residual(index), floor);

        // A gap to a neighbour that has not settled either is not to be trusted in full.
        var separation = gap - residual;
        var error = separation > residual ? Math.Max(residual * residual / separation, floor) : residual;
        var slack = run.IsInvariant ? 0 : OuterShare(run.Size, run.Products) * (values[^1] - values[0]);
        return new Eigenvalue(values[index], residual, error, slack, run.Products,
            error <= (tolerance * Math.Abs(values[index])) + (1e-2 * tolerance * width) || run.IsInvariant);
    }

    private static bool Refines(ISymmetricOperator refinement, double[] vector, double[] product)
    {
        try
        {
            refinement.Multiply(vector, product);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static Eigenvalue Finish(Lanczos run, int index, Eigenvalue found, ISymmetricOperator? refinement, double tolerance)
    {
        var vector = run.Vector(index);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        var product = new double[vector.Length];
        if (refinement is null || !Refines(refinement, vector, product))
        {
            return found with { Vector = vector };
        }

        var value = TensorPrimitives.Dot<double>(vector, product);
        TensorPrimitives.MultiplyAdd(vector, -value, product, product);
        var residual = TensorPrimitives.Norm<double>(product);
        var gap = run.Products < 2 ? 0
            : index == 0 ? run.Values[1] - run.Values[0] : run.Values[index] - run.Values[index - 1];
        var error = gap - residual > residual ? residual * residual / (gap - residual) : residual;
        return found with
        {
            Value = value,
            Residual = residual,
            Error = error,
            Products = found.Products + 1,
            Converged = error <= tolerance * Math.Abs(value),
            Vector = vector
        };
    }
}
