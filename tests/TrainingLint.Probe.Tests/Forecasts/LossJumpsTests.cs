using System.Linq;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.Probe.Tests.Forecasts;

public class LossJumpsTests
{
    [Theory]
    [InlineData(2.01, 1)]
    [InlineData(2.0, 0)]
    public void Jump_IsMoreThanTwiceTheMedianBefore(double loss, int jumps) => Assert.Equal(jumps, CountWith(1, loss));

    [Theory]
    [InlineData(0.0101, 1)]
    [InlineData(0.0099, 0)]
    public void NoiseOfARunThatHasLearnt_IsNoJump(double loss, int jumps) => Assert.Equal(jumps, CountWith(0.001, loss));

    [Fact]
    public void JumpThatStays_IsOne()
    {
        double[] losses = [.. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(3.0, 30)];
        Assert.Equal([30], LossJumps.Of(losses, apart: 60));
    }

    private static int CountWith(double level, double loss) =>
        LossJumps.Of([1, .. Enumerable.Repeat(level, 29), loss, .. Enumerable.Repeat(level, 10)], apart: 8).Count;
}
