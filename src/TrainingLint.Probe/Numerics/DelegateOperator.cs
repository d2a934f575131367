using System;

namespace TrainingLint.Probe.Numerics;

/// <summary>Any product as an operator, for tests and for matrices of one's own.</summary>
/// <param name="size">Number of rows.</param>
/// <param name="multiply">Writes the product with the first argument into the second.</param>
public sealed class DelegateOperator(int size, Action<ReadOnlySpan<double>, Span<double>> multiply) : ISymmetricOperator
{
    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        for (var j = 0; j < count; j++)
        {
            multiply(vectors.Slice(j * size, size), products.Slice(j * size, size));
        }
    }
}
