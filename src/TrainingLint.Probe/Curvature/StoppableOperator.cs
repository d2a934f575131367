using System;
using System.Threading;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>An operator that multiplies no more once time is up.</summary>
/// <param name="inner">What multiplies.</param>
/// <param name="cancellation">When it ends.</param>
internal sealed class StoppableOperator(ISymmetricOperator inner, CancellationToken cancellation) : ISymmetricOperator
{
    /// <inheritdoc/>
    public int Size => inner.Size;

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">Time is up.</exception>
    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        cancellation.ThrowIfCancellationRequested();
        inner.Multiply(vectors, products, count);
    }
}
