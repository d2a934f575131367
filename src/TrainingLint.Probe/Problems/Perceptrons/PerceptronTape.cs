using System;
using System.Numerics;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>
/// A perceptron on one chunk of samples: the forward and backward pass, and everything that a Hessian product reuses of them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PerceptronTape<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PerceptronShape _shape;
    private readonly Activation _activation;
    private readonly PerceptronLoss _loss;
    private readonly T[][] _values;
    private readonly T[][] _deltas;
    private readonly T[][] _slopes;
    private readonly T[][] _bends;
    private readonly int[] _labels;

    public PerceptronTape(PerceptronShape shape, Activation activation, PerceptronLoss loss, int rows)
    {
        (_shape, _activation, _loss, Rows) = (shape, activation, loss, rows);
        _labels = new int[rows];
        _values = new T[shape.Layers + 1][];
        _deltas = new T[shape.Layers][];
        _slopes = new T[shape.Layers][];
        _bends = new T[shape.Layers][];
        _values[0] = new T[rows * shape.Inputs(0)];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            _values[layer + 1] = new T[rows * shape.Outputs(layer)];
            _deltas[layer] = new T[rows * shape.Outputs(layer)];
            _slopes[layer] = _bends[layer] = [];
        }
    }

    /// <summary>Number of samples.</summary>
    public int Rows { get; }

    /// <summary>Inputs of the chunk, to be filled before a pass.</summary>
    public Span<T> Inputs => _values[0];

    /// <summary>Classes of the chunk, to be filled before a pass.</summary>
    public Span<int> Labels => _labels;

    /// <summary>Outputs of the last layer after <see cref="Forward"/>; residuals after <see cref="SumLoss"/>.</summary>
    public Span<T> Outputs => _values[_shape.Layers];

    /// <summary>What goes into a layer.</summary>
    public T[] Values(int layer) => _values[layer];

    /// <summary>First derivatives of a hidden layer's activation.</summary>
    public T[] Slopes(int layer) => _slopes[layer];

    /// <summary>After the backward pass: second derivatives of a hidden layer's activation times the error that reaches it.</summary>
    public T[] Bends(int layer) => _bends[layer];

    /// <summary>Computes all layers. With <paramref name="keepSlopes"/>, also what the other passes need.</summary>
    public void Forward(ReadOnlySpan<T> parameters, bool keepSlopes, bool keepBends)
    {
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
            var z = _values[layer + 1].AsSpan();
            var bias = parameters.Slice(_shape.BiasOffset(layer), outputs);
            for (var row = 0; row < Rows; row++)
            {
                bias.CopyTo(z.Slice(row * outputs, outputs));
            }

            MatrixProduct<T>.Add(Rows, outputs, inputs, MatrixView<T>.Rows(_values[layer], inputs),
                MatrixView<T>.Transposed(parameters.Slice(_shape.WeightOffset(layer), _shape.Weights(layer)), inputs), z, outputs);
            if (layer < _shape.Layers - 1)
            {
                Reserve(ref _slopes[layer], z.Length, keepSlopes);
                Reserve(ref _bends[layer], z.Length, keepBends);
                ActivationArithmetic<T>.Apply(_activation, z, z, keepSlopes ? _slopes[layer] : default,
                    keepBends ? _bends[layer] : default);
            }
        }
    }

    /// <summary>The loss summed over the chunk; leaves the residuals in place of the outputs.</summary>
    public double SumLoss()
    {
        var classes = _shape.Outputs(_shape.Layers - 1);
        var sum = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            sum += LossArithmetic<T>.Residual(_loss, Outputs.Slice(row * classes, classes), _labels[row]);
        }

        return sum;
    }

    /// <summary>
    /// From the residuals back to the first layer; adds to the gradient of the sum times <paramref name="weight"/>. With an empty
    /// gradient only the errors are carried back, which is what a Hessian product reuses.
    /// </summary>
    public void Backward(ReadOnlySpan<T> parameters, T weight, Span<T> gradient)
    {
        var last = _shape.Layers - 1;
        TensorPrimitives.Multiply(Outputs, weight, _deltas[last]);
        for (var layer = last; layer >= 0; layer--)
        {
            var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
            var delta = _deltas[layer];
            if (!gradient.IsEmpty)
            {
                MatrixProduct<T>.Add(outputs, inputs, Rows, MatrixView<T>.Transposed(delta, outputs), MatrixView<T>.Rows(_values[layer],
                    inputs), gradient.Slice(_shape.WeightOffset(layer), _shape.Weights(layer)), inputs);
                AddRows(delta, gradient.Slice(_shape.BiasOffset(layer), outputs), outputs);
            }

            if (layer > 0)
            {
                var back = _deltas[layer - 1].AsSpan();
                back.Clear();
                MatrixProduct<T>.Add(Rows, inputs, outputs, MatrixView<T>.Rows(delta, outputs),
                    MatrixView<T>.Rows(parameters.Slice(_shape.WeightOffset(layer), _shape.Weights(layer)), inputs), back, inputs);
                ThroughActivation(back, _slopes[layer - 1], _bends[layer - 1]);
            }
        }
    }

    /// <summary>
    /// Pearlmutter's R-operator (Neural Computation 6, 1994) for a block of directions, after a forward pass that kept bends and a
    /// backward pass. Directions and products are stacked layer by layer: the weights of all directions, then their biases.
    /// </summary>
    public void AddHessianProducts(ReadOnlySpan<T> parameters, ReadOnlySpan<T> directions, int count, T weight,
        PerceptronScratch<T> scratch, Span<T> products)
    {
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            MoveForward(layer, parameters, directions, count, scratch);
        }

        var last = _shape.Layers - 1;
        var classes = _shape.Outputs(last);
        var top = scratch.Values[last].AsSpan();
        for (var row = 0; row < Rows; row++)
        {
            for (var j = 0; j < count; j++)
            {
                LossArithmetic<T>.Bend(_loss, Outputs.Slice(row * classes, classes), _labels[row],
                    top.Slice(((row * count) + j) * classes, classes));
            }
        }

        var used = top[..(Rows * count * classes)];
        TensorPrimitives.Multiply(used, weight, used);
        for (var layer = last; layer >= 0; layer--)
        {
            CollectProducts(layer, count, scratch, products);
            if (layer > 0)
            {
                MoveBackward(layer, parameters, directions, count, scratch);
            }
        }
    }

    /// <summary>Directional derivatives of a layer's values, for all directions side by side: [row, direction, unit].</summary>
    private void MoveForward(int layer, ReadOnlySpan<T> parameters, ReadOnlySpan<T> directions, int count, PerceptronScratch<T> scratch)
    {
        var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
        var start = _shape.WeightOffset(layer) * count;
        var weights = directions.Slice(start, _shape.Weights(layer) * count);
        var bias = directions.Slice(start + weights.Length, outputs * count);
        var moved = (layer < _shape.Layers - 1 ? scratch.Inner : scratch.Values)[layer].AsSpan(0, Rows * count * outputs);
        for (var row = 0; row < Rows; row++)
        {
            bias.CopyTo(moved.Slice(row * bias.Length, bias.Length));
        }

        MatrixProduct<T>.Add(Rows, outputs * count, inputs,
            MatrixView<T>.Rows(_values[layer], inputs), MatrixView<T>.Transposed(weights, inputs), moved, outputs * count);
        if (layer > 0)
        {
            var own = MatrixView<T>.Transposed(parameters.Slice(_shape.WeightOffset(layer), _shape.Weights(layer)), inputs);
            MatrixProduct<T>.AddBatch(count, Rows, outputs, inputs, scratch.Values[layer - 1], inputs * count, inputs, own, moved,
                outputs * count, outputs);
        }

        if (layer < _shape.Layers - 1)
        {
            var (plain, values, slopes) = (scratch.Inner[layer], scratch.Values[layer], _slopes[layer]);
            ForEachPiece(count, outputs, (factor, part, length) =>
                TensorPrimitives.Multiply(plain.AsSpan(part, length), slopes.AsSpan(factor, length), values.AsSpan(part, length)));
        }
    }

    private void MoveBackward(int layer, ReadOnlySpan<T> parameters, ReadOnlySpan<T> directions, int count, PerceptronScratch<T> scratch)
    {
        var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
        var moved = scratch.Values[layer - 1].AsSpan(0, Rows * count * inputs);
        moved.Clear();
        var weights = directions.Slice(_shape.WeightOffset(layer) * count, _shape.Weights(layer) * count);
        for (var j = 0; j < count; j++)
        {
            MatrixProduct<T>.Add(Rows, inputs, outputs, MatrixView<T>.Rows(_deltas[layer], outputs),
                MatrixView<T>.Rows(weights.Slice(j * _shape.Weights(layer), _shape.Weights(layer)), inputs), moved[(j * inputs)..],
                inputs * count);
        }

        var own = MatrixView<T>.Rows(parameters.Slice(_shape.WeightOffset(layer), _shape.Weights(layer)), inputs);
        MatrixProduct<T>.AddBatch(count, Rows, inputs, outputs, scratch.Values[layer], outputs * count, outputs, own, moved, inputs * count,
            inputs);
        var (inner, values, slopes, bends) = (scratch.Inner[layer - 1], scratch.Values[layer - 1], _slopes[layer - 1], _bends[layer - 1]);
        ForEachPiece(count, inputs, (factor, part, length) =>
        {
            var target = values.AsSpan(part, length);
            TensorPrimitives.Multiply(target, slopes.AsSpan(factor, length), target);
            TensorPrimitives.MultiplyAdd(inner.AsSpan(part, length), bends.AsSpan(factor, length), target, target);
        });
    }

    private void CollectProducts(int layer, int count, PerceptronScratch<T> scratch, Span<T> products)
    {
        var (inputs, outputs) = (_shape.Inputs(layer), _shape.Outputs(layer));
        var start = _shape.WeightOffset(layer) * count;
        var weights = products.Slice(start, _shape.Weights(layer) * count);
        var moved = scratch.Values[layer];
        MatrixProduct<T>.Add(outputs * count, inputs, Rows, MatrixView<T>.Transposed(moved, outputs * count),
            MatrixView<T>.Rows(_values[layer], inputs), weights, inputs);
        AddRows(moved.AsSpan(0, Rows * outputs * count), products.Slice(start + weights.Length, outputs * count), outputs * count);
        if (layer > 0)
        {
            var below = scratch.Values[layer - 1];
            for (var j = 0; j < count; j++)
            {
                MatrixProduct<T>.Add(outputs, inputs, Rows, MatrixView<T>.Transposed(_deltas[layer], outputs),
                    MatrixView<T>.Rows(below.AsSpan(j * inputs), inputs * count),
                    weights.Slice(j * _shape.Weights(layer), _shape.Weights(layer)), inputs);
            }
        }
    }

    /// <summary>An error on its way through an activation; the bends become bends times that error, which is all that is ever used of them.</summary>
    private static void ThroughActivation(Span<T> error, T[] slopes, T[] bends)
    {
        for (var from = 0; from < error.Length; from += Pieces.Length)
        {
            var piece = error.Slice(from, Math.Min(Pieces.Length, error.Length - from));
            if (bends.Length > 0)
            {
                var bend = bends.AsSpan(from, piece.Length);
                TensorPrimitives.Multiply(bend, piece, bend);
            }

            TensorPrimitives.Multiply(piece, slopes.AsSpan(from, piece.Length), piece);
        }
    }

    /// <summary>Visits a block [row, direction, unit] beside factors [row, unit]: start among the factors, start in the block, length.</summary>
    private void ForEachPiece(int count, int width, Action<int, int, int> visit)
    {
        if (count == 1)
        {
            for (var from = 0; from < Rows * width; from += Pieces.Length)
            {
                visit(from, from, Math.Min(Pieces.Length, (Rows * width) - from));
            }

            return;
        }

        for (var row = 0; row < Rows; row++)
        {
            for (var j = 0; j < count; j++)
            {
                visit(row * width, ((row * count) + j) * width, width);
            }
        }
    }

    private void AddRows(ReadOnlySpan<T> matrix, Span<T> sums, int width)
    {
        for (var row = 0; row < Rows; row++)
        {
            TensorPrimitives.Add(sums, matrix.Slice(row * width, width), sums);
        }
    }

    private static void Reserve(ref T[] array, int length, bool wanted)
    {
        if (wanted && array.Length != length)
        {
            array = new T[length];
        }
    }
}
