using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Bridge;

/// <summary>The Hessian of a problem in another process at a point.</summary>
internal sealed class BridgedHessian(BridgeClient client, ReadOnlySpan<double> point, SampleSet samples) : ISymmetricOperator
{
    private readonly double[] _point = point.ToArray();

    /// <inheritdoc/>
    public int Size => _point.Length;

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1) =>
        client.Multiply(this, _point, samples, vectors, products, count);
}
