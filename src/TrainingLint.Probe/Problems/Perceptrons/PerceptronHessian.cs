using System;
using System.Numerics;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>The Hessian of a perceptron at one point, as products with blocks of vectors.</summary>
/// <typeparam name="T">float or double; the interface is double either way.</typeparam>
internal sealed class PerceptronHessian<T> : ISymmetricOperator
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Directions that go through the network together; more would leave the second-level cache.</summary>
    private const int BlockWidth = 4;

    private readonly PerceptronShape _shape;
    private readonly T[] _parameters;
    private readonly PerceptronTape<T>[] _tapes;
    private readonly T _weight;
    private readonly T[][] _products;
    private PerceptronScratch<T>[] _scratch = [];
    private T[] _directions = [];
    private int _width;

    public PerceptronHessian(PerceptronShape shape, T[] parameters, PerceptronTape<T>[] tapes, T weight)
    {
        (_shape, _parameters, _tapes, _weight) = (shape, parameters, tapes, weight);
        _products = new T[tapes.Length][];
    }

    public int Size => _shape.ParameterCount;

    public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
    {
        for (var from = 0; from < count; from += BlockWidth)
        {
            var width = Math.Min(BlockWidth, count - from);
            MultiplyBlock(vectors.Slice(from * Size, width * Size), products.Slice(from * Size, width * Size), width);
        }
    }

    private void MultiplyBlock(ReadOnlySpan<double> vectors, Span<double> products, int count)
    {
        Reserve(count);
        Stack(vectors, count);
        var length = count * Size;
        Workers.Run(_tapes.Length, chunk =>
        {
            var own = _products[chunk].AsSpan(0, length);
            own.Clear();
            _tapes[chunk].AddHessianProducts(_parameters, _directions, count, _weight, _scratch[chunk], own);
        });
        if (count == 1)
        {
            PerceptronEngine<T>.Join(_products, products);
            return;
        }

        var stacked = new double[length];
        PerceptronEngine<T>.Join(_products, stacked);
        Unstack(stacked, products, count);
    }

    private void Reserve(int count)
    {
        if (count <= _width)
        {
            return;
        }

        _width = count;
        _directions = new T[count * Size];
        _scratch = new PerceptronScratch<T>[_tapes.Length];
        for (var chunk = 0; chunk < _tapes.Length; chunk++)
        {
            _scratch[chunk] = new PerceptronScratch<T>(_shape, _tapes[chunk].Rows, count);
            _products[chunk] = new T[count * Size];
        }
    }

    /// <summary>From vector by vector to layer by layer, which lets one matrix product serve all directions.</summary>
    private void Stack(ReadOnlySpan<double> vectors, int count)
    {
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var (weights, outputs, offset) = (_shape.Weights(layer), _shape.Outputs(layer), _shape.WeightOffset(layer));
            for (var j = 0; j < count; j++)
            {
                var vector = vectors.Slice((j * Size) + offset, weights + outputs);
                TensorPrimitives.ConvertTruncating<double, T>(vector[..weights],
                    _directions.AsSpan((offset * count) + (j * weights), weights));
                TensorPrimitives.ConvertTruncating<double, T>(vector[weights..],
                    _directions.AsSpan(((offset + weights) * count) + (j * outputs), outputs));
            }
        }
    }

    private void Unstack(ReadOnlySpan<double> stacked, Span<double> vectors, int count)
    {
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var (weights, outputs, offset) = (_shape.Weights(layer), _shape.Outputs(layer), _shape.WeightOffset(layer));
            for (var j = 0; j < count; j++)
            {
                var vector = vectors.Slice((j * Size) + offset, weights + outputs);
                stacked.Slice((offset * count) + (j * weights), weights).CopyTo(vector);
                stacked.Slice(((offset + weights) * count) + (j * outputs), outputs).CopyTo(vector[weights..]);
            }
        }
    }
}
