using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Stability;

/// <summary>
/// Full-batch training drives the sharpness to the stability limit and holds it there (Cohen et al. 2021, arXiv:2103.00065; for Adam 2022,
/// arXiv:2207.14484). Trajectories past the crossing are chaotic, so time averages over the last third are compared. The full table is a benchmark.
/// </summary>
public class EdgeOfStabilityTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static TheoryData<string, OptimizerSettings, double, int, double, double> Runs => new()
    {
        { "gradient descent", Sgd, 0.2, 2400, 0.98, 1.06 },
        { "heavy ball", Sgd with { Momentum = 0.5 }, 0.2, 1200, 0.98, 1.06 },
        { "nesterov", Sgd with { Momentum = 0.5, Nesterov = true }, 0.15, 1500, 0.98, 1.06 },
        { "adam", OptimizerSettings.Of(OptimizerKind.Adam) with { Beta2 = 0.99 }, 1e-3, 1200, 0.90, 1.10 },
    };

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Runs))]
    public void TheSharpness_SettlesAtTheLimit(string name, OptimizerSettings optimizer, double rate, int steps, double lowest, double highest)
    {
        var result = Train(optimizer, rate, steps);

        var limit = result.Stability.Rule.LargestStableCurvature(rate)!.Value;
        var ratio = result.Stability.Points.Where(point => point.Step >= steps * 2 / 3).Average(point => point.Curvature) / limit;
        Assert.True(ratio >= lowest && ratio <= highest, $"{name}: {ratio}");
        Assert.NotEqual(Verdict.Diverged, result.Run.Verdict);
        Assert.True(result.Run.FinalLoss < result.Run.InitialLoss / 2);
    }

    [Fact]
    public void FarAboveTheLimit_TheRunDivergesAndThatIsForeseen()
    {
        var result = Train(Sgd with { Momentum = 0.9, Nesterov = true }, 0.4, steps: 100);

        Assert.Equal(Verdict.Diverged, result.Run.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
        Assert.NotEmpty(result.Risks);
    }

    private static ProbeResult Train(OptimizerSettings optimizer, double rate, int steps) => OptimizationProbe.Run(new ProbeOptions
    {
        Clock = StandingClock.Instance,
        Problem = new DigitsPerceptron(loss: PerceptronLoss.SquaredError, samples: 1000),
        Optimizer = optimizer,
        Schedule = LearningRateSchedule.Constant(steps, rate),
        Steps = steps,
        StabilityPoints = 50,
        SpectrumProducts = 15,
        SweepSeeds = 0,
        Budget = TimeSpan.FromMinutes(5),
    });
}
