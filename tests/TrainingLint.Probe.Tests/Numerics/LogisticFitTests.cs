using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class LogisticFitTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ACurveThatIsLogistic_IsFoundWithinItsErrors(int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var points = Enumerable.Range(-4, 9)
            .Select(x => ((double)x,
                new Proportion(Enumerable.Range(0, 200).Count(_ => random.NextUniform() < 1 / (1 + Math.Exp(1.5 * (x - 0.7)))), 200)))
            .ToArray();

        var fit = LogisticFit.Of(points)!;

        Assert.InRange((fit.HalfPoint.Value - 0.7) / fit.HalfPoint.Error, -3, 3);
        Assert.InRange(fit.Slope, -1.5 * 1.2, -1.5 / 1.2);
        Assert.Equal(0.5, fit.At(fit.HalfPoint.Value), 12);
    }

    [Fact]
    public void AJumpFromAllToNone_StaysFinite_WithTheMiddleAsItsPlace()
    {
        var fit = LogisticFit.Of([(0, new Proportion(10, 10)), (1, new Proportion(0, 10))])!;

        Assert.Equal(0.5, fit.HalfPoint.Value, 6);
        Assert.True(fit.Slope < -3);
        Assert.InRange(fit.HalfPoint.Error, 0.01, 0.5);
    }

    [Fact]
    public void OnePlace_GivesNoCurve() => Assert.Null(LogisticFit.Of([(0, new Proportion(1, 2)), (1, new Proportion(0, 0))]));

    [Fact]
    public void SharesThatDoNotChange_HaveNoHalfPoint() =>
        Assert.False(LogisticFit.Of([(0, new Proportion(3, 3)), (1, new Proportion(3, 3))]) is { Slope: < -1e-6 });
}
