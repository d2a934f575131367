using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Optimizers;

/// <summary>
/// Newton-Schulz steps towards U V' of a matrix U S V', with Muon's coefficients: they pull every singular value between about 0.7 and 1.2
/// and do not settle at 1, which matters little for an update.
/// </summary>
internal static class NewtonSchulz
{
    private const double First = 3.4445;
    private const double Third = -4.7750;
    private const double Fifth = 2.0315;
    private const double Epsilon = 1e-7;

    /// <summary>One step takes a singular value s to this.</summary>
    public static double Of(double s) => s * (First + (s * s * (Third + (Fifth * s * s))));

    /// <summary>Works in place.</summary>
    /// <param name="matrix">Row by row; not more rows than columns, so that the products are small.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="iterations">Steps.</param>
    public static void Orthogonalize(Span<double> matrix, int rows, int columns, int iterations)
    {
        TensorPrimitives.Divide(matrix, TensorPrimitives.Norm<double>(matrix) + Epsilon, matrix);
        var (gram, polynomial, next) = (new double[rows * rows], new double[rows * rows], new double[matrix.Length]);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    gram[(i * rows) + j] = TensorPrimitives.Dot<double>(Row(matrix, i, columns), Row(matrix, j, columns));
                    gram[(j * rows) + i] = gram[(i * rows) + j];
                }
            }

            // The square of a symmetric matrix is that of its rows.
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < rows; j++)
                {
                    polynomial[(i * rows) + j] = (Third * gram[(i * rows) + j])
                        + (Fifth * TensorPrimitives.Dot<double>(Row(gram, i, rows), Row(gram, j, rows)));
                }
            }

            TensorPrimitives.Multiply(matrix, First, next);
            for (var i = 0; i < rows; i++)
            {
                var target = Row(next, i, columns);
                for (var j = 0; j < rows; j++)
                {
                    TensorPrimitives.MultiplyAdd(Row(matrix, j, columns), polynomial[(i * rows) + j], target, target);
                }
            }

            next.CopyTo(matrix);
        }
    }

    private static Span<double> Row(Span<double> matrix, int row, int columns) => matrix.Slice(row * columns, columns);
}
