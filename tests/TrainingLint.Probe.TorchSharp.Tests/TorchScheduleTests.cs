using System;
using System.Linq;
using static TorchSharp.torch.optim;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>Courses of rates by TorchSharp's own schedulers.</summary>
public class TorchScheduleTests
{
    [Fact]
    public void StepLr_FallsAfterItsPeriod()
    {
        var schedule = TorchSchedule.Of(0.1, optimizer => lr_scheduler.StepLR(optimizer, 10, gamma: 0.5), steps: 30);

        Assert.Equal([0.1, 0.1, 0.05, 0.05, 0.025], new long[] { 0, 9, 10, 19, 29 }.Select(step => Math.Round(schedule.At(step), 12)));
        Assert.Equal(0.1, schedule.Peak);
    }

    [Fact]
    public void WarmupInFrontOfACosine_RisesAndFalls()
    {
        var schedule = TorchSchedule.Of(1e-3, optimizer => lr_scheduler.SequentialLR(optimizer,
            [lr_scheduler.LinearLR(optimizer, 0.1, 1, total_iters: 5), lr_scheduler.CosineAnnealingLR(optimizer, 15)], [5]), steps: 20);

        Assert.Equal(1e-4, schedule.At(0), 1e-12);
        Assert.True(schedule.PeakStep is >= 4 and <= 6);
        Assert.True(schedule.Final < 1e-4);
    }

    [Fact]
    public void ACourseOverEpochs_IsStretchedToTheStepsOfTheExperiment()
    {
        var schedule = TorchSchedule.Of(1, optimizer => lr_scheduler.StepLR(optimizer, 2), steps: 4).Over(100);

        Assert.Equal([1, 1, 0.1, 0.1], new long[] { 0, 49, 50, 99 }.Select(step => Math.Round(schedule.At(step), 12)));
    }

    [Fact]
    public void CoursesWithoutSteps_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchSchedule.Of(1, optimizer => lr_scheduler.StepLR(optimizer, 2), steps: 0));

    [Fact]
    public void RatesThatAreNoRates_AreNamed() =>
        Assert.Contains("after 3 steps", Assert.Throws<TorchProbeException>(() =>
            TorchSchedule.Of(1, optimizer => lr_scheduler.LambdaLR(optimizer, step => step == 3 ? double.NaN : 1), steps: 5)).Message,
            StringComparison.Ordinal);
}
