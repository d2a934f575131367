using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <content>Functions of single elements and rows, attention, patches of images, and losses.</content>
internal sealed partial class Tape
{
    private const double NormEpsilon = 1e-5;

    /// <summary>The tanh form of GELU (Hendrycks and Gimpel 2016, arXiv:1606.08415).</summary>
    public TapeNode Gelu(TapeNode a)
    {
        const double Root = 0.7978845608028654;
        const double Cubic = 0.044715;
        var result = New(a.Rows, a.Columns, a);
        var bent = Rent(a.Rows * a.Columns);
        var x = a.Value;
        TensorPrimitives.Multiply(x, x, bent);
        TensorPrimitives.Multiply<double>(bent, Root * Cubic, bent);
        TensorPrimitives.Add<double>(bent, Root, bent);
        TensorPrimitives.Multiply(bent, x, bent);
        SteadyFunctions.Tanh<double>(bent, bent);
        for (var i = 0; i < bent.Length; i++)
        {
            result.Value[i] = 0.5 * x[i] * (1 + bent[i]);
        }

        Note(result, () => GeluBackward(a.Value, bent, result.Gradient, a.Gradient, Root, Cubic));
        return result;
    }

    /// <summary>Blocks of so many values brought to mean 0 and variance 1 (layer norm), or only to mean square 1 (RMS norm).</summary>
    public TapeNode Normalize(TapeNode a, int width, bool center)
    {
        var result = New(a.Rows, a.Columns, a);
        var blocks = a.Rows * a.Columns / width;
        var roots = Rent(blocks);
        for (var i = 0; i < blocks; i++)
        {
            var x = a.Value.Slice(i * width, width);
            var y = result.Value.Slice(i * width, width);
            TensorPrimitives.Subtract(x, center ? TensorPrimitives.Sum<double>(x) / width : 0, y);
            roots[i] = Math.Sqrt((TensorPrimitives.SumOfSquares<double>(y) / width) + NormEpsilon);
            TensorPrimitives.Divide(y, roots[i], y);
        }

        Note(result, () =>
        {
            for (var i = 0; i < blocks; i++)
            {
                var y = result.Value.Slice(i * width, width);
                var dy = result.Gradient.Slice(i * width, width);
                var dx = a.Gradient.Slice(i * width, width);
                var along = TensorPrimitives.Dot<double>(y, dy) / width;
                var mean = center ? TensorPrimitives.Sum<double>(dy) / width : 0;
                for (var j = 0; j < width; j++)
                {
                    dx[j] += (dy[j] - mean - (y[j] * along)) / roots[i];
                }
            }
        });
        return result;
    }

    /// <summary>Every row times the same factors.</summary>
    public TapeNode ScaleColumns(TapeNode a, TapeNode factors)
    {
        var result = New(a.Rows, a.Columns, a, factors);
        for (var i = 0; i < a.Rows; i++)
        {
            TensorPrimitives.Multiply(RowOf(a.Value, i, a.Columns), factors.Value, RowOf(result.Value, i, a.Columns));
        }

        Note(result, () =>
        {
            for (var i = 0; i < a.Rows; i++)
            {
                var slope = RowOf(result.Gradient, i, a.Columns);
                if (a.HasGradient)
                {
                    TensorPrimitives.MultiplyAdd(slope, factors.Value, RowOf(a.Gradient, i, a.Columns), RowOf(a.Gradient, i, a.Columns));
                }

                if (factors.HasGradient)
                {
                    TensorPrimitives.MultiplyAdd(slope, RowOf(a.Value, i, a.Columns), factors.Gradient, factors.Gradient);
                }
            }
        });
        return result;
    }

    /// <summary>Causal attention of several heads, sequence by sequence (Vaswani et al. 2017, arXiv:1706.03762).</summary>
    /// <param name="queries">[sequences x length, width].</param>
    /// <param name="keys">The same shape.</param>
    /// <param name="values">The same shape.</param>
    /// <param name="heads">Heads that share the width.</param>
    /// <param name="length">Positions of a sequence.</param>
    public TapeNode Attention(TapeNode queries, TapeNode keys, TapeNode values, int heads, int length)
    {
        var width = queries.Columns;
        var (size, sequences) = (width / heads, queries.Rows / length);
        var result = New(queries.Rows, width, queries, keys, values);
        var weights = Rent(sequences * heads * length * length);
        var scale = 1 / Math.Sqrt(size);
        for (var block = 0; block < sequences * heads; block++)
        {
            var (row, column) = (block / heads * length, block % heads * size);
            for (var i = 0; i < length; i++)
            {
                var shares = weights.AsSpan(((block * length) + i) * length, i + 1);
                for (var j = 0; j <= i; j++)
                {
                    shares[j] = scale * TensorPrimitives.Dot<double>(Part(queries.Value, row + i, width, column, size),
                        Part(keys.Value, row + j, width, column, size));
                }

                SteadyFunctions.SoftMax(shares, shares);
                var mixed = Part(result.Value, row + i, width, column, size);
                for (var j = 0; j <= i; j++)
                {
                    TensorPrimitives.MultiplyAdd(Part(values.Value, row + j, width, column, size), shares[j], mixed, mixed);
                }
            }
        }

        Note(result, () => AttentionBackward(queries, keys, values, result, weights, heads, length));
        return result;
    }

    private static void AttentionBackward(TapeNode queries, TapeNode keys, TapeNode values, TapeNode result, double[] weights, int heads,
        int length)
    {
        var width = queries.Columns;
        var (size, sequences) = (width / heads, queries.Rows / length);
        var scale = 1 / Math.Sqrt(size);
        Span<double> slopes = stackalloc double[length];
        for (var block = 0; block < sequences * heads; block++)
        {
            var (row, column) = (block / heads * length, block % heads * size);
            for (var i = 0; i < length; i++)
            {
                var shares = weights.AsSpan(((block * length) + i) * length, i + 1);
                var slope = Part(result.Gradient, row + i, width, column, size);
                var mean = 0.0;
                for (var j = 0; j <= i; j++)
                {
                    slopes[j] = TensorPrimitives.Dot<double>(slope, Part(values.Value, row + j, width, column, size));
                    mean += shares[j] * slopes[j];
                    AddPart(values, row + j, column, slope, shares[j]);
                }

                for (var j = 0; j <= i; j++)
                {
                    var change = scale * shares[j] * (slopes[j] - mean);
                    AddPart(queries, row + i, column, Part(keys.Value, row + j, width, column, size), change);
                    AddPart(keys, row + j, column, Part(queries.Value, row + i, width, column, size), change);
                }
            }
        }
    }

    /// <summary>3 x 3 neighbourhoods of images with channels last, zero outside of them.</summary>
    /// <param name="image">[images x height x width, channels].</param>
    /// <param name="side">Height and width.</param>
    /// <param name="stride">Distance of the centres.</param>
    public TapeNode Patches(TapeNode image, int side, int stride)
    {
        var (channels, images, smaller) = (image.Columns, image.Rows / (side * side), side / stride);
        var result = New(images * smaller * smaller, 9 * channels, image);
        EachTap(images, side, stride, (row, tap, source) =>
            RowOf(image.Value, source, channels).CopyTo(result.Value.Slice((((row * 9) + tap) * channels), channels)));
        Note(result, () => EachTap(images, side, stride, (row, tap, source) =>
        {
            var sum = RowOf(image.Gradient, source, channels);
            TensorPrimitives.Add(sum, result.Gradient.Slice(((row * 9) + tap) * channels, channels), sum);
        }));
        return result;
    }

    /// <summary>The same values under another shape.</summary>
    public TapeNode Reshape(TapeNode a, int rows, int columns)
    {
        var result = New(rows, columns, a);
        a.Value.CopyTo(result.Value);
        Note(result, () => TensorPrimitives.Add(a.Gradient, result.Gradient, a.Gradient));
        return result;
    }

    /// <summary>The sum over rows of the cross-entropy of their softmax against a class; classes below 0 do not count.</summary>
    /// <param name="logits">Rows of scores.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="slope">What the loss of each row is multiplied by in the slopes.</param>
    public double CrossEntropy(TapeNode logits, ReadOnlySpan<int> classes, double slope)
    {
        var sum = 0.0;
        for (var i = 0; i < logits.Rows; i++)
        {
            if (classes[i] >= 0)
            {
                sum -= LogProbability(logits, i, classes[i], -slope);
            }
        }

        return sum;
    }

    /// <summary>Logarithm of the probability of a class in one row; its slopes, times a factor, are added to the logits.</summary>
    public static double LogProbability(TapeNode logits, int row, int target, double slope)
    {
        var scores = RowOf(logits.Value, row, logits.Columns);
        var top = TensorPrimitives.Max<double>(scores);
        var total = 0.0;
        foreach (var score in scores)
        {
            total += Math.Exp(score - top);
        }

        var logTotal = top + Math.Log(total);
        if (logits.HasGradient && slope != 0)
        {
            var slopes = RowOf(logits.Gradient, row, logits.Columns);
            for (var j = 0; j < scores.Length; j++)
            {
                slopes[j] -= slope * Math.Exp(scores[j] - logTotal);
            }

            slopes[target] += slope;
        }

        return scores[target] - logTotal;
    }

    private static void GeluBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> bent, ReadOnlySpan<double> slope, Span<double> sum,
        double root, double cubic)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            var t = bent[i];
            sum[i] += slope[i] * ((0.5 * (1 + t)) + (0.5 * x[i] * (1 - (t * t)) * root * (1 + (3 * cubic * x[i] * x[i]))));
        }
    }

    private static Span<double> Part(Span<double> values, int row, int width, int column, int size) =>
        values.Slice((row * width) + column, size);

    private static void AddPart(TapeNode node, int row, int column, ReadOnlySpan<double> values, double factor)
    {
        if (node.HasGradient)
        {
            var sum = Part(node.Gradient, row, node.Columns, column, values.Length);
            TensorPrimitives.MultiplyAdd(values, factor, sum, sum);
        }
    }

    private static void EachTap(int images, int side, int stride, Action<int, int, int> visit)
    {
        var smaller = side / stride;
        for (var row = 0; row < images * smaller * smaller; row++)
        {
            var (image, place) = (row / (smaller * smaller), row % (smaller * smaller));
            for (var tap = 0; tap < 9; tap++)
            {
                var (y, x) = ((place / smaller * stride) + (tap / 3) - 1, (place % smaller * stride) + (tap % 3) - 1);
                if (y >= 0 && y < side && x >= 0 && x < side)
                {
                    visit(row, tap, (((image * side) + y) * side) + x);
                }
            }
        }
    }
}
