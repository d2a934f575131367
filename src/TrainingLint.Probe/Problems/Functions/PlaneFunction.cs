using System;

namespace TrainingLint.Probe.Problems.Functions;

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
