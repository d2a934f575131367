using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Tests.Stability;

public class RangeTestTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    [Theory]
    [InlineData(1.0)]
    [InlineData(25.0)]
    public void WithOneCurvature_TheLossIsLowestAtTheLimit(double curvature)
    {
        var run = RangeTest.Run(new Quadratic([curvature]), Sgd, 0, seed: 0, lowest: 1e-3 / curvature, highest: 100 / curvature);

        // A hundred steps over five decades are 12 % apart.
        Assert.Equal(2, run.BestRate * curvature, 0.25);
    }

    [Fact]
    public void WithManyCurvatures_TheSweepOverstatesTheLimit()
    {
        var run = RangeTest.Run(new Quadratic([1, 0.1, 0.01]), Sgd, 0, seed: 0, lowest: 1e-6, highest: 100);

        Assert.InRange(run.BestRate, 2 * 2, 2 * 10);
        Assert.NotNull(run.DivergenceRate);
    }
}
