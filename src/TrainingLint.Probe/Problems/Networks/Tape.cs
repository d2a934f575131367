using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>A matrix on a tape: its values, and how much the loss changes with each.</summary>
/// <param name="rows">Rows.</param>
/// <param name="columns">Columns.</param>
/// <param name="value">Where its values stand, row by row.</param>
/// <param name="gradient">Where its slopes are summed; the same place in its array as the values in theirs.</param>
/// <param name="start">Place of the first value.</param>
internal sealed class TapeNode(int rows, int columns, double[] value, double[]? gradient, int start = 0)
{
    public int Rows => rows;

    public int Columns => columns;

    public Span<double> Value => value.AsSpan(start, rows * columns);

    /// <summary>True for values whose slopes are wanted.</summary>
    public bool HasGradient => gradient is not null;

    public Span<double> Gradient => gradient.AsSpan(start, gradient is null ? 0 : rows * columns);
}

/// <summary>
/// Reverse differentiation of matrix expressions in double: each operation is done at once and noted, and the notes are then gone
/// through backwards. One thread; memory is kept from run to run, because the same network asks for the same sizes in the same order.
/// </summary>
internal sealed partial class Tape
{
    private readonly List<Action> _backward = [];
    private readonly List<double[]> _pool = [];
    private readonly List<ParameterTensor> _asked = [];
    private int _next;
    private double[] _parameters = [];
    private double[]? _gradient;

    /// <summary>Begins anew.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Receives the sums of slopes; null for a loss alone.</param>
    public void Start(double[] parameters, double[]? gradient)
    {
        (_parameters, _gradient, _next) = (parameters, gradient, 0);
        _backward.Clear();
        _asked.Clear();
    }

    /// <summary>A matrix of the parameters.</summary>
    public TapeNode Parameter(int start, int rows, int columns)
    {
        _asked.Add(new(start, rows, columns));
        return new(rows, columns, _parameters, _gradient, start);
    }

    /// <summary>The matrices of parameters that were asked for since the start.</summary>
    public IReadOnlyList<ParameterTensor> Parameters => _asked;

    /// <summary>A matrix that does not change.</summary>
    public static TapeNode Constant(double[] values, int start, int rows, int columns) => new(rows, columns, values, null, start);

    /// <summary>A matrix to be filled by the caller.</summary>
    public TapeNode Input(int rows, int columns) => new(rows, columns, Rent(rows * columns), null);

    /// <summary>Goes backwards from a last slope that the caller has put in place.</summary>
    public void Backward()
    {
        for (var i = _backward.Count - 1; i >= 0; i--)
        {
            _backward[i]();
        }
    }

    /// <summary>A · Bᵀ: what torch's Linear does with inputs in rows and weights [out, in].</summary>
    public TapeNode TimesTransposed(TapeNode a, TapeNode b)
    {
        var (m, n, k) = (a.Rows, b.Rows, a.Columns);
        var result = New(m, n, a, b);
        MatrixProduct<double>.Add(m, n, k, MatrixView<double>.Rows(a.Value, k), MatrixView<double>.Transposed(b.Value, k), result.Value, n);
        Note(result, () =>
        {
            if (a.HasGradient)
            {
                MatrixProduct<double>.Add(m, k, n, MatrixView<double>.Rows(result.Gradient, n), MatrixView<double>.Rows(b.Value, k),
                    a.Gradient, k);
            }

            if (b.HasGradient)
            {
                MatrixProduct<double>.Add(n, k, m, MatrixView<double>.Transposed(result.Gradient, n), MatrixView<double>.Rows(a.Value, k),
                    b.Gradient, k);
            }
        });
        return result;
    }

    /// <summary>A + factor · B, of the same shape.</summary>
    public TapeNode Add(TapeNode a, TapeNode b, double factor = 1)
    {
        var result = New(a.Rows, a.Columns, a, b);
        TensorPrimitives.MultiplyAdd(b.Value, factor, a.Value, result.Value);
        Note(result, () =>
        {
            Pass(result, a, 1);
            Pass(result, b, factor);
        });
        return result;
    }

    /// <summary>A row added to every row.</summary>
    public TapeNode AddRow(TapeNode a, TapeNode row)
    {
        var result = New(a.Rows, a.Columns, a, row);
        for (var i = 0; i < a.Rows; i++)
        {
            TensorPrimitives.Add(RowOf(a.Value, i, a.Columns), row.Value, RowOf(result.Value, i, a.Columns));
        }

        Note(result, () =>
        {
            Pass(result, a, 1);
            for (var i = 0; i < a.Rows && row.HasGradient; i++)
            {
                TensorPrimitives.Add(row.Gradient, RowOf(result.Gradient, i, a.Columns), row.Gradient);
            }
        });
        return result;
    }

    /// <summary>The same rows once more for every so many rows: positions of each sequence.</summary>
    public TapeNode AddRepeated(TapeNode a, TapeNode rows)
    {
        var result = New(a.Rows, a.Columns, a, rows);
        var length = rows.Rows * rows.Columns;
        for (var from = 0; from < a.Rows * a.Columns; from += length)
        {
            TensorPrimitives.Add(a.Value.Slice(from, length), rows.Value, result.Value.Slice(from, length));
        }

        Note(result, () =>
        {
            Pass(result, a, 1);
            for (var from = 0; from < a.Rows * a.Columns && rows.HasGradient; from += length)
            {
                TensorPrimitives.Add(rows.Gradient, result.Gradient.Slice(from, length), rows.Gradient);
            }
        });
        return result;
    }

    /// <summary>Rows of a table, by their numbers.</summary>
    public TapeNode Gather(TapeNode table, int[] numbers)
    {
        var result = New(numbers.Length, table.Columns, table);
        for (var i = 0; i < numbers.Length; i++)
        {
            RowOf(table.Value, numbers[i], table.Columns).CopyTo(RowOf(result.Value, i, table.Columns));
        }

        Note(result, () =>
        {
            for (var i = 0; i < numbers.Length && table.HasGradient; i++)
            {
                var sum = RowOf(table.Gradient, numbers[i], table.Columns);
                TensorPrimitives.Add(sum, RowOf(result.Gradient, i, table.Columns), sum);
            }
        });
        return result;
    }

    /// <summary>Rows and columns exchanged.</summary>
    public TapeNode Transpose(TapeNode a)
    {
        var result = New(a.Columns, a.Rows, a);
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = 0; j < a.Columns; j++)
            {
                result.Value[(j * a.Rows) + i] = a.Value[(i * a.Columns) + j];
            }
        }

        Note(result, () =>
        {
            for (var i = 0; i < a.Rows; i++)
            {
                for (var j = 0; j < a.Columns; j++)
                {
                    a.Gradient[(i * a.Columns) + j] += result.Gradient[(j * a.Rows) + i];
                }
            }
        });
        return result;
    }

    private static Span<double> RowOf(Span<double> values, int row, int columns) => values.Slice(row * columns, columns);

    private static void Pass(TapeNode from, TapeNode to, double factor)
    {
        if (to.HasGradient)
        {
            TensorPrimitives.MultiplyAdd(from.Gradient, factor, to.Gradient, to.Gradient);
        }
    }

    private TapeNode New(int rows, int columns, params ReadOnlySpan<TapeNode> sources)
    {
        var wanted = false;
        foreach (var source in sources)
        {
            wanted |= source.HasGradient;
        }

        return new TapeNode(rows, columns, Rent(rows * columns), wanted ? Rent(rows * columns) : null);
    }

    private void Note(TapeNode result, Action backward)
    {
        if (result.HasGradient)
        {
            _backward.Add(backward);
        }
    }

    private double[] Rent(int length)
    {
        if (_next == _pool.Count)
        {
            _pool.Add([]);
        }

        if (_pool[_next].Length != length)
        {
            _pool[_next] = new double[length];
        }
        else
        {
            _pool[_next].AsSpan().Clear();
        }

        return _pool[_next++];
    }
}
