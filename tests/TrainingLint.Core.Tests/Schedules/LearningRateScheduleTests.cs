using System;
using System.Linq;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Tests.Schedules;

public class LearningRateScheduleTests
{
    private const int Digits = 12;

    [Fact]
    public void Constant_IsOneRateWithItsPeakAtTheStart()
    {
        var schedule = LearningRateSchedule.Constant(100, 0.3);

        Assert.Equal(0.3, schedule.At(0));
        Assert.Equal(0.3, schedule.Final);
        Assert.Equal(0, schedule.PeakStep);
        Assert.False(schedule.ClimbsAfterPeak);
    }

    [Fact]
    public void Table_IsReadStepByStep_AndStretchedLikeAnyCourse()
    {
        var schedule = LearningRateSchedule.Of([0.1, 0.2, 0.2, 0.05]);

        Assert.Equal([0.1, 0.2, 0.2, 0.05], Enumerable.Range(0, 4).Select(step => schedule.At(step)));
        Assert.Equal((4, 0.2, 1, 0.05), (schedule.Steps, schedule.Peak, schedule.PeakStep, schedule.Final));
        Assert.False(schedule.ClimbsAfterPeak);
        Assert.Equal([0.1, 0.1, 0.2, 0.05, 0.05], new long[] { 0, 24, 25, 75, 99 }.Select(step => schedule.Over(100).At(step)));
        Assert.True(LearningRateSchedule.Of([0.2, 0.1, 0.15]).ClimbsAfterPeak);
    }

    [Fact]
    public void EmptyTable_IsNoSchedule() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Of([]));

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(29, 1.0)]
    [InlineData(30, 0.1)]
    [InlineData(59, 0.1)]
    [InlineData(60, 0.01)]
    [InlineData(99, 0.01)]
    public void MultiStep_DropsAtItsMilestones(long step, double rate) =>
        Assert.Equal(rate, LearningRateSchedule.MultiStep(100, 1, [30, 60], 0.1).At(step), Digits);

    [Fact]
    public void Step_DropsAfterEveryPeriod()
    {
        var schedule = LearningRateSchedule.Step(100, 1, 40, 0.5);

        Assert.Equal([1, 0.5, 0.5, 0.25], new[] { schedule.At(39), schedule.At(40), schedule.At(79), schedule.At(80) });
    }

    [Fact]
    public void StepsThatGrow_PeakAtTheEnd()
    {
        var schedule = LearningRateSchedule.MultiStep(100, 1, [30, 60], 2);

        Assert.Equal(4, schedule.Peak);
        Assert.Equal(60, schedule.PeakStep);
        Assert.False(schedule.ClimbsAfterPeak);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.9)]
    [InlineData(2.0)]
    public void Polynomial_IsAPowerOfWhatRemains(double power)
    {
        var schedule = LearningRateSchedule.Polynomial(200, 0.5, 0.1, power);

        for (var step = 0; step < 200; step += 7)
        {
            Assert.Equal(0.1 + (0.4 * Math.Pow(1 - (step / 200.0), power)), schedule.At(step), Digits);
        }
    }

    [Fact]
    public void Cosine_HasItsClosedFormAndStaysAtTheEnd()
    {
        var schedule = LearningRateSchedule.Cosine(300, 1, 0.2, length: 200);

        Assert.Equal(0.6, schedule.At(100), Digits);
        Assert.Equal(0.2 + (0.4 * (1 + Math.Cos(Math.PI * 37 / 200))), schedule.At(37), Digits);
        Assert.Equal(0.2, schedule.At(250), Digits);
        Assert.False(schedule.ClimbsAfterPeak);
    }

    [Fact]
    public void CosineWave_ClimbsAgainWhenTheRunIsLonger()
    {
        Assert.True(LearningRateSchedule.CosineWave(150, 1, 0, 100).ClimbsAfterPeak);
        Assert.False(LearningRateSchedule.CosineWave(100, 1, 0, 100).ClimbsAfterPeak);
        Assert.Equal(0.5, LearningRateSchedule.CosineWave(300, 1, 0, 100).At(150), Digits);
    }

    [Fact]
    public void CosineWithRestarts_StartsEachCycleAtFullHeight()
    {
        var schedule = LearningRateSchedule.CosineWithRestarts(700, 1, 0, 100, 2);

        Assert.Equal(1, schedule.At(100), Digits);
        Assert.Equal(0.5, schedule.At(200), Digits);
        Assert.Equal(1, schedule.At(300), Digits);
        Assert.Equal(0.5, schedule.At(500), Digits);
        Assert.True(schedule.ClimbsAfterPeak);
    }

    [Fact]
    public void OneCosineCycle_NeverClimbs() =>
        Assert.False(LearningRateSchedule.CosineWithRestarts(100, 1, 0, 100).ClimbsAfterPeak);

    [Fact]
    public void Exponential_FallsByItsFactorPerPeriod()
    {
        var schedule = LearningRateSchedule.Exponential(100, 2, 0.5, period: 10);

        Assert.Equal(2 * Math.Pow(0.5, 3.7), schedule.At(37), Digits);
    }

    [Fact]
    public void OneCycle_PeaksAtTheEndOfItsRise()
    {
        var schedule = LearningRateSchedule.OneCycle(100, 1);

        Assert.Equal(1 / 25.0, schedule.At(0), Digits);
        Assert.Equal(29, schedule.PeakStep);
        Assert.Equal(1, schedule.Peak, Digits);
        Assert.Equal(1 / 25.0 / 1e4, schedule.Final, Digits);
        Assert.False(schedule.ClimbsAfterPeak);
    }

    [Fact]
    public void InverseSquareRoot_FallsFromItsTimeScaleOn()
    {
        var schedule = LearningRateSchedule.InverseSquareRoot(10000, 0.01, 400).WithWarmup(new Warmup(400), countAfter: false);

        Assert.Equal(0.005, schedule.At(200), Digits);
        Assert.Equal(0.01, schedule.At(400), Digits);
        Assert.Equal(0.005, schedule.At(1600), Digits);
    }

    [Fact]
    public void Noam_IsTheFormulaOfItsPaper()
    {
        var schedule = LearningRateSchedule.Noam(100000, 2, 512, 4000);

        foreach (var step in new[] { 0, 17, 3999, 4000, 25000 })
        {
            var s = step + 1.0;
            Assert.Equal(2 / Math.Sqrt(512) * Math.Min(1 / Math.Sqrt(s), s * Math.Pow(4000, -1.5)), schedule.At(step), Digits);
        }

        Assert.Equal(3999, schedule.PeakStep);
        Assert.Equal(2 / Math.Sqrt(512.0 * 4000), schedule.Peak, Digits);
    }

    [Fact]
    public void WarmupStableDecay_HoldsAndThenFalls()
    {
        var schedule = LearningRateSchedule.WarmupStableDecay(100, 1, 0, 80, 20).WithWarmup(new Warmup(10), countAfter: false);

        Assert.Equal([0, 0.5, 1, 1, 0.5], new[] { schedule.At(0), schedule.At(5), schedule.At(10), schedule.At(79), schedule.At(90) });
    }

    [Fact]
    public void TriStage_FallsInEqualRatios()
    {
        var schedule = LearningRateSchedule.TriStage(100, 1, 0.01, 60, 40);

        Assert.Equal(0.1, schedule.At(80), Digits);
    }

    [Theory]
    [InlineData(WarmupShape.Linear, 0.325)]
    [InlineData(WarmupShape.Constant, 0.1)]
    [InlineData(WarmupShape.Exponential, 0.17782794100389228)]
    public void Warmup_RisesInItsShape(WarmupShape shape, double atAQuarter)
    {
        var schedule = LearningRateSchedule.Constant(1000, 1).WithWarmup(new Warmup(100, 0.1, shape), countAfter: false);

        Assert.Equal(0.1, schedule.At(0), Digits);
        Assert.Equal(atAQuarter, schedule.At(25), Digits);
        Assert.Equal(1, schedule.At(100), Digits);
        Assert.Equal(100, schedule.PeakStep);
        Assert.False(schedule.ClimbsAfterPeak);
    }

    [Fact]
    public void CountingAfterTheWarmup_PutsTheDecayOnTheRest()
    {
        var schedule = LearningRateSchedule.Cosine(1000, 1, 0, length: 900).WithWarmup(new Warmup(100), countAfter: true);

        Assert.Equal(0.5, schedule.At(50), Digits);
        Assert.Equal(0.5, schedule.At(550), Digits);
    }

    [Fact]
    public void CountingFromTheStart_MultipliesTheWarmupWithTheDecay()
    {
        var schedule = LearningRateSchedule.Linear(100, 1).WithWarmup(new Warmup(50), countAfter: false);

        Assert.Equal(0.5 * 0.75, schedule.At(25), Digits);
        Assert.Equal(0.25, schedule.At(75), Digits);
    }

    [Fact]
    public void AWarmupLongerThanTheRun_PeaksBelowTheRate()
    {
        var schedule = LearningRateSchedule.Constant(100, 1).WithWarmup(new Warmup(400), countAfter: false);

        Assert.Equal(99 / 400.0, schedule.Peak, Digits);
        Assert.Equal(99, schedule.PeakStep);
    }

    [Fact]
    public void PeakAndClimb_AgreeWithWalkingEveryStep()
    {
        LearningRateSchedule[] schedules =
        [
            LearningRateSchedule.CosineWave(997, 1, 0.1, 333.3).WithWarmup(new Warmup(41.5), countAfter: true),
            LearningRateSchedule.CosineWithRestarts(500, 0.2, 0, 37.7),
            LearningRateSchedule.MultiStep(90, 1, [29.5, 30.2, 60], 0.1).WithWarmup(new Warmup(30), countAfter: false),
            LearningRateSchedule.OneCycle(73, 2).Over(211),
            LearningRateSchedule.Noam(5000, 1, 256, 800).Over(97),
        ];
        foreach (var schedule in schedules)
        {
            var (peak, climbs) = Walk(schedule);
            Assert.Equal(peak, schedule.Peak, Digits);
            Assert.Equal(climbs, schedule.ClimbsAfterPeak);
        }
    }

    [Fact]
    public void Over_KeepsTheCourse()
    {
        var whole = LearningRateSchedule.Cosine(270000, 0.02).WithWarmup(new Warmup(27000), countAfter: true);
        var brief = whole.Over(300);

        Assert.Equal(300, brief.Steps);
        Assert.Equal(30, brief.WarmupSteps, Digits);
        Assert.Equal(whole.At(90000), brief.At(100), Digits);
        Assert.Equal(30, brief.PeakStep);
    }

    [Fact]
    public void ImpossibleLengths_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(10, 1, 0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Warmup(10, 0, WarmupShape.Exponential));
    }

    private static (double Peak, bool Climbs) Walk(LearningRateSchedule schedule)
    {
        var peak = schedule.At(0);
        var climbs = false;
        for (var step = 1L; step < schedule.Steps; step++)
        {
            var rate = schedule.At(step);
            if (rate > peak * (1 + 1e-9))
            {
                (peak, climbs) = (rate, false);
            }
            else if (rate > schedule.At(step - 1) * (1 + 1e-9))
            {
                climbs = true;
            }
        }

        return (peak, climbs);
    }
}
