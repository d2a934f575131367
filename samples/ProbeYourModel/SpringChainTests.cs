using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Verdicts;
using Xunit;

namespace ProbeYourModel;

/// <summary>The probe in a unit test: one call, one result, and assertions on what it measured.</summary>
public class SpringChainTests
{
    [Fact]
    public void OurRecipe_EndsInAMinimumThatIsNotTooSharp()
    {
        var result = OptimizationProbe.Run(Experiment(rate: 2));

        Assert.Equal(Verdict.Minimum, result.Run.Verdict);
        Assert.True(result.Sharpness.Largest < 0.5);
        Assert.True(result.Stability.Margin > 2);
        Assert.Empty(result.Risks);
    }

    [Fact]
    public void TwiceTheStableRate_IsForeseenToDiverge()
    {
        var limit = OptimizationProbe.Run(Experiment(rate: 2)).Stability.LargestStableRate!.Value;

        var result = OptimizationProbe.Run(Experiment(rate: 2 * limit));

        Assert.Equal(Verdict.Diverged, result.Run.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
    }

    private static ProbeOptions Experiment(double rate) => new()
    {
        Problem = new SpringChain(),
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
        Schedule = LearningRateSchedule.Constant(400, rate),
        Steps = 400,
        Seed = 1,
    };
}
