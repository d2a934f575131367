using System;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Escape;

public class SaddleEscapeTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    [Theory]
    [InlineData(1e-3, 9.2, 9.3)]
    [InlineData(1e-2, 6.3, 6.6)]
    [InlineData(0.1, 2.9, 3.3)]
    public void MomentumSpeedsGrowthUp_AsTabulated(double push, double heavyBall, double nesterov)
    {
        var plain = Math.Log(SaddleTheory.Of(Sgd, push, 1)!.Growth);

        Assert.Equal(1 + push, SaddleTheory.Of(Sgd, push, 1)!.Growth, 12);
        Assert.Equal(heavyBall, Math.Log(SaddleTheory.Of(Sgd with { Momentum = 0.9 }, push, 1)!.Growth) / plain, 0.06);
        Assert.Equal(nesterov, Math.Log(SaddleTheory.Of(Sgd with { Momentum = 0.9, Nesterov = true }, push, 1)!.Growth) / plain, 0.06);
    }

    [Theory]
    [InlineData(0, 0, false, 0.01)]
    [InlineData(0.5, 0, false, 0.01)]
    [InlineData(0.9, 0, false, 0.01)]
    [InlineData(0.9, 0.5, false, 0.01)]
    [InlineData(0.9, 0, true, 0.01)]
    [InlineData(0, 0, false, 0.1)]
    [InlineData(0.9, 0, false, 0.1)]
    [InlineData(0.9, 0, true, 0.1)]
    public void StepsToLeave_AreThoseOfTheTheory(double momentum, double dampening, bool nesterov, double push)
    {
        var settings = Sgd with { Momentum = momentum, Dampening = dampening, Nesterov = nesterov };
        var steps = new SaddleEscapeExperiment(new Quadratic([1, -0.5]), [0, 0], Lowest(new Quadratic([1, -0.5])), 100_000)
            .StepsBetween(Plan(settings, push / 0.5), 1e-6, 1, CancellationToken.None);

        // Only the root that dies out is left out of the theory.
        Assert.Equal(SaddleTheory.Of(settings, push / 0.5, 0.5)!.Steps(1e-6, 1), steps!.Value, 0.01 * steps.Value);
    }

    [Fact]
    public void WithoutMomentum_TheTheoryIsTheTextbooks() =>
        Assert.Equal(Math.Log(1e4) / Math.Log(1.02), SaddleTheory.Of(Sgd, 0.1, 0.2)!.Steps(1e-4, 1), 9);

    [Fact]
    public void AnOffSaddleSlope_MovesBothRunsAlike()
    {
        // A tilted double well still has curvature -1 at the origin, where its slope is not zero.
        var steps = new SaddleEscapeExperiment(new DoubleWell(1e-6), [0, 0], [1, 0], 100_000).StepsBetween(Plan(Sgd, 0.1), 1e-8, 1e-4,
            CancellationToken.None);

        Assert.Equal(Math.Log(1e4) / Math.Log(1.1), steps!.Value, 0.01);
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void FromNoiseAlone_TheMeanIsThatOfTheTheory(double momentum, bool nesterov)
    {
        const double Rate = 0.1;
        var settings = Sgd with { Momentum = momentum, Nesterov = nesterov };
        var problem = new NoisyFunction(new Quadratic([-0.1]), 1);
        var experiment = new SaddleEscapeExperiment(problem, [0], [1], 100_000);
        var (slope, variance) = experiment.Noise(1, CancellationToken.None);
        var theory = SaddleTheory.Of(settings, Rate, 0.1)!;
        var found = experiment.FromNoise(Plan(settings, Rate) with { BatchSize = 1 }, 1e3, null, 1500, 0, CancellationToken.None);

        Assert.Equal(0, slope, 9);
        Assert.Equal(1, variance, 9);
        Assert.Equal(1500, found.Runs);
        Assert.Equal(theory.StepsFromNoise(variance, 1e3), found.Steps!.Value, 1 + (3 * found.Steps.Error));
        Assert.Equal(1, found.Steps.Value / theory.StepsFromNoise(variance, 1e3), 0.05);
    }

    [Fact]
    public void NoiseOfGradientDescent_HasTheTextbookScale() =>
        Assert.Equal(0.1 * 2 / Math.Sqrt((1.01 * 1.01) - 1), SaddleTheory.Of(Sgd, 0.1, 0.1)!.NoiseScale(4), 9);

    [Fact]
    public void AdaptiveAndClippedRules_HaveNoTheory()
    {
        Assert.Null(SaddleTheory.Of(OptimizerSettings.Of(OptimizerKind.Adam), 0.1, 1));
        Assert.Null(SaddleTheory.Of(Sgd with { ClipNorm = 1 }, 0.1, 1));
        Assert.Null(SaddleTheory.Of(Sgd with { WeightDecay = 2 }, 0.1, 1));
    }

    [Fact]
    public void NotLeftInTime_GivesNoNumber() =>
        Assert.Null(new SaddleEscapeExperiment(new DoubleWell(), [0, 0], [1, 0], 20).StepsBetween(Plan(Sgd, 0.01), 1e-6, 0.1,
            CancellationToken.None));

    private static TrainingPlan Plan(OptimizerSettings settings, double rate) =>
        new() { Optimizer = settings, Schedule = LearningRateSchedule.Constant(10, rate), Steps = 10 };

    /// <summary>The direction of negative curvature, by one product: H v - v is along it for a spectrum of 1 and another value.</summary>
    private static double[] Lowest(Quadratic problem)
    {
        var gradient = new double[2];
        problem.Evaluate([1, 0], gradient);
        var (x, y) = (gradient[0] - 1, gradient[1]);
        var norm = Math.Sqrt((x * x) + (y * y));
        return [x / norm, y / norm];
    }
}
