using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>A plain function of few parameters with a Hessian that is written out.</summary>
public abstract class FunctionProblem : IExactCurvature
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int ParameterCount { get; }

    /// <inheritdoc/>
    public int SampleCount => 1;

    /// <inheritdoc/>
    public abstract void Initialize(int seed, Span<double> parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) => Evaluate(parameters, gradient);

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var point = parameters.ToArray();
        return new DelegateOperator(ParameterCount, (vector, product) => Multiply(point, vector, product));
    }

    /// <summary>Value, and gradient unless its span is empty.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Product of the Hessian at x with a vector.</summary>
    protected abstract void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product);
}

/// <summary>A function of two parameters.</summary>
public abstract class PlaneFunction : FunctionProblem
{
    /// <inheritdoc/>
    public sealed override int ParameterCount => 2;

    /// <inheritdoc/>
    public sealed override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (value, slopeX, slopeY) = At(x[0], x[1]);
        if (!gradient.IsEmpty)
        {
            (gradient[0], gradient[1]) = (slopeX, slopeY);
        }

        return value;
    }

    /// <summary>Value and slopes.</summary>
    protected abstract (double Value, double X, double Y) At(double x, double y);

    /// <summary>Second derivatives.</summary>
    protected abstract (double XX, double XY, double YY) BendAt(double x, double y);

    /// <inheritdoc/>
    protected sealed override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        var (xx, xy, yy) = BendAt(x[0], x[1]);
        (product[0], product[1]) = ((xx * vector[0]) + (xy * vector[1]), (xy * vector[0]) + (yy * vector[1]));
    }
}
