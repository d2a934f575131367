using System;
using System.Linq;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Curvature;

public class SpectralDensityTests
{
    [Fact]
    public void Moments_AreThoseOfTheStartVectorToRounding()
    {
        var matrix = Matrices.With(Matrices.OutliersOverBulk(120));
        var start = new double[120];
        new RandomNumbers(0, RandomStream.Directions).FillSigns(start);
        var image = new double[120];
        matrix.Multiply(start, image);

        var density = SpectralDensity.Estimate(matrix, steps: 30, starts: 1, seed: 0);

        Assert.Equal(1, density.Moment(0), 9);
        Assert.Equal(start.Zip(image, (x, y) => x * y).Sum() / 120, density.Moment(1), 9);
        Assert.Equal(image.Sum(y => y * y) / 120, density.Moment(2), 6);
    }

    [Fact]
    public void OverManyStarts_MomentsMeetTraceAndNorm()
    {
        var spectrum = Matrices.OutliersOverBulk(120);
        var density = SpectralDensity.Estimate(Matrices.With(spectrum), 20, 200);

        Assert.Equal(spectrum.Average(), density.Moment(1), 0.1 * spectrum.Average());
        Assert.Equal(spectrum.Average(x => x * x), density.Moment(2), 0.1 * spectrum.Average(x => x * x));
    }

    [Fact]
    public void AShare_IsCountedWithItsErrorBar()
    {
        double[] spectrum = [.. Enumerable.Repeat(-1.0, 30), .. Enumerable.Repeat(2.0, 70)];
        var density = SpectralDensity.Estimate(Matrices.With(spectrum), 10, 40);

        var (share, error) = density.ShareBelow(0);

        Assert.InRange((share - 0.3) / error, -3.5, 3.5);
        Assert.InRange(error, 1e-4, 0.02);
    }

    [Fact]
    public void AfterBreakdown_NoNodesAreInvented()
    {
        var density = SpectralDensity.Estimate(Matrices.With([-1, -1, 0.5, 3, 3, 7, 7, 9]), 100, 3);

        Assert.All(density.Nodes, node => Assert.Contains(new[] { -1, 0.5, 3, 7, 9 }, value => Math.Abs(value - node) < 1e-8));
    }
}
