using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// Hessian products by central differences of gradients, for problems without exact ones. Twice as dear as a gradient, good to
/// about 1e-10 relative where the loss is smooth.
/// </summary>
public sealed class FiniteDifferenceHessian : ISymmetricOperator
{
    /// <summary>Measured on perceptrons: 1e-9 in double.</summary>
    private const double RoundingsOfAGradient = 25;

    private readonly IProblem _problem;
    private readonly SampleSet _samples;
    private readonly double[] _point;
    private readonly double _step;
    private readonly double[] _moved;
    private readonly double[] _ahead;
    private readonly double[] _behind;

    /// <summary>The Hessian at a point.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="point">Where; it is copied.</param>
    /// <param name="samples">Over which samples.</param>
    /// <param name="stepFactor">Multiplies the chosen step; for the comparison of a step with its half.</param>
    public FiniteDifferenceHessian(IProblem problem, ReadOnlySpan<double> point, SampleSet samples, double stepFactor = 1)
    {
        _problem = problem;
        _samples = samples;
        _point = point.ToArray();
        (_moved, _ahead, _behind) = (new double[point.Length], new double[point.Length], new double[point.Length]);

        // eps^(1/3) of the gradient's rounding balances the error h^2 of the formula with eps/h of rounding, in units of the parameters' own size.
        var size = TensorPrimitives.Norm(point) / Math.Sqrt(Math.Max(1, point.Length));
        _step = stepFactor * Math.Cbrt(problem.Rounding) * Math.Max(1, size);
    }

    /// <inheritdoc/>
    public int Size => _point.Length;

    /// <summary>Relative error to expect of a product where the loss is smooth: a third of the gradient's digits are lost.</summary>
    /// <param name="rounding">Relative rounding error of a gradient.</param>
    public static double ErrorAt(double rounding) => RoundingsOfAGradient * Math.Pow(rounding, 2.0 / 3);

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        for (var j = 0; j < count; j++)
        {
            Multiply(vectors.Slice(j * Size, Size), products.Slice(j * Size, Size));
        }
    }

    private void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (norm == 0)
        {
            product.Clear();
            return;
        }

        var h = _step / norm;
        TensorPrimitives.MultiplyAdd(vector, h, _point, _moved);
        _problem.Evaluate(_moved, _samples, _ahead);
        TensorPrimitives.MultiplyAdd(vector, -h, _point, _moved);
        _problem.Evaluate(_moved, _samples, _behind);
        TensorPrimitives.Subtract(_ahead, _behind, product);
        TensorPrimitives.Divide(product, 2 * h, product);
    }
}
