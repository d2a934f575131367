using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests;

/// <summary>Operators with known spectra.</summary>
internal static class Matrices
{
    /// <summary>A matrix with these eigenvalues and no special directions.</summary>
    public static ISymmetricOperator With(IReadOnlyList<double> spectrum, int seed = 5)
    {
        var quadratic = new Quadratic(spectrum, seed);
        return quadratic.HessianAt(new double[spectrum.Count], SampleSet.All(1));
    }

    /// <summary>A few outliers over a bulk, as networks have.</summary>
    public static double[] OutliersOverBulk(int size) =>
        [50, 20, 10, 5, 3, .. Enumerable.Range(0, size - 6).Select(i => Math.Exp(-8.0 * i / size)), -0.5];

    /// <summary>The operator as a dense matrix.</summary>
    public static MathNet.Numerics.LinearAlgebra.Matrix<double> Dense(ISymmetricOperator matrix)
    {
        var (unit, column) = (new double[matrix.Size], new double[matrix.Size]);
        var dense = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(matrix.Size, matrix.Size);
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = 1;
            matrix.Multiply(unit, column);
            unit[i] = 0;
            dense.SetColumn(i, column);
        }

        return dense;
    }
}
