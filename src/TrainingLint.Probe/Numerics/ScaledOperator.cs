using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Numerics;

/// <summary>S H S with a diagonal S: the curvature that an adaptive optimizer or a scale-invariant measure sees.</summary>
/// <param name="inner">H.</param>
/// <param name="scale">Diagonal of S.</param>
public sealed class ScaledOperator(ISymmetricOperator inner, double[] scale) : ISymmetricOperator
{
    /// <inheritdoc/>
    public int Size => inner.Size;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        var scaled = new double[vectors.Length];
        for (var j = 0; j < count; j++)
        {
            TensorPrimitives.Multiply(vectors.Slice(j * Size, Size), scale, scaled.AsSpan(j * Size, Size));
        }

        inner.Multiply(scaled, products, count);
        for (var j = 0; j < count; j++)
        {
            var part = products.Slice(j * Size, Size);
            TensorPrimitives.Multiply(part, scale, part);
        }
    }
}
