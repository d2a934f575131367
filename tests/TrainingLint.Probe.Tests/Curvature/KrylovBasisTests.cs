using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Curvature;

public class KrylovBasisTests
{
    /// <summary>More than two blocks, the last of them short.</summary>
    private const int Size = 40_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatIsLeft_IsOrthogonalToAll(int seed)
    {
        var basis = Basis(6, seed);
        var vector = Normal(seed + 100);

        var norm = basis.Orthogonalise(vector);

        Assert.Equal(TensorPrimitives.Norm<double>(vector), norm, 1e-10 * norm);
        Assert.True(LargestShare(basis, vector) <= 1e-14 * norm);
    }

    [Theory]
    [InlineData(0.5, 0.25)]
    [InlineData(-3, 7)]
    public void KnownShares_ComeOutTheSameAsUnknownOnes(double newest, double previous)
    {
        var basis = Basis(5, seed: 3);
        var (known, unknown) = (Normal(9), Normal(9));
        basis.Orthogonalise(known);
        known.CopyTo(unknown, 0);
        TensorPrimitives.MultiplyAdd(basis[4], newest, known, known);
        TensorPrimitives.MultiplyAdd(basis[3], previous, known, known);

        var norm = basis.Orthogonalise(known, newest, previous);

        Assert.Equal(TensorPrimitives.Norm<double>(unknown), norm, 1e-12 * norm);
        Assert.True(TensorPrimitives.Distance<double>(unknown, known) <= 1e-13 * norm);
    }

    [Fact]
    public void KnownSharesThatAreWrong_AreMadeGoodByAnotherPass()
    {
        var basis = Basis(5, seed: 4);
        var vector = Normal(10);

        var norm = basis.Orthogonalise(vector, newest: 1e6, previous: -1e5);

        Assert.True(LargestShare(basis, vector) <= 1e-14 * norm);
    }

    [Fact]
    public void AVectorInsideTheBasis_LeavesOnlyRounding()
    {
        var basis = Basis(3, seed: 5);
        var vector = new double[Size];
        TensorPrimitives.Add(basis[0], basis[2], vector);

        Assert.True(basis.Orthogonalise(vector) < 1e-14);
    }

    [Fact]
    public void Threads_DoNotChangeABit()
    {
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var alone = Normal(7);
            var ofOne = Basis(4, seed: 6).Orthogonalise(alone, 0.1, 0.2);
            Workers.Count = 4;
            var together = Normal(7);

            Assert.Equal(ofOne, Basis(4, seed: 6).Orthogonalise(together, 0.1, 0.2));
            Assert.Equal(alone, together);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    private static KrylovBasis Basis(int count, int seed)
    {
        var basis = new KrylovBasis(Size);
        for (var i = 0; i < count; i++)
        {
            var vector = Normal((seed * 1000) + i);
            basis.Normalise(vector, basis.Orthogonalise(vector));
            basis.Add(vector);
        }

        return basis;
    }

    private static double LargestShare(KrylovBasis basis, double[] vector) =>
        Enumerable.Range(0, basis.Count).Max(j => Math.Abs(TensorPrimitives.Dot<double>(basis[j], vector)));

    private static double[] Normal(int seed)
    {
        var vector = new double[Size];
        new RandomNumbers(seed, RandomStream.Directions).FillNormal(vector);
        return vector;
    }
}
