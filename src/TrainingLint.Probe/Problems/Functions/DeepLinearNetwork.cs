using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// |W_k ... W_1 - target|^2 / 2: a network without activations on whitened inputs. Known: no poor local minima (Kawaguchi 2016,
/// arXiv:1605.07110); a chain of k scalars has lambda_1 = k y^(2-2/k) at its balanced minimum; at zero, two layers form a strict saddle and
/// three or more have no curvature at all; with two layers at a minimum the nonzero eigenvalues are s_i(W_1)^2 + s_j(W_2)^2.
/// </summary>
public sealed class DeepLinearNetwork : FunctionProblem, IHasTestedGradients
{
    private readonly int[] _widths;
    private readonly double[] _target;

    /// <summary>A network with these widths.</summary>
    /// <param name="widths">Widths from input to output.</param>
    /// <param name="target">What the product shall be, [output, input]; null for the unit matrix.</param>
    public DeepLinearNetwork(IReadOnlyList<int> widths, IReadOnlyList<double>? target = null)
    {
        _widths = widths.Count >= 2 ? [.. widths] : throw new ArgumentException("a network needs at least an input and an output width");
        _target = target is null ? Unit(widths[^1], widths[0]) : [.. target];
        if (_target.Length != widths[^1] * widths[0])
        {
            throw new ArgumentException("the target must have as many numbers as the last width times the first");
        }

        ParameterCount = Enumerable.Range(0, Layers).Sum(layer => _widths[layer] * _widths[layer + 1]);
    }

    /// <inheritdoc/>
    public override string Name => "deep-linear";

    /// <inheritdoc/>
    public override int ParameterCount { get; }

    private int Layers => _widths.Length - 1;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters)
    {
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        for (var (layer, offset) = (0, 0); layer < Layers; offset += Length(layer), layer++)
        {
            random.FillNormal(parameters.Slice(offset, Length(layer)), 1 / Math.Sqrt(_widths[layer]));
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var weights = Split(x);
        var (before, after) = (Before(weights), After(weights));
        var error = Subtract(before[Layers], _target);
        for (var (layer, offset) = (0, 0); layer < Layers && !gradient.IsEmpty; offset += Length(layer), layer++)
        {
            Slope(layer, before[layer], after[layer], error).CopyTo(gradient[offset..]);
        }

        return 0.5 * TensorPrimitives.SumOfSquares<double>(error);
    }

    /// <inheritdoc/>
    protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        var (weights, moves) = (Split(x), Split(vector));
        var (before, after) = (Before(weights), After(weights));
        var (movedBefore, movedAfter) = (MovedBefore(weights, moves, before), MovedAfter(weights, moves, after));
        var error = Subtract(before[Layers], _target);
        for (var (layer, offset) = (0, 0); layer < Layers; offset += Length(layer), layer++)
        {
            var sum = Slope(layer, before[layer], movedAfter[layer], error);
            TensorPrimitives.Add(sum, Slope(layer, before[layer], after[layer], movedBefore[Layers]), sum);
            TensorPrimitives.Add(sum, Slope(layer, movedBefore[layer], after[layer], error), sum);
            sum.CopyTo(product[offset..]);
        }
    }

    private static double[] Unit(int rows, int columns)
    {
        var unit = new double[rows * columns];
        for (var i = 0; i < Math.Min(rows, columns); i++)
        {
            unit[(i * columns) + i] = 1;
        }

        return unit;
    }

    private static double[] Subtract(double[] left, double[] right)
    {
        var difference = new double[left.Length];
        TensorPrimitives.Subtract(left, right, difference);
        return difference;
    }

    private static double[] Product(int rows, int columns, int depth, MatrixView<double> left, MatrixView<double> right)
    {
        var product = new double[rows * columns];
        MatrixProduct<double>.Add(rows, columns, depth, left, right, product, columns);
        return product;
    }

    private int Length(int layer) => _widths[layer] * _widths[layer + 1];

    private double[][] Split(ReadOnlySpan<double> x)
    {
        var parts = new double[Layers][];
        for (var (layer, offset) = (0, 0); layer < Layers; offset += Length(layer), layer++)
        {
            parts[layer] = x.Slice(offset, Length(layer)).ToArray();
        }

        return parts;
    }

    /// <summary>W_{l-1} ... W_1 for each l, [width l, width 0].</summary>
    private double[][] Before(double[][] weights)
    {
        var products = new double[Layers + 1][];
        products[0] = Unit(_widths[0], _widths[0]);
        for (var layer = 0; layer < Layers; layer++)
        {
            products[layer + 1] = Times(layer, weights[layer], products[layer]);
        }

        return products;
    }

    /// <summary>W_k ... W_{l+1} for each l, [last width, width l+1].</summary>
    private double[][] After(double[][] weights)
    {
        var products = new double[Layers][];
        products[^1] = Unit(_widths[^1], _widths[^1]);
        for (var layer = Layers - 1; layer > 0; layer--)
        {
            products[layer - 1] = TimesFromLeft(layer, products[layer], weights[layer]);
        }

        return products;
    }

    private double[][] MovedBefore(double[][] weights, double[][] moves, double[][] before)
    {
        var moved = new double[Layers + 1][];
        moved[0] = new double[_widths[0] * _widths[0]];
        for (var layer = 0; layer < Layers; layer++)
        {
            moved[layer + 1] = Times(layer, moves[layer], before[layer]);
            TensorPrimitives.Add(moved[layer + 1], Times(layer, weights[layer], moved[layer]), moved[layer + 1]);
        }

        return moved;
    }

    private double[][] MovedAfter(double[][] weights, double[][] moves, double[][] after)
    {
        var moved = new double[Layers][];
        moved[^1] = new double[_widths[^1] * _widths[^1]];
        for (var layer = Layers - 1; layer > 0; layer--)
        {
            moved[layer - 1] = TimesFromLeft(layer, after[layer], moves[layer]);
            TensorPrimitives.Add(moved[layer - 1], TimesFromLeft(layer, moved[layer], weights[layer]), moved[layer - 1]);
        }

        return moved;
    }

    private double[] Times(int layer, double[] weights, double[] before) =>
        Product(_widths[layer + 1], _widths[0], _widths[layer],
            MatrixView<double>.Rows(weights, _widths[layer]), MatrixView<double>.Rows(before, _widths[0]));

    private double[] TimesFromLeft(int layer, double[] after, double[] weights) =>
        Product(_widths[^1], _widths[layer], _widths[layer + 1], MatrixView<double>.Rows(after, _widths[layer + 1]),
            MatrixView<double>.Rows(weights, _widths[layer]));

    /// <summary>after' error before': the derivative by one layer's weights.</summary>
    private double[] Slope(int layer, double[] before, double[] after, double[] error)
    {
        var (inputs, outputs, first, last) = (_widths[layer], _widths[layer + 1], _widths[0], _widths[^1]);
        var back = Product(outputs, first, last, MatrixView<double>.Transposed(after, outputs), MatrixView<double>.Rows(error, first));
        return Product(outputs, inputs, first, MatrixView<double>.Rows(back, first), MatrixView<double>.Transposed(before, first));
    }
}
