using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>The Hessian of a model's mean loss at a point, by differentiating its gradient once more.</summary>
internal sealed class TorchHessian(TorchMeasurement measurement, ReadOnlySpan<double> point, SampleSet samples) : ISymmetricOperator
{
    private readonly double[] _point = point.ToArray();

    public int Size => _point.Length;

    /// <summary>Where.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>Over which samples.</summary>
    public SampleSet Samples => samples;

    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            measurement.Multiply(this, vectors.Slice(i * Size, Size), products.Slice(i * Size, Size));
        }
    }
}
