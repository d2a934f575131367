using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Adafactor (Shazeer and Stern 2018, arXiv:1804.04235) with a rate from outside, as fairseq and transformers have it with relative_step and
/// scale_parameter off: second moments of matrices as a product of row and column means, a memory of 1 - t^-0.8, updates whose root mean
/// square is clipped at 1.
/// </summary>
internal sealed class Adafactor(OptimizerSettings settings, int parameters, IReadOnlyList<ParameterTensor> tensors)
    : Optimizer(settings, parameters)
{
    private const double DecayRate = -0.8;
    private const double ClipThreshold = 1;

    private readonly double[] _rows = new double[parameters];
    private readonly double[] _columns = new double[parameters];
    private readonly double[] _divisor = new double[parameters];

    public override bool TryGetPreconditioner(Span<double> diagonal)
    {
        _divisor.CopyTo(diagonal);
        return Steps > 0;
    }

    protected override void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        var keep = 1 - Math.Pow(Steps, DecayRate);
        foreach (var tensor in tensors)
        {
            var part = gradient[tensor.Part];
            var divisor = _divisor.AsSpan(tensor.Part);
            if (tensor.IsMatrix)
            {
                FindFactored(tensor, part, keep, divisor);
            }
            else
            {
                FindWhole(tensor, part, keep, divisor);
            }

            var sum = 0.0;
            for (var i = 0; i < part.Length; i++)
            {
                sum += part[i] * part[i] / (divisor[i] * divisor[i]);
            }

            TensorPrimitives.Multiply(divisor, Math.Max(1, Math.Sqrt(sum / part.Length) / ClipThreshold), divisor);
            var moved = parameters[tensor.Part];
            for (var i = 0; i < part.Length; i++)
            {
                moved[i] -= rate * part[i] / divisor[i];
            }
        }
    }

    private void FindWhole(ParameterTensor tensor, ReadOnlySpan<double> gradient, double keep, Span<double> divisor)
    {
        var squares = _rows.AsSpan(tensor.Part);
        for (var i = 0; i < gradient.Length; i++)
        {
            squares[i] = (keep * squares[i]) + ((1 - keep) * ((gradient[i] * gradient[i]) + Settings.Epsilon));
            divisor[i] = Math.Sqrt(squares[i]);
        }
    }

    private void FindFactored(ParameterTensor tensor, ReadOnlySpan<double> gradient, double keep, Span<double> divisor)
    {
        var rows = _rows.AsSpan(tensor.Start, tensor.Rows);
        var columns = _columns.AsSpan(tensor.Start, tensor.Columns);
        TensorPrimitives.Multiply(rows, keep, rows);
        TensorPrimitives.Multiply(columns, keep, columns);
        for (var row = 0; row < tensor.Rows; row++)
        {
            for (var column = 0; column < tensor.Columns; column++)
            {
                var g = gradient[(row * tensor.Columns) + column];
                var square = (1 - keep) * ((g * g) + Settings.Epsilon);
                rows[row] += square / tensor.Columns;
                columns[column] += square / tensor.Rows;
            }
        }

        var mean = TensorPrimitives.Sum<double>(rows) / tensor.Rows;
        for (var row = 0; row < tensor.Rows; row++)
        {
            for (var column = 0; column < tensor.Columns; column++)
            {
                divisor[(row * tensor.Columns) + column] = Math.Sqrt(rows[row] / mean * columns[column]);
            }
        }
    }
}
