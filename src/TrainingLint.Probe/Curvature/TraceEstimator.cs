using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>Stochastic estimates of a trace. Nothing stops early on a running mean that happens to stand still.</summary>
public static class TraceEstimator
{
    private const int BlockWidth = 4;

    /// <summary>Hutchinson's estimate with random signs (1990).</summary>
    public static TraceEstimate Hutchinson(ISymmetricOperator matrix, int products, int seed = 0)
    {
        RequireAtLeast(products, 2);
        var samples = Sample(matrix, products, new RandomNumbers(seed, RandomStream.Directions), basis: null);
        return new TraceEstimate(samples.Average(), StandardError(samples), products);
    }

    /// <summary>
    /// Hutch++ (Meyer, Musco, Musco and Woodruff 2021, arXiv:2010.09649): a third of the products finds the large eigenvalues, a
    /// third takes their trace exactly, the last third estimates the rest. Worth it where few eigenvalues dominate.
    /// </summary>
    public static TraceEstimate HutchPlusPlus(ISymmetricOperator matrix, int products, int seed = 0)
    {
        RequireAtLeast(products, 6);
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var rank = products / 3;
        var basis = Sketch(matrix, rank, random);
        var captured = 0.0;
        var images = MultiplyAll(matrix, [.. Enumerable.Range(0, basis.Count).Select(j => basis[j])]);
        for (var j = 0; j < basis.Count; j++)
        {
            captured += TensorPrimitives.Dot<double>(basis[j], images[j]);
        }

        if (basis.Count == matrix.Size)
        {
            return new TraceEstimate(captured, 0, rank + basis.Count);
        }

        var rest = Sample(matrix, products - rank - basis.Count, random, basis);
        return new TraceEstimate(captured + rest.Average(), StandardError(rest), products);
    }

    private static KrylovBasis Sketch(ISymmetricOperator matrix, int rank, RandomNumbers random)
    {
        var signs = Enumerable.Range(0, rank).Select(_ => Signs(matrix.Size, random)).ToArray();
        var basis = new KrylovBasis(matrix.Size);
        foreach (var image in MultiplyAll(matrix, signs))
        {
            var before = TensorPrimitives.Norm<double>(image);
            var after = basis.Orthogonalise(image);
            if (after > 1e-12 * before && after > 0)
            {
                TensorPrimitives.Divide(image, after, image);
                basis.Add(image);
            }
        }

        return basis;
    }

    private static double[] Sample(ISymmetricOperator matrix, int count, RandomNumbers random, KrylovBasis? basis)
    {
        var samples = new double[count];
        for (var from = 0; from < count; from += BlockWidth)
        {
            var probes = Enumerable.Range(0, Math.Min(BlockWidth, count - from)).Select(_ => Signs(matrix.Size, random)).ToArray();
            foreach (var probe in probes)
            {
                basis?.Orthogonalise(probe);
            }

            var images = MultiplyAll(matrix, probes);
            for (var j = 0; j < probes.Length; j++)
            {
                samples[from + j] = TensorPrimitives.Dot<double>(probes[j], images[j]);
            }
        }

        return samples;
    }

    private static double[][] MultiplyAll(ISymmetricOperator matrix, double[][] vectors)
    {
        var n = matrix.Size;
        var images = new double[vectors.Length][];
        for (var from = 0; from < vectors.Length; from += BlockWidth)
        {
            var width = Math.Min(BlockWidth, vectors.Length - from);
            var (block, products) = (new double[width * n], new double[width * n]);
            for (var j = 0; j < width; j++)
            {
                vectors[from + j].CopyTo(block.AsSpan(j * n));
            }

            matrix.Multiply(block, products, width);
            for (var j = 0; j < width; j++)
            {
                images[from + j] = products.AsSpan(j * n, n).ToArray();
            }
        }

        return images;
    }

    private static double[] Signs(int size, RandomNumbers random)
    {
        var signs = new double[size];
        random.FillSigns(signs);
        return signs;
    }

    private static double StandardError(IReadOnlyList<double> samples)
    {
        var mean = samples.Average();
        return Math.Sqrt(samples.Sum(sample => (sample - mean) * (sample - mean)) / (samples.Count - 1) / samples.Count);
    }

    private static void RequireAtLeast(int products, int least)
    {
        if (products < least)
        {
            throw new ArgumentOutOfRangeException(nameof(products), FormattableString.Invariant($"products must be >= {least}, got {products}"));
        }
    }
}
