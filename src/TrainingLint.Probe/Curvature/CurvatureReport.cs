using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Curvature;

/// <summary>How sharp a point is.</summary>
public sealed record CurvatureReport
{
    /// <summary>The largest eigenvalue of the Hessian: "sharpness".</summary>
    public double Largest => LargestEigenvalue.Value;

    /// <summary>The smallest eigenvalue of the Hessian.</summary>
    public double Smallest => SmallestEigenvalue.Value;

    /// <summary>The largest eigenvalue, with its error.</summary>
    public required Eigenvalue LargestEigenvalue { get; init; }

    /// <summary>The smallest eigenvalue, with its error.</summary>
    public required Eigenvalue SmallestEigenvalue { get; init; }

    /// <summary>The trace; null when time ran out before it.</summary>
    public TraceEstimate? Trace { get; init; }

    /// <summary>The spectral density.</summary>
    public required SpectralDensity Density { get; init; }

    /// <summary>
    /// Largest eigenvalue of T H T with T = |w| element by element (adaptive sharpness, Kwon et al. 2021, arXiv:2102.11600). It does not
    /// change when layers are rescaled against each other; null when time ran out before it.
    /// </summary>
    public Eigenvalue? Relative { get; init; }

    /// <summary>The same with T = root mean square of each filter (Li et al. 2017, arXiv:1712.09913); null without filters.</summary>
    public Eigenvalue? FilterNormalised { get; init; }

    /// <summary>How far u'Hv and v'Hu differ for a random pair: an error bar of the products that costs two of them; null when time ran out before it.</summary>
    public double? SymmetryError { get; init; }

    /// <summary>How far products by differences change when their step is halved, relatively; 0 for exact products. Large where the loss has kinks.</summary>
    public double ProductError { get; init; }
}

/// <summary>Measures a point, from the cheapest quantity on; what no time is left for is left out.</summary>
internal static class CurvatureMeasurement
{
    private const int TraceProducts = 60;
    private const int FewestTraceProducts = 12;
    private const int RelativeProducts = 40;
    private const int FewestRelativeProducts = 10;
    private const double RelativeTolerance = 1e-4;

    /// <summary>Below this size (parameters times samples) a second start vector for the density costs next to nothing.</summary>
    private const long SecondStartUpTo = 100_000_000;

    public static CurvatureReport Measure(IProblem problem, double[] point, ISymmetricOperator hessian, int products, int seed,
        CancellationToken cancellation)
    {
        var all = SampleSet.All(problem.SampleCount);
        var productError = problem is IExactCurvature || cancellation.IsCancellationRequested ? 0
            : DifferenceError(problem, point, all, seed);
        var fast = (problem as IFastCurvature)?.FastHessianAt(point, all);
        var search = fast ?? hessian;
        var options = new SpectrumOptions
        {
            MaxProducts = products,
            Seed = seed,
            ProductPrecision = Math.Max(PrecisionOf(problem), productError),
        };
        var unrefined = fast is null ? options : options with { ProductPrecision = ((IFastCurvature)problem).FastPrecision };
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var runs = new List<Lanczos> { FromRandom(search, random) };
        var (largest, smallest) = Spectrum.Extremes(runs[0], fast is null ? null : hessian, options, cancellation);
        if ((long)problem.ParameterCount * problem.SampleCount <= SecondStartUpTo
            && Second(search, random, runs[0].Products, cancellation) is { } second)
        {
            runs.Add(second);

            // Values that a finer operator has corrected stay.
            (largest, smallest) = fast is null
                ? (Widest(largest, second, second.Products - 1), Widest(smallest, second, 0))
                : (largest, smallest);
        }

        var relativeProducts = Math.Clamp(products, FewestRelativeProducts, RelativeProducts);
        unrefined = unrefined with { MaxProducts = relativeProducts, LeastProducts = relativeProducts / 2, Tolerance = RelativeTolerance };
        var relative = cancellation.IsCancellationRequested ? null : Scaled(search, Sizes(point), unrefined, cancellation);
        return new CurvatureReport
        {
            LargestEigenvalue = largest,
            SmallestEigenvalue = smallest,
            Density = SpectralDensity.Of(runs),
            Trace = Unless(cancellation, () => Trace(problem, point, all, new StoppableOperator(search, cancellation),
                Math.Clamp(products, FewestTraceProducts, TraceProducts), seed)),
            Relative = relative,
            FilterNormalised = problem is IHasFilters filters && !cancellation.IsCancellationRequested
                ? Scaled(search, FilterSizes(filters, point), unrefined, cancellation)
                : null,
            SymmetryError = cancellation.IsCancellationRequested ? null : SymmetryError(hessian, random),
            ProductError = productError,
        };
    }

    /// <summary>A run from another start, as long as the first, so that both weigh the same; null when time ran out before that.</summary>
    private static Lanczos? Second(ISymmetricOperator matrix, RandomNumbers random, int products, CancellationToken cancellation)
    {
        var run = FromRandom(matrix, random);
        while (run.Products < products && !cancellation.IsCancellationRequested && run.Step())
        {
            // Each step is one product.
        }

        return run.Products == products || run.IsInvariant ? run : null;
    }

    private static T? Unless<T>(CancellationToken cancellation, Func<T> measure)
        where T : class
    {
        try
        {
            return cancellation.IsCancellationRequested ? null : measure();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// What another start vector says of an end: a value further out is nearer to the truth, and the distance of both is part of the error.
    /// </summary>
    private static Eigenvalue Widest(Eigenvalue found, Lanczos other, int index)
    {
        var (value, residual) = (other.Values[index], other.Residual(index));
        var further = index == 0 ? value < found.Value : value > found.Value;
        var apart = Math.Abs(value - found.Value);
        return further && apart > found.Error
            ? found with
            {
                Value = value,
                Residual = Math.Max(residual, Math.Min(found.Residual, apart)),
                Error = Math.Max(found.Error, apart),
                Vector = other.Vector(index)
            }
            : found;
    }

    /// <summary>Relative rounding of a product.</summary>
    public static double PrecisionOf(IProblem problem) =>
        problem is IExactCurvature exact ? exact.ProductRounding : FiniteDifferenceHessian.ErrorAt(problem.Rounding);

    private static double DifferenceError(IProblem problem, double[] point, SampleSet all, int seed)
    {
        var direction = new double[point.Length];
        new RandomNumbers(seed, RandomStream.Directions).FillSigns(direction);
        var (whole, half) = (new double[point.Length], new double[point.Length]);
        new FiniteDifferenceHessian(problem, point, all).Multiply(direction, whole);
        new FiniteDifferenceHessian(problem, point, all, stepFactor: 0.5).Multiply(direction, half);
        var norm = TensorPrimitives.Norm<double>(whole);
        TensorPrimitives.Subtract(whole, half, half);
        return norm > 0 ? TensorPrimitives.Norm<double>(half) / norm : 0;
    }

    // Not from random signs: they are exactly orthogonal to eigenvectors such as (1, 1) and (1, -1), whose values would never be seen.
    private static Lanczos FromRandom(ISymmetricOperator matrix, RandomNumbers random)
    {
        var start = new double[matrix.Size];
        random.FillNormal(start);
        return new Lanczos(matrix, start);
    }

    private static TraceEstimate Trace(IProblem problem, double[] point, SampleSet all, ISymmetricOperator matrix, int products, int seed)
    {
        if ((problem as IExactTrace)?.TraceAt(point, all) is { } exact)
        {
            return new TraceEstimate(exact, 0, 0);
        }

        if (matrix.Size <= products)
        {
            return new TraceEstimate(ByUnitVectors(matrix), 0, matrix.Size);
        }

        // Hutch++ wins where few eigenvalues dominate and loses elsewhere; the measured error decides.
        var (plain, sketched) = (TraceEstimator.Hutchinson(matrix, products / 2, seed), TraceEstimator.HutchPlusPlus(matrix, products / 2,
            seed));
        return (plain.StandardError < sketched.StandardError ? plain : sketched) with { Products = products };
    }

    private static double ByUnitVectors(ISymmetricOperator matrix)
    {
        var (unit, product, sum) = (new double[matrix.Size], new double[matrix.Size], 0.0);
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = 1;
            matrix.Multiply(unit, product);
            sum += product[i];
            unit[i] = 0;
        }

        return sum;
    }

    private static Eigenvalue? Scaled(ISymmetricOperator matrix, double[] scale, SpectrumOptions options, CancellationToken cancellation) =>
        TensorPrimitives.MaxMagnitude<double>(scale) == 0
            ? null
            : Spectrum.Largest(new ScaledOperator(matrix, scale), options, cancellation);

    private static double[] Sizes(double[] point)
    {
        var sizes = new double[point.Length];
        TensorPrimitives.Abs(point, sizes);
        return sizes;
    }

    private static double[] FilterSizes(IHasFilters problem, double[] point)
    {
        var sizes = Sizes(point);
        foreach (var filter in problem.Filters)
        {
            var part = sizes.AsSpan(filter);
            part.Fill(TensorPrimitives.Norm<double>(part) / Math.Sqrt(part.Length));
        }

        return sizes;
    }

    private static double SymmetryError(ISymmetricOperator matrix, RandomNumbers random)
    {
        var n = matrix.Size;
        var (pair, images) = (new double[2 * n], new double[2 * n]);
        random.FillSigns(pair);
        matrix.Multiply(pair, images, 2);
        ReadOnlySpan<double> u = pair.AsSpan(0, n), v = pair.AsSpan(n), hu = images.AsSpan(0, n), hv = images.AsSpan(n);
        var scale = Math.Max(TensorPrimitives.Norm(hu) * TensorPrimitives.Norm(v), TensorPrimitives.Norm(hv) * TensorPrimitives.Norm(u));
        return scale == 0 ? 0 : Math.Abs(TensorPrimitives.Dot(u, hv) - TensorPrimitives.Dot(v, hu)) / scale;
    }
}
