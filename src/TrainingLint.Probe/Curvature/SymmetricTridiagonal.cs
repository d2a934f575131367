using System;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by implicit QL (Bowdler, Martin, Reinsch and Wilkinson 1968).
/// A general eigensolver would give complex values and vectors that are not orthogonal.
/// </summary>
public sealed class SymmetricTridiagonal
{
    private const int IterationsPerValue = 60;

    private readonly double[] _vectors;

    /// <summary>Solves the matrix with this diagonal and the off-diagonal between its entries.</summary>
    public SymmetricTridiagonal(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> offDiagonal)
    {
        if (!double.IsFinite(TensorPrimitives.Sum(diagonal)) || !double.IsFinite(TensorPrimitives.Sum(offDiagonal)))
        {
            throw new ArithmeticException("the tridiagonal matrix holds numbers that are not finite");
        }

        var n = diagonal.Length;
        Values = diagonal.ToArray();
        _vectors = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            _vectors[(i * n) + i] = 1;
        }

        var below = new double[n];
        offDiagonal[..Math.Max(0, n - 1)].CopyTo(below);
        for (var l = 0; l < n; l++)
        {
            Isolate(l, below);
        }

        Sort();
    }

    /// <summary>Eigenvalues in ascending order.</summary>
    public double[] Values { get; }

    /// <summary>Component of an eigenvector.</summary>
    /// <param name="row">Which component.</param>
    /// <param name="index">Index of the eigenvalue.</param>
    public double Vector(int row, int index) => _vectors[(index * Values.Length) + row];

    /// <summary>Chases value number l out of the rest.</summary>
    private void Isolate(int l, double[] below)
    {
        for (var iteration = 0; iteration <= IterationsPerValue; iteration++)
        {
            var m = l;
            while (m < Values.Length - 1
                && Math.Abs(below[m]) > double.Epsilon + (2.3e-16 * (Math.Abs(Values[m]) + Math.Abs(Values[m + 1]))))
            {
                m++;
            }

            if (m == l)
            {
                return;
            }

            Sweep(l, m, below);
        }

        throw new ArithmeticException("the tridiagonal matrix did not yield an eigenvalue");
    }

    private void Sweep(int l, int m, double[] below)
    {
        var d = Values;
        var g = (d[l + 1] - d[l]) / (2 * below[l]);
        var r = double.Hypot(g, 1);
        g = d[m] - d[l] + (below[l] / (g + Math.CopySign(r, g)));
        double s = 1, c = 1, p = 0;
        for (var i = m - 1; i >= l; i--)
        {
            var f = s * below[i];
            var b = c * below[i];
            r = double.Hypot(f, g);
            below[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                below[m] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            Rotate(i, s, c);
        }

        d[l] -= p;
        below[l] = g;
        below[m] = 0;
    }

    private void Rotate(int i, double s, double c)
    {
        var n = Values.Length;
        var left = _vectors.AsSpan(i * n, n);
        var right = _vectors.AsSpan((i + 1) * n, n);
        for (var k = 0; k < n; k++)
        {
            var f = right[k];
            right[k] = (s * left[k]) + (c * f);
            left[k] = (c * left[k]) - (s * f);
        }
    }

    private void Sort()
    {
        var n = Values.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])Values.Clone(), order);
        var values = (double[])Values.Clone();
        var vectors = (double[])_vectors.Clone();
        for (var i = 0; i < n; i++)
        {
            Values[i] = values[order[i]];
            vectors.AsSpan(order[i] * n, n).CopyTo(_vectors.AsSpan(i * n, n));
        }
    }
}
