using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// Orthonormal vectors, and the arithmetic that keeps new ones orthogonal to them. Works in blocks that stay in the cache;
/// partial sums are joined in the order of the blocks, so that threads do not change a bit.
/// </summary>
internal sealed class KrylovBasis(int size)
{
    private const int Block = 1 << 14;

    /// <summary>Orthogonalise again when more than this share of a vector was removed ("twice is enough", Daniel et al. 1976).</summary>
    private const double Cancellation = 0.7071;

    private readonly List<double[]> _vectors = [];

    public int Count => _vectors.Count;

    public double[] this[int index] => _vectors[index];

    public void Add(double[] vector) => _vectors.Add(vector);

    /// <summary>Removes the basis from a vector and returns what is left of its norm.</summary>
    public double Orthogonalise(double[] vector)
    {
        var before = Norm(vector);
        for (var pass = 0; pass < 3; pass++)
        {
            Subtract(vector, Projections(vector));
            var after = Norm(vector);
            if (after > Cancellation * before || after == 0)
            {
                return after;
            }

            before = after;
        }

        return before;
    }

    /// <summary>The combination of the basis with these weights.</summary>
    public double[] Combine(Func<int, double> weight)
    {
        var sum = new double[size];
        for (var j = 0; j < _vectors.Count; j++)
        {
            TensorPrimitives.MultiplyAdd(_vectors[j], weight(j), sum, sum);
        }

        return sum;
    }

    private static double Norm(double[] vector)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(vector));
        return largest == 0 || !double.IsFinite(largest) ? largest : TensorPrimitives.Norm<double>(vector);
    }

    private int Blocks => (size + Block - 1) / Block;

    private double[] Projections(double[] vector)
    {
        var parts = new double[Blocks][];
        Workers.Run(Blocks, block =>
        {
            var part = new double[_vectors.Count];
            var piece = Piece(vector, block);
            for (var j = 0; j < part.Length; j++)
            {
                part[j] = TensorPrimitives.Dot<double>(Piece(_vectors[j], block), piece);
            }

            parts[block] = part;
        });
        var sums = new double[_vectors.Count];
        foreach (var part in parts)
        {
            TensorPrimitives.Add(sums, part, sums);
        }

        return sums;
    }

    private void Subtract(double[] vector, double[] weights) => Workers.Run(Blocks, block =>
    {
        var piece = Piece(vector, block);
        for (var j = 0; j < weights.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(Piece(_vectors[j], block), -weights[j], piece, piece);
        }
    });

    private Span<double> Piece(double[] vector, int block) => vector.AsSpan(block * Block, Math.Min(Block, size - (block * Block)));
}
