using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Stability;

/// <summary>
/// Full-batch training drives the sharpness to the stability limit and holds it there (Cohen et al. 2021, arXiv:2103.00065; for Adam 2022,
/// arXiv:2207.14484). Trajectories past the crossing are chaotic, so time averages over the last third are compared,
/// which is all that is measured here. The full table is a benchmark.
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
    public void TheSharpness_SettlesAtTheLimit(string name, OptimizerSettings optimizer, double rate, int steps, double lowest,
        double highest)
    {
        var problem = new GuardedProblem(Network());
        var trainer = new Trainer(problem,
            new() { Optimizer = optimizer, Schedule = LearningRateSchedule.Constant(steps, rate), Steps = steps }, 0);
        var limits = new LimitMeasurements(problem, trainer, 0);
        var losses = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            losses[step] = trainer.Step();
            if (step >= steps * 2 / 3 && step % (steps / 30) == 0)
            {
                limits.Measure(default);
            }
        }

        var ratio = limits.Points.Average(point => point.Curvature) / limits.Rule.LargestStableCurvature(rate)!.Value;
        Assert.True(limits.Points.Count >= 9);
        Assert.True(ratio >= lowest && ratio <= highest, $"{name}: {ratio}");
        Assert.False(trainer.HasDiverged);
        Assert.True(losses[^1] < losses[0] / 2);
    }

    [Fact]
    public void FarAboveTheLimit_TheRunDivergesAndThatIsForeseen()
    {
        var result = OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = Network(),
            Optimizer = Sgd with { Momentum = 0.9, Nesterov = true },
            Schedule = LearningRateSchedule.Constant(100, 0.4),
            Steps = 100,
            SpectrumProducts = 15,
            SweepSeeds = 0,
            Budget = TimeSpan.FromMinutes(5),
        });

        Assert.Equal(Verdict.Diverged, result.Run.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
        Assert.NotEmpty(result.Risks);
    }

    private static DigitsPerceptron Network() => new(loss: PerceptronLoss.SquaredError, samples: 1000);
}
