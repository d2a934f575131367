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

    private const int MostPasses = 3;

    private readonly List<double[]> _vectors = [];

    public int Count => _vectors.Count;

    public double[] this[int index] => _vectors[index];

    public void Add(double[] vector) => _vectors.Add(vector);

    /// <summary>The share of a vector along the newest one of the basis, and its norm.</summary>
    public (double Share, double Norm) Measure(double[] vector)
    {
        var sums = Sum(2, (block, part) =>
        {
            var piece = Piece(vector, block);
            part[0] = TensorPrimitives.Dot<double>(Piece(_vectors[^1], block), piece);
            part[1] = TensorPrimitives.SumOfSquares<double>(piece);
        });
        return (sums[0], Math.Sqrt(sums[1]));
    }

    /// <summary>
    /// Removes the basis from a vector and returns what is left of its norm. What a recurrence knows of the newest two shares is
    /// removed first; the whole basis then finds little more than rounding, and one pass over it is enough.
    /// </summary>
    public double Orthogonalise(double[] vector, double newest = 0, double previous = 0)
    {
        var (shares, before) = Project(vector, newest, previous);
        for (var pass = 1; ; pass++)
        {
            var after = Subtract(vector, shares);
            if (pass == MostPasses || after > Cancellation * before || after == 0)
            {
                return after;
            }

            (shares, before) = Project(vector, newest: 0, previous: 0);
        }
    }

    /// <summary>Divides a vector by its norm.</summary>
    public void Normalise(double[] vector, double norm) => Workers.Run(Blocks, block =>
    {
        var piece = Piece(vector, block);
        TensorPrimitives.Divide(piece, norm, piece);
    });

    /// <summary>The combination of the basis with these weights.</summary>
    public double[] Combine(Func<int, double> weight)
    {
        var sum = new double[size];
        Workers.Run(Blocks, block =>
        {
            var piece = Piece(sum, block);
            for (var j = 0; j < _vectors.Count; j++)
            {
                TensorPrimitives.MultiplyAdd(Piece(_vectors[j], block), weight(j), piece, piece);
            }
        });
        return sum;
    }

    private int Blocks => (size + Block - 1) / Block;

    /// <summary>The shares along the whole basis, and the norm, after the known shares have gone.</summary>
    private (double[] Shares, double Norm) Project(double[] vector, double newest, double previous)
    {
        var sums = Sum(_vectors.Count + 1, (block, part) =>
        {
            var piece = Piece(vector, block);
            RemoveKnown(piece, block, newest, previous);
            for (var j = 0; j < _vectors.Count; j++)
            {
                part[j] = TensorPrimitives.Dot<double>(Piece(_vectors[j], block), piece);
            }

            part[^1] = TensorPrimitives.SumOfSquares<double>(piece);
        });
        return (sums, Math.Sqrt(sums[^1]));
    }

    private void RemoveKnown(Span<double> piece, int block, double newest, double previous)
    {
        if (newest != 0)
        {
            TensorPrimitives.MultiplyAdd(Piece(_vectors[^1], block), -newest, piece, piece);
        }

        if (previous != 0)
        {
            TensorPrimitives.MultiplyAdd(Piece(_vectors[^2], block), -previous, piece, piece);
        }
    }

    private double Subtract(double[] vector, double[] shares)
    {
        var sums = Sum(1, (block, part) =>
        {
            var piece = Piece(vector, block);
            for (var j = 0; j < _vectors.Count; j++)
            {
                TensorPrimitives.MultiplyAdd(Piece(_vectors[j], block), -shares[j], piece, piece);
            }

            part[0] = TensorPrimitives.SumOfSquares<double>(piece);
        });
        return Math.Sqrt(sums[0]);
    }

    /// <summary>Sums of what each block contributes.</summary>
    private double[] Sum(int count, Action<int, double[]> contribute)
    {
        var parts = new double[Blocks][];
        Workers.Run(Blocks, block => contribute(block, parts[block] = new double[count]));
        for (var block = 1; block < parts.Length; block++)
        {
            TensorPrimitives.Add(parts[0], parts[block], parts[0]);
        }

        return parts[0];
    }

    private Span<double> Piece(double[] vector, int block) => vector.AsSpan(block * Block, Math.Min(Block, size - (block * Block)));
}
