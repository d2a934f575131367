using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>Whether a run is long enough, on quadratics: gradient descent leaves (1 - rate x curvature)^(2 steps) of the loss.</summary>
public class LengthNeedTests
{
    [Fact]
    public void ATimidRate_LeavesWhatTheFormulaSays()
    {
        var need = Need([1], 0.01, 100);

        var (left, longer, faster) = (Math.Pow(0.99, 200), Math.Pow(0.99, 400), Math.Pow(0.97, 200));
        Assert.Equal((left - longer) / (1 - left), need.Doubled.Share, 1e-10);
        Assert.Equal((left - faster) / (1 - left), need.Tripled.Share, 1e-10);
        Assert.Equal(LengthVerdict.TooTimid, need.Verdict);
    }

    [Fact]
    public void ARateNearItsLimit_NeedsMoreSteps() =>
        Assert.Equal(LengthVerdict.TooShort, Need([1, .. Enumerable.Repeat(0.002, 500)], 1.9, 100).Verdict);

    [Fact]
    public void ARunThatIsDone_IsLongEnough() => Assert.Equal(LengthVerdict.LongEnough, Need([1, 0.9], 0.5, 100).Verdict);

    [Fact]
    public void WithOneSeed_ItStaysOpen()
    {
        var need = Need([1], 0.01, 100, seeds: 1);

        Assert.Equal(LengthVerdict.Open, need.Verdict);
        Assert.True(double.IsNaN(need.Doubled.Low));
    }

    [Fact]
    public void ARunThatDoesNotDescend_IsNotAsked() => Assert.Null(NeedOf([1], 2.5, 100, 3));

    [Theory]
    [InlineData(399, 100, 0)]
    [InlineData(400, 100, 1)]
    [InlineData(1e9, 100, 3)]
    public void AsManySeedsAreRun_AsThePlannedWorkAllows(double updates, int steps, int seeds) =>
        Assert.Equal(seeds, LengthExperiment.SeedsWithin(updates, steps));

    private static LengthNeed Need(double[] curvatures, double rate, int steps, int seeds = 3) => NeedOf(curvatures, rate, steps, seeds)!;

    private static LengthNeed? NeedOf(double[] curvatures, double rate, int steps, int seeds) => LengthExperiment.Run(
        new GuardedProblem(new Quadratic(curvatures)),
        new() { Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd), Schedule = LearningRateSchedule.Constant(steps, rate), Steps = steps },
        0,
        seeds,
        [.. curvatures.Select(_ => 1.0)],
        default);
}
