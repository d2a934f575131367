using System;

namespace TrainingLint.Probe.Numerics;

/// <summary>A symmetric matrix that is known only by its products with vectors. All algorithms here see nothing else.</summary>
public interface ISymmetricOperator
{
    /// <summary>Number of rows.</summary>
    int Size { get; }

    /// <summary>Multiplies several vectors, stored one behind the other.</summary>
    /// <param name="vectors">count x Size numbers.</param>
    /// <param name="products">Receives count x Size numbers.</param>
    /// <param name="count">How many vectors.</param>
    void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1);
}
