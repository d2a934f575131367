using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class ProportionTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.277533)]
    [InlineData(1, 10, 0.017876, 0.404150)]
    [InlineData(5, 10, 0.236593, 0.763407)]
    [InlineData(10, 10, 0.722467, 1)]
    public void TheInterval_IsWilsons(int count, int trials, double low, double high)
    {
        var share = new Proportion(count, trials);

        Assert.Equal(low, share.Low, 1e-6);
        Assert.Equal(high, share.High, 1e-6);
    }

    [Fact]
    public void WithoutTrials_NothingIsKnown()
    {
        var share = new Proportion(0, 0);

        Assert.Equal((0.0, 1.0), (share.Low, share.High));
        Assert.True(double.IsNaN(share.Value));
    }

    [Fact]
    public void TheInterval_HoldsTheTruthAsOftenAsItSays()
    {
        var random = new RandomNumbers(0, RandomStream.Construction);
        var held = Enumerable.Range(0, 2000).Count(_ =>
        {
            var share = new Proportion(Enumerable.Range(0, 20).Count(_ => random.NextUniform() < 0.2), 20);
            return share.Low <= 0.2 && 0.2 <= share.High;
        });

        // Coverage of 20 trials at 0.2 is 95.7 % exactly; three standard errors of 2000 draws are 1.4 %.
        Assert.InRange(held / 2000.0, 0.94, 0.975);
    }
}
