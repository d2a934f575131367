using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Convexity;

/// <summary>
/// Looks for a proof that a loss is not convex: negative curvature at a point, slopes that fall along a line, or a midpoint above its chord.
/// What is found must stand clear of rounding.
/// </summary>
internal sealed class ConvexityTest
{
    /// <summary>Rounding of the built-in problems, and of problems that may compute in single precision, with room for sums.</summary>
    private const double DoubleRounding = 64 * 2.2e-16;

    private const double SingleRounding = 64 * 1.2e-7;
    private const int CurvaturePoints = 3;
    private const int CurvatureProducts = 20;
    private const double NearShare = 0.1;

    private readonly GuardedProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _end;
    private readonly double _scale;
    private readonly int _seed;
    private readonly double _rounding;
    private readonly RandomNumbers _random;

    /// <summary>A test around the end of a run.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="end">Where the run ended.</param>
    /// <param name="scale">Distance that the run travelled.</param>
    /// <param name="seed">Seed of the points.</param>
    public ConvexityTest(GuardedProblem problem, double[] end, double scale, int seed)
    {
        (_problem, _end, _scale, _seed) = (problem, end, scale, seed);
        _all = SampleSet.All(problem.SampleCount);
        _rounding = problem.Inner is IHasTestedGradients ? DoubleRounding : SingleRounding;
        _random = new RandomNumbers(seed, RandomStream.Directions);
    }

    /// <summary>True when the problem itself proves its convexity.</summary>
    public static bool IsProven(IProblem problem) =>
        (problem is GuardedProblem guarded ? guarded.Inner : problem) is IDeclaresConvexity { IsConvex: true };

    /// <summary>Tests until a witness is found or all pairs are done.</summary>
    /// <param name="curvature">What is known of the end point; null when nothing is.</param>
    /// <param name="pairs">Pairs to test; each costs two gradients and a loss.</param>
    /// <param name="cancellation">Ends the test early.</param>
    public ConvexityReport Run(CurvatureReport? curvature, int pairs, CancellationToken cancellation)
    {
        if (IsProven(_problem))
        {
            return new ConvexityReport(ConvexityVerdict.Convex, 0, null);
        }

        var witness = curvature is null
            ? null
            : CurvatureWitness(curvature.LargestEigenvalue, curvature.SmallestEigenvalue, curvature.ProductError, "where the run ended");
        var tested = 0;
        while (witness is null && tested < pairs && !cancellation.IsCancellationRequested)
        {
            witness = PairWitness(tested++);
        }

        for (var i = 0; witness is null && i < CurvaturePoints && !cancellation.IsCancellationRequested; i++)
        {
            witness = CurvatureAt(StartOf(i), cancellation);
        }

        return witness is not null ? new ConvexityReport(ConvexityVerdict.NotConvex, tested, witness)
            : new ConvexityReport(tested > 0 ? ConvexityVerdict.NoViolationFound : ConvexityVerdict.NotTested, tested, null);
    }

    private string? CurvatureAt(double[] point, CancellationToken cancellation)
    {
        var options = new SpectrumOptions
        {
            MaxProducts = CurvatureProducts,
            Seed = _seed,
            ProductPrecision = CurvatureMeasurement.PrecisionOf(_problem.Inner)
        };
        var (largest, smallest) = Spectrum.Extremes(_problem.HessianAt(point, _all), options, cancellation);
        return CurvatureWitness(largest, smallest, productError: 0, "at a start of the problem");
    }

    private string? CurvatureWitness(Eigenvalue largest, Eigenvalue smallest, double productError, string place)
    {
        var size = Math.Max(Math.Abs(largest.Value), Math.Abs(smallest.Value));
        var precision = Math.Max(CurvatureMeasurement.PrecisionOf(_problem.Inner), Math.Max(productError, _rounding));
        return smallest.Value < -(smallest.Residual + (size * precision * Math.Sqrt(_end.Length)))
            ? FormattableString.Invariant($"curvature {smallest.Value.Rounded()} \u00b1 {smallest.Residual.Rounded(2)} {place}")
            : null;
    }

    /// <summary>Pairs of three kinds in turn: two starts, the end and a start, and two places near the end.</summary>
    private string? PairWitness(int pair)
    {
        var (a, b, kind) = (pair % 3) switch
        {
            0 => (StartOf(pair), StartOf(pair + 1), "between two starts"),
            1 => (_end, StartOf(pair), "between the end of the run and a start"),
            _ => (NearEnd(), NearEnd(), "between two places near the end of the run"),
        };
        var (slopeA, slopeB, middle) = (new double[a.Length], new double[a.Length], new double[a.Length]);
        var (lossA, lossB) = (_problem.Evaluate(a, _all, slopeA), _problem.Evaluate(b, _all, slopeB));
        TensorPrimitives.Add(a, b, middle);
        TensorPrimitives.Multiply(middle, 0.5, middle);
        var rise = _problem.Evaluate(middle, _all, default) - ((lossA + lossB) / 2);
        if (rise > _rounding * (Math.Abs(lossA) + Math.Abs(lossB)))
        {
            return FormattableString.Invariant($"a midpoint lies {rise.Rounded(3)} above its chord, {kind}");
        }

        var (slopes, step) = (new double[a.Length], new double[a.Length]);
        TensorPrimitives.Subtract(slopeA, slopeB, slopes);
        TensorPrimitives.Subtract(a, b, step);
        var product = TensorPrimitives.Dot<double>(slopes, step);
        var slack = _rounding * (TensorPrimitives.Norm<double>(slopeA) + TensorPrimitives.Norm<double>(slopeB))
            * TensorPrimitives.Norm<double>(step);
        return product < -slack
            ? FormattableString.Invariant($"the slope falls by {(-product / TensorPrimitives.Norm<double>(step)).Rounded(3)} along a line, {kind}") : null;
    }

    private double[] StartOf(int number)
    {
        var start = new double[_end.Length];
        _problem.Initialize(unchecked(_seed + 1 + number), start);
        return start;
    }

    private double[] NearEnd()
    {
        var direction = new double[_end.Length];
        _random.FillNormal(direction);
        TensorPrimitives.MultiplyAdd(direction, NearShare * _scale / TensorPrimitives.Norm<double>(direction), _end, direction);
        return direction;
    }
}
