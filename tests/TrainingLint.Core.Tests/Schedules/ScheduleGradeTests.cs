using System;
using System.Linq;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Tests.Schedules;

public class ScheduleGradeTests
{
    // Closed forms by summation in another program.
    [Theory]
    [InlineData(100, 2.4854, 2.0361)]
    [InlineData(400, 2.7509, 2.0126)]
    [InlineData(1600, 2.9924, 2.0040)]
    public void Bounds_OfConstantAndLinear_AreTheKnownOnes(int steps, double constant, double linear)
    {
        Assert.Equal(constant, ScheduleGrade.Bound([.. Enumerable.Repeat(1.0, steps)])!.Value, 3);
        Assert.Equal(linear, ScheduleGrade.Bound([.. Enumerable.Range(0, steps).Select(k => 1 - ((double)k / steps))])!.Value, 3);
    }

    [Fact]
    public void Bound_OfCosineAndSquareRoot_AreTheKnownOnes()
    {
        Assert.Equal(2.4453, ScheduleGrade.Bound([.. Enumerable.Range(1, 400).Select(k => 1 / Math.Sqrt(k))])!.Value, 3);
        Assert.Equal(2.0677, ScheduleGrade.Bound([.. Enumerable.Range(0, 400).Select(k => (1 + Math.Cos(Math.PI * k / 400)) / 2)])!.Value,
            2);
    }

    [Fact]
    public void Bound_DoesNotDependOnTheUnitOfTheRate() =>
        Assert.Equal(ScheduleGrade.Bound([1, 1, 0.5])!.Value, ScheduleGrade.Bound([1e-5, 1e-5, 5e-6])!.Value, 9);

    [Fact]
    public void ScheduleWithoutARate_HasNoGrade() => Assert.Null(ScheduleGrade.Bound([0, 0]));

    [Fact]
    public void ConstantRate_IsAThirdWorseThanLinearDecay()
    {
        Assert.Equal(1.367, ScheduleGrade.AgainstLinear(LearningRateSchedule.Constant(10_000, 0.1))!.Value, 3);
        Assert.Equal(1, ScheduleGrade.AgainstLinear(LearningRateSchedule.Linear(10_000, 0.1))!.Value, 6);
    }

    [Fact]
    public void DecayThatEndsEarly_WastesTheRest() =>
        Assert.True(ScheduleGrade.AgainstLinear(LearningRateSchedule.Linear(1000, 0.1, 0, 250)) > 1.9);
}
