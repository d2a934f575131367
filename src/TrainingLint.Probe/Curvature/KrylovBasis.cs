using System;
using System.Buffers;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// Orthonormal vectors, and the arithmetic that keeps new ones orthogonal to them. Works in blocks that stay in the cache;
/// partial sums are joined in the order of the blocks, so that threads do not change a bit.
/// </summary>
/// <param name="size">Length of a vector.</param>
/// <param name="isSingle">Keeps the vectors in float, at half the memory: each is then as orthogonal to the others as float rounds.</param>
internal sealed class KrylovBasis(int size, bool isSingle = false)
{
    private const int Block = 1 << 14;

    /// <summary>Orthogonalise again when more than this share of a vector was removed ("twice is enough", Daniel et al. 1976).</summary>
    private const double Cancellation = 0.7071;

    private const int MostPasses = 3;

    private readonly List<double[]> _vectors = [];
    private readonly List<float[]> _singles = [];

    public int Count => _vectors.Count + _singles.Count;

    /// <summary>A vector as it was added; with float ones, a copy.</summary>
    public double[] this[int index] => isSingle ? Array.ConvertAll(_singles[index], value => (double)value) : _vectors[index];

    /// <summary>Adds a vector, which is not copied where doubles are kept.</summary>
    public void Add(double[] vector)
    {
        if (isSingle)
        {
            _singles.Add(Array.ConvertAll(vector, value => (float)value));
        }
        else
        {
            _vectors.Add(vector);
        }
    }

    /// <summary>Rounds a vector in place to what would be kept of it.</summary>
    public void Round(double[] vector)
    {
        if (isSingle)
        {
            Workers.Run(Blocks, block =>
            {
                foreach (ref var value in Piece(vector, block))
                {
                    value = (float)value;
                }
            });
        }
    }

    /// <summary>The share of a vector along the newest one of the basis, and its norm.</summary>
    public (double Share, double Norm) Measure(double[] vector)
    {
        var sums = Sum(2, (block, buffer, part) =>
        {
            var piece = Piece(vector, block);
            part[0] = TensorPrimitives.Dot(Kept(Count - 1, block, buffer), piece);
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
        WithBuffers((block, buffer) =>
        {
            var piece = Piece(sum, block);
            for (var j = 0; j < Count; j++)
            {
                TensorPrimitives.MultiplyAdd(Kept(j, block, buffer), weight(j), piece, piece);
            }
        });
        return sum;
    }

    private int Blocks => (size + Block - 1) / Block;

    /// <summary>The shares along the whole basis, and the norm, after the known shares have gone.</summary>
    private (double[] Shares, double Norm) Project(double[] vector, double newest, double previous)
    {
        var sums = Sum(Count + 1, (block, buffer, part) =>
        {
            var piece = Piece(vector, block);
            RemoveKnown(piece, block, newest, previous, buffer);
            for (var j = 0; j < Count; j++)
            {
                part[j] = TensorPrimitives.Dot(Kept(j, block, buffer), piece);
            }

            part[^1] = TensorPrimitives.SumOfSquares<double>(piece);
        });
        return (sums, Math.Sqrt(sums[^1]));
    }

    private void RemoveKnown(Span<double> piece, int block, double newest, double previous, double[] buffer)
    {
        if (newest != 0)
        {
            TensorPrimitives.MultiplyAdd(Kept(Count - 1, block, buffer), -newest, piece, piece);
        }

        if (previous != 0)
        {
            TensorPrimitives.MultiplyAdd(Kept(Count - 2, block, buffer), -previous, piece, piece);
        }
    }

    private double Subtract(double[] vector, double[] shares)
    {
        var sums = Sum(1, (block, buffer, part) =>
        {
            var piece = Piece(vector, block);
            for (var j = 0; j < Count; j++)
            {
                TensorPrimitives.MultiplyAdd(Kept(j, block, buffer), -shares[j], piece, piece);
            }

            part[0] = TensorPrimitives.SumOfSquares<double>(piece);
        });
        return Math.Sqrt(sums[0]);
    }

    /// <summary>Sums of what each block contributes.</summary>
    private double[] Sum(int count, Action<int, double[], double[]> contribute)
    {
        var parts = new double[Blocks][];
        WithBuffers((block, buffer) => contribute(block, buffer, parts[block] = new double[count]));
        for (var block = 1; block < parts.Length; block++)
        {
            TensorPrimitives.Add(parts[0], parts[block], parts[0]);
        }

        return parts[0];
    }

    /// <summary>Works through the blocks, each with room for one piece.</summary>
    private void WithBuffers(Action<int, double[]> work) => Workers.Run(Blocks, block =>
    {
        var buffer = isSingle ? ArrayPool<double>.Shared.Rent(Block) : [];
        work(block, buffer);
        if (isSingle)
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    });

    /// <summary>A piece of a vector of the basis; floats are widened into the buffer.</summary>
    private ReadOnlySpan<double> Kept(int index, int block, double[] buffer)
    {
        if (!isSingle)
        {
            return Piece(_vectors[index], block);
        }

        var piece = buffer.AsSpan(0, Length(block));
        TensorPrimitives.ConvertTruncating<float, double>(_singles[index].AsSpan(block * Block, piece.Length), piece);
        return piece;
    }

    private Span<double> Piece(double[] vector, int block) => vector.AsSpan(block * Block, Length(block));

    private int Length(int block) => Math.Min(Block, size - (block * Block));
}
