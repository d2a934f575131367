using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Muon (Jordan et al. 2024, KellerJordan/Muon; torch.optim.Muon): the momentum of a matrix, brought near its orthogonal factor by five
/// Newton-Schulz steps, times the root of rows over columns where that is above 1. Vectors take Adam's steps, at the ratio of the rates
/// that Muon's authors use for both, 0.02 and 3e-4.
/// </summary>
internal sealed class Muon(OptimizerSettings settings, int parameters, IReadOnlyList<ParameterTensor> tensors)
    : Optimizer(settings, parameters)
{
    private const int Iterations = 5;
    private const double VectorShare = 3e-4 / 0.02;
    private const double VectorBeta1 = 0.9;
    private const double VectorBeta2 = 0.95;
    private const double VectorEpsilon = 1e-10;

    private readonly double[] _momentum = new double[parameters];
    private readonly double[] _square = new double[parameters];
    private readonly double[] _update = new double[parameters];

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        foreach (var tensor in tensors)
        {
            var weights = parameters[tensor.Part];
            var slope = gradient[tensor.Part];
            if (tensor.IsMatrix)
            {
                StepMatrix(tensor, weights, slope, rate);
            }
            else
            {
                StepVector(tensor, weights, slope, rate * VectorShare);
            }
        }
    }

    private void StepMatrix(ParameterTensor tensor, Span<double> weights, ReadOnlySpan<double> slope, double rate)
    {
        var momentum = _momentum.AsSpan(tensor.Part);
        var update = _update.AsSpan(tensor.Part);
        var beta = Settings.Momentum;
        for (var i = 0; i < slope.Length; i++)
        {
            momentum[i] = (beta * momentum[i]) + ((1 - beta) * slope[i]);
            update[i] = Settings.Nesterov ? (beta * momentum[i]) + ((1 - beta) * slope[i]) : momentum[i];
        }

        var isTall = tensor.Rows > tensor.Columns;
        var (rows, columns) = isTall ? (tensor.Columns, tensor.Rows) : (tensor.Rows, tensor.Columns);
        var matrix = isTall ? Transposed(update, tensor.Rows, tensor.Columns) : update.ToArray();
        NewtonSchulz.Orthogonalize(matrix, rows, columns, Iterations);
        ReadOnlySpan<double> turned = isTall ? Transposed(matrix, rows, columns) : matrix;
        var scale = Math.Sqrt(Math.Max(1, tensor.Rows / (double)tensor.Columns));
        TensorPrimitives.MultiplyAdd(turned, -rate * scale, weights, weights);
    }

    private void StepVector(ParameterTensor tensor, Span<double> weights, ReadOnlySpan<double> slope, double rate)
    {
        var mean = _momentum.AsSpan(tensor.Part);
        var square = _square.AsSpan(tensor.Part);
        var (first, second) = (1 - Math.Pow(VectorBeta1, Steps), 1 - Math.Pow(VectorBeta2, Steps));
        for (var i = 0; i < slope.Length; i++)
        {
            mean[i] = (VectorBeta1 * mean[i]) + ((1 - VectorBeta1) * slope[i]);
            square[i] = (VectorBeta2 * square[i]) + ((1 - VectorBeta2) * slope[i] * slope[i]);
            weights[i] -= rate * mean[i] / first / (Math.Sqrt(square[i] / second) + VectorEpsilon);
        }
    }

    private static double[] Transposed(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var turned = new double[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return turned;
    }
}
