using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Curvature;

public class SymmetricTridiagonalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void ValuesAndVectors_SolveTheMatrix(int size)
    {
        var random = new RandomNumbers(size, RandomStream.Construction);
        var (diagonal, beside) = (new double[size], new double[size - 1]);
        random.FillNormal(diagonal);
        random.FillNormal(beside);
        var dense = Matrix<double>.Build.Dense(size, size,
            (i, j) => i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? beside[Math.Min(i, j)] : 0);

        var solved = new SymmetricTridiagonal(diagonal, beside);

        var reference = dense.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderBy(value => value).ToArray();
        for (var k = 0; k < size; k++)
        {
            Assert.Equal(reference[k], solved.Values[k], 1e-12);
            var vector = Vector<double>.Build.Dense(size, i => solved.Vector(i, k));
            Assert.True(((dense * vector) - (solved.Values[k] * vector)).L2Norm() < 1e-12);
        }
    }

    [Fact]
    public void NumbersThatAreNotFinite_EndInAnError() =>
        Assert.Throws<ArithmeticException>(() => new SymmetricTridiagonal([1, double.NaN, 2], [1, 1]));
}
