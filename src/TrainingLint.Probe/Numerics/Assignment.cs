using System;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// The assignment of columns to rows with the largest total gain (Kuhn 1955), by shortest augmenting paths in O(n^3) (Jonker and Volgenant
/// 1987). Rows and columns count from 1 inside, and 0 stands for none.
/// </summary>
internal sealed class Assignment
{
    private readonly double[] _gains;
    private readonly int _size;
    private readonly double[] _ofRow;
    private readonly double[] _ofColumn;
    private readonly int[] _rowOf;
    private readonly int[] _cameFrom;
    private readonly double[] _shortest;
    private readonly bool[] _isDone;

    private Assignment(double[] gains, int size)
    {
        (_gains, _size) = (gains, size);
        (_ofRow, _ofColumn, _shortest) = (new double[size + 1], new double[size + 1], new double[size + 1]);
        (_rowOf, _cameFrom, _isDone) = (new int[size + 1], new int[size + 1], new bool[size + 1]);
    }

    /// <summary>For each row, the column that it is given.</summary>
    /// <param name="gains">size x size, row by row; what is no number counts as no gain.</param>
    /// <param name="size">Rows and columns.</param>
    public static int[] Largest(double[] gains, int size)
    {
        var search = new Assignment(gains, size);
        for (var row = 1; row <= size; row++)
        {
            search.Place(row);
        }

        var columns = new int[size];
        for (var column = 1; column <= size; column++)
        {
            columns[search._rowOf[column] - 1] = column - 1;
        }

        return columns;
    }

    /// <summary>Gives a row a column, moving rows that were placed before where that is cheaper.</summary>
    private void Place(int row)
    {
        _rowOf[0] = row;
        Array.Fill(_shortest, double.PositiveInfinity);
        _isDone.AsSpan().Clear();
        var column = 0;
        do
        {
            _isDone[column] = true;
            var next = Nearest(column, out var step);
            Shift(step);
            column = next;
        }
        while (_rowOf[column] != 0);

        for (; column != 0; column = _cameFrom[column])
        {
            _rowOf[column] = _rowOf[_cameFrom[column]];
        }
    }

    /// <summary>The column that is reached next, when the row of this one looks for another.</summary>
    private int Nearest(int column, out double step)
    {
        var row = _rowOf[column];
        (step, var nearest) = (double.PositiveInfinity, 0);
        for (var j = 1; j <= _size; j++)
        {
            if (_isDone[j])
            {
                continue;
            }

            var gain = _gains[((row - 1) * _size) + j - 1];
            var length = (double.IsFinite(gain) ? -gain : 0) - _ofRow[row] - _ofColumn[j];
            if (length < _shortest[j])
            {
                (_shortest[j], _cameFrom[j]) = (length, column);
            }

            if (_shortest[j] < step)
            {
                (step, nearest) = (_shortest[j], j);
            }
        }

        return nearest;
    }

    private void Shift(double step)
    {
        for (var j = 0; j <= _size; j++)
        {
            if (_isDone[j])
            {
                _ofRow[_rowOf[j]] += step;
                _ofColumn[j] -= step;
            }
            else
            {
                _shortest[j] -= step;
            }
        }
    }
}
