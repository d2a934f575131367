using System;
using System.Numerics;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>
/// The exact trace of a perceptron's Hessian, without any Hessian product. For one sample, layer l contributes
/// tr(M_l)(|a_{l-1}|^2 + 1), where M_l is the loss's second derivative in the layer's inputs: a factor of as many columns as there
/// are classes, carried backward like an error, plus diagonal parts from the activations' bends. A diagonal part is followed
/// through one layer; through two it would need a product of weight matrices per sample, so deeper curved networks are left to
/// the stochastic estimators.
/// </summary>
internal static class PerceptronTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsSupported(PerceptronShape shape, Activation activation) =>
        shape.Layers <= 3 || activation == Activation.Relu;

    /// <summary>One chunk's share of the trace, after its backward pass.</summary>
    public static double Of(PerceptronTape<T> tape, PerceptronShape shape, PerceptronLoss loss, ReadOnlySpan<T> parameters, double weight)
    {
        var classes = shape.Outputs(shape.Layers - 1);
        var factor = LossFactor(tape, loss, classes);
        var bentAbove = Array.Empty<T>();
        var trace = 0.0;
        for (var layer = shape.Layers - 1; layer >= 0; layer--)
        {
            var perSample = new double[tape.Rows];
            AddFactor(perSample, factor, weight);
            if (layer < shape.Layers - 1)
            {
                AddRowSums(perSample, tape.Bends(layer));
                AddRowSums(perSample, CarryBends(tape, shape, layer, parameters, bentAbove));
                bentAbove = tape.Bends(layer);
            }

            trace += WithInputs(perSample, tape.Values(layer), shape.Inputs(layer));
            if (layer > 0)
            {
                factor = CarryFactor(tape, shape, layer, parameters, factor, classes);
            }
        }

        return trace;
    }

    /// <summary>F with F F' = the loss's second derivative: one column per class, stacked [row, column, class].</summary>
    private static T[] LossFactor(PerceptronTape<T> tape, PerceptronLoss loss, int classes)
    {
        var factor = new T[tape.Rows * classes * classes];
        for (var row = 0; row < tape.Rows; row++)
        {
            var residual = tape.Outputs.Slice(row * classes, classes);
            for (var column = 0; column < classes; column++)
            {
                var target = factor.AsSpan(((row * classes) + column) * classes, classes);
                if (loss == PerceptronLoss.CrossEntropy)
                {
                    // sqrt(p_c) (e_c - p), where p is the residual plus one at the label.
                    residual.CopyTo(target);
                    target[tape.Labels[row]] += T.One;
                    var root = T.Sqrt(target[column]);
                    TensorPrimitives.Multiply(target, -root, target);
                    target[column] += root;
                }
                else
                {
                    target[column] = T.One;
                }
            }
        }

        return factor;
    }

    private static T[] CarryFactor(PerceptronTape<T> tape, PerceptronShape shape, int layer, ReadOnlySpan<T> parameters, T[] factor,
        int columns)
    {
        var (inputs, outputs) = (shape.Inputs(layer), shape.Outputs(layer));
        var below = new T[tape.Rows * columns * inputs];
        var weights = MatrixView<T>.Rows(parameters.Slice(shape.WeightOffset(layer), shape.Weights(layer)), inputs);
        MatrixProduct<T>.Add(tape.Rows * columns, inputs, outputs, MatrixView<T>.Rows(factor, outputs), weights, below, inputs);
        var slopes = tape.Slopes(layer - 1);
        for (var i = 0; i < tape.Rows * columns; i++)
        {
            var part = below.AsSpan(i * inputs, inputs);
            TensorPrimitives.Multiply(part, slopes.AsSpan(i / columns * inputs, inputs), part);
        }

        return below;
    }

    /// <summary>Diagonal of D W' diag(q) W D for the bends q of the layer above.</summary>
    private static T[] CarryBends(PerceptronTape<T> tape, PerceptronShape shape, int layer, ReadOnlySpan<T> parameters, T[] bentAbove)
    {
        if (bentAbove.Length == 0)
        {
            return [];
        }

        var above = layer + 1;
        var (inputs, outputs) = (shape.Inputs(above), shape.Outputs(above));
        var squares = parameters.Slice(shape.WeightOffset(above), shape.Weights(above)).ToArray();
        TensorPrimitives.Multiply<T>(squares, squares, squares);
        var carried = new T[tape.Rows * inputs];
        MatrixProduct<T>.Add(tape.Rows, inputs, outputs, MatrixView<T>.Rows(bentAbove, outputs), MatrixView<T>.Rows(squares,
            inputs), carried, inputs);
        TensorPrimitives.Multiply<T>(carried, tape.Slopes(layer), carried);
        TensorPrimitives.Multiply<T>(carried, tape.Slopes(layer), carried);
        return carried;
    }

    private static void AddFactor(double[] perSample, T[] factor, double weight)
    {
        var width = factor.Length / perSample.Length;
        for (var row = 0; row < perSample.Length; row++)
        {
            perSample[row] += weight * double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(factor.AsSpan(row * width, width)));
        }
    }

    private static void AddRowSums(double[] perSample, T[] matrix)
    {
        var width = matrix.Length / perSample.Length;
        for (var row = 0; width > 0 && row < perSample.Length; row++)
        {
            perSample[row] += double.CreateTruncating(TensorPrimitives.Sum<T>(matrix.AsSpan(row * width, width)));
        }
    }

    private static double WithInputs(double[] perSample, T[] values, int width)
    {
        var sum = 0.0;
        for (var row = 0; row < perSample.Length; row++)
        {
            sum += perSample[row] * (1 + double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(values.AsSpan(row * width, width))));
        }

        return sum;
    }
}
