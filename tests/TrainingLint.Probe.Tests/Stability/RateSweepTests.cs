using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Tests.Stability;

/// <summary>Sweeps on L = x²/2 from 1: after n steps of rate r, x is (1 - r)^n, so that every loss is known.</summary>
public class RateSweepTests
{
    private const int Steps = 40;

    [Theory]
    [InlineData(9000, 9, 40, 1, 1)]
    [InlineData(400, 9, 40, 1, 1)]
    [InlineData(720, 9, 40, 2, 1)]
    [InlineData(269, 5, 40, 1, 2)]
    [InlineData(149, 0, 0, 0, 0)]
    public void PlansFollowTheWork(double updates, int rates, int steps, int seeds, int stride)
    {
        var plan = RateSweep.Plan(updates * 3, 3, Steps, updates > 1000 ? 1 : 3);

        Assert.Equal(rates > 0, plan is not null);
        if (plan is not null)
        {
            Assert.Equal((steps, seeds, stride), (plan.Steps, plan.Seeds, plan.Stride));
        }
    }

    /// <summary>1e-7 is seven decades below the best rate: the nine end at 1e-5, and six whole decades follow.</summary>
    [Fact]
    public void RatesFarTooLow_AreFollowedUpwards()
    {
        var sweep = Sweep(1e-7);

        Assert.Equal(15, sweep.Rates.Count);
        Assert.Equal(10, sweep.Rates[^1].PeakRate, 1e-9);
        Assert.Equal(1, sweep.Best!.PeakRate, 1e-9);
        Assert.Equal(9, sweep.Near.Rates.Count);
    }

    /// <summary>From 1e4 the nine end at 100; at 10 it still diverges, at 1 it is done in one step, and 0.1 is worse.</summary>
    [Fact]
    public void RatesFarTooHigh_AreFollowedDownwards()
    {
        var sweep = Sweep(1e4);

        Assert.Equal(1, sweep.Best!.PeakRate, 1e-9);
        Assert.Equal(0.1, sweep.Rates[0].PeakRate, 1e-9);
    }

    [Fact]
    public void ABestRateInTheMiddle_IsNotFollowed() => Assert.Equal(9, Sweep(0.5).Rates.Count);

    [Fact]
    public void Wide_RatesLieADecadeApart() =>
        Assert.Equal([0.01, 0.1, 1, 10, 100], Sweep(1, new(Steps, 1, 2)).Rates.Select(rate => System.Math.Round(rate.PeakRate, 9)));

    [Theory]
    [InlineData(0.9, 1.0, 0.01, true)]
    [InlineData(0.4, 1.0, 0.01, false)]
    [InlineData(0.9, 3.0, 0.01, false)]
    [InlineData(0.9, 1.0, 0.8, false)]
    public void ARateWhereFarLowerOnesDoFarBetter_IsARisk(double own, double gap, double lower, bool isRisk)
    {
        var sweep = new RateSweepReport
        {
            Rates = [new(0.1, [lower]), new(gap, [own]), new(10, [double.PositiveInfinity])],
            RecipeRate = gap == 3 ? 0.3 : 1,
            InitialLoss = 1,
            Steps = 10,
            Seeds = 1,
        };

        Assert.Equal(isRisk, RateRisk.Of(sweep, new(1, own, [1, own], HasDiverged: false)).Any());
    }

    private static RateSweepReport Sweep(double rate, SweepPlan? sweep = null) => RateSweep.Run(
        new GuardedProblem(new Quadratic([1])),
        new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
            Schedule = LearningRateSchedule.Constant(Steps, rate),
            Steps = Steps
        },
        sweep ?? new(Steps, 1, 1), 0, [1], default)!;
}
