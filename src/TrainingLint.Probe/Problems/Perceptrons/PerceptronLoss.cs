using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>Loss of a classifying perceptron.</summary>
public enum PerceptronLoss
{
    /// <summary>Softmax and negative log-likelihood.</summary>
    CrossEntropy,

    /// <summary>Half the sum of squares over outputs, against one-hot targets.</summary>
    SquaredError,
}

/// <summary>The loss at the last layer, and its first and second derivatives there.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class LossArithmetic<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Turns the outputs of one sample into the residual p - y, and returns its loss.</summary>
    public static double Residual(PerceptronLoss loss, Span<T> outputs, int label)
    {
        if (loss == PerceptronLoss.SquaredError)
        {
            outputs[label] -= T.One;
            return 0.5 * double.CreateTruncating(TensorPrimitives.SumOfSquares<T>(outputs));
        }

        var highest = TensorPrimitives.Max<T>(outputs);
        var ofLabel = double.CreateTruncating(outputs[label] - highest);
        var sum = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var weight = Math.Exp(double.CreateTruncating(outputs[i] - highest));
            sum += weight;
            outputs[i] = T.CreateTruncating(weight);
        }

        TensorPrimitives.Multiply(outputs, T.CreateTruncating(1 / sum), outputs);
        outputs[label] -= T.One;
        return Math.Log(sum) - ofLabel;
    }

    /// <summary>Multiplies a direction in output space with the loss's second derivative, in place.</summary>
    /// <param name="loss">Which loss.</param>
    /// <param name="residual">What <see cref="Residual"/> left.</param>
    /// <param name="label">The right class.</param>
    /// <param name="direction">Becomes the product.</param>
    public static void Bend(PerceptronLoss loss, ReadOnlySpan<T> residual, int label, Span<T> direction)
    {
        if (loss == PerceptronLoss.SquaredError)
        {
            return;
        }

        // (diag p - p p') d, with p = residual + y.
        var mean = TensorPrimitives.Dot(residual, direction) + direction[label];
        for (var i = 0; i < direction.Length; i++)
        {
            var probability = i == label ? residual[i] + T.One : residual[i];
            direction[i] = probability * (direction[i] - mean);
        }
    }
}
