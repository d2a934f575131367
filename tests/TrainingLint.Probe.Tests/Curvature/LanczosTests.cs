using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Curvature;

public class LanczosTests
{
    public static TheoryData<string, double[]> HardSpectra => new()
    {
        { "outliers", Matrices.OutliersOverBulk(400) },
        { "a pair of equal size", [2, -2, .. Enumerable.Range(0, 60).Select(i => i / 60.0)] },
        { "negative dominates", [-30, 4, 2, 1, 0.5, 0.1] },
        { "tiny", [3e-8, 1e-8, -2e-8, 0, 5e-9] },
        { "repeated", [.. Enumerable.Repeat(7.0, 10), .. Enumerable.Repeat(1.0, 40), -1] },
        { "mostly zero", [5, .. Enumerable.Repeat(0.0, 80)] },
    };

    [Theory]
    [MemberData(nameof(HardSpectra))]
    public void BothEnds_AreFoundToEightDigits(string name, double[] spectrum)
    {
        var (largest, smallest) =
            Spectrum.Extremes(Matrices.With(spectrum),
                new SpectrumOptions { Tolerance = 1e-10, SmallestTolerance = 1e-10, MaxProducts = 200 });

        var width = spectrum.Max(Math.Abs);
        Assert.True(Math.Abs(largest.Value - spectrum.Max()) <= 1e-8 * width, name);
        Assert.True(Math.Abs(smallest.Value - spectrum.Min()) <= 1e-8 * width, name);
    }

    [Fact]
    public void Errors_CoverTheTruthWhileTheRunIsShort()
    {
        var spectrum = Enumerable.Range(1, 500).Select(i => i / 500.0).ToArray();
        foreach (var products in new[] { 5, 10, 20, 40 })
        {
            var found = Spectrum.Largest(Matrices.With(spectrum), new SpectrumOptions { MaxProducts = products, Tolerance = 1e-14 });

            Assert.True(found.Value <= 1 + 1e-12);
            Assert.True(found.Value + found.OuterSlack >= 1);
            Assert.True(spectrum.Min(value => Math.Abs(value - found.Value)) <= found.Residual + 1e-12);
        }
    }

    /// <summary>Known: values fall from 1 in steps of a hundredth, far above a bulk of zeros. The error is that of float, and covered.</summary>
    [Fact]
    public void LargeBases_AreKeptInFloat()
    {
        const int Size = Lanczos.SingleFrom;
        var matrix = new DelegateOperator(Size, (vector, product) =>
        {
            product.Clear();
            for (var i = 0; i < 50; i++)
            {
                product[i] = (1 - (0.01 * i)) * vector[i];
            }
        });

        var found = Spectrum.Largest(matrix, new SpectrumOptions { MaxProducts = 60, Tolerance = 1e-6 });

        Assert.Equal(1, found.Value, 1e-5);
        Assert.True(Math.Abs(found.Value - 1) <= found.Error, found.ToString());
        Assert.True(found.Residual >= 5e-8);
    }

    [Fact]
    public void ManySteps_BringNoGhosts()
    {
        var run = new Lanczos(Matrices.With(Matrices.OutliersOverBulk(300)), Start(300));
        run.Run(60);

        var top = run.Values.ToArray().Reverse().Take(5).ToArray();
        Assert.Equal([50.0, 20, 10, 5, 3], top.Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void AnInvariantSpace_EndsTheRunWithExactValues()
    {
        double[] spectrum = [4, 4, 1, 1, 1, -2];
        var run = new Lanczos(Matrices.With(spectrum), Start(6));
        run.Run(100);

        Assert.True(run.IsInvariant);
        Assert.Equal(3, run.Products);
        Assert.Equal([-2.0, 1, 4], run.Values.ToArray().Select(value => Math.Round(value, 10)));
    }

    [Fact]
    public void RitzVectors_AreEigenvectors()
    {
        var matrix = Matrices.With(Matrices.OutliersOverBulk(200));
        var found = Spectrum.Largest(matrix, new SpectrumOptions { Tolerance = 1e-12 });
        var product = new double[200];
        matrix.Multiply(found.Vector.Span, product);

        Assert.Equal(1, found.Vector.Span.ToArray().Sum(x => x * x), 12);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(50 * found.Vector.Span[i], product[i], 1e-4);
        }
    }

    [Fact]
    public void ARefiningProduct_CorrectsACoarseSearch()
    {
        var exact = Matrices.With(Matrices.OutliersOverBulk(300));

        var found = Spectrum.Largest(InFloat(exact), exact, new SpectrumOptions { Tolerance = 1e-12 });

        Assert.Equal(50, found.Value, 1e-10);
        Assert.True(found.Residual < 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RoundingOfProducts_DoesNotSpoilOrthogonality(int seed)
    {
        var exact = Matrices.With(Matrices.OutliersOverBulk(300));
        var run = new Lanczos(InFloat(exact), Start(300, seed));
        run.Run(80);

        var vectors = Enumerable.Range(0, run.Products).Select(run.Vector).ToArray();
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, TensorPrimitives.Dot<double>(vectors[i], vectors[j]), 1e-12);
            }
        }
    }

    [Fact]
    public void TheSmallestEigenvalue_IsNotCalledFoundBeforeItsSignIsClear()
    {
        // A trained network in small: outliers, a dense bulk down to zero, and a little below.
        double[] spectrum = [3, 2, 1.5, .. Enumerable.Range(0, 3000).Select(i => Math.Pow(i / 3000.0, 8)), -0.005, -0.002, -0.001];

        var (_, smallest) = Spectrum.Extremes(Matrices.With(spectrum), new SpectrumOptions());

        Assert.True(smallest.IsCertainlyNegative);
        Assert.Equal(-0.005, smallest.Value, 5e-5);
        Assert.True(smallest.Converged);
    }

    [Fact]
    public void StoppedEarly_ItStillSaysSomethingTrue()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        var wanted = new SpectrumOptions { SmallestTolerance = 1e-13 };
        var (largest, smallest) = Spectrum.Extremes(Matrices.With(Matrices.OutliersOverBulk(400)), wanted, stopped.Token);

        Assert.Equal(8, largest.Products);
        Assert.InRange(50, largest.Value - largest.Error, largest.Value + largest.Error + largest.OuterSlack);
        Assert.False(smallest.Converged);
        Assert.True(smallest.Value - smallest.OuterSlack <= -0.5);
    }

    [Fact]
    public void StoppedEarly_ItTakesNoExactProductAnyMore()
    {
        using var stopped = new CancellationTokenSource();
        var exact = 0;
        var matrix = Matrices.With(Matrices.OutliersOverBulk(400));
        var refinement = new DelegateOperator(matrix.Size, (vector, product) =>
        {
            exact++;
            matrix.Multiply(vector, product);
        });

        Spectrum.Largest(matrix, refinement);
        Assert.Equal(1, exact);

        stopped.Cancel();
        var largest = Spectrum.Largest(matrix, refinement, cancellation: stopped.Token);
        Assert.Equal(1, exact);
        Assert.InRange(50, largest.Value - largest.Error, largest.Value + largest.Error + largest.OuterSlack);
    }

    [Fact]
    public void AProductThatIsNotFinite_IsAnError() =>
        Assert.Throws<ArithmeticException>(() => Spectrum.Largest(new DelegateOperator(3, (_, product) => product.Fill(double.NaN))));

    private static DelegateOperator InFloat(ISymmetricOperator exact) => new(exact.Size, (vector, product) =>
    {
        exact.Multiply(vector, product);
        foreach (ref var value in product)
        {
            value = (float)value;
        }
    });

    private static double[] Start(int size, int seed = 1)
    {
        var start = new double[size];
        new RandomNumbers(seed, RandomStream.Directions).FillNormal(start);
        return start;
    }
}
