using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Tests.Schedules;

public class RateSumTests
{
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(999, 99.9)]
    [InlineData(250_000, 25_000)]
    public void ConstantRate_TimesSteps(double steps, double sum) =>
        Assert.Equal(sum, RateSum.Of(LearningRateSchedule.Constant(steps, 0.1)), 6);

    [Fact]
    public void LinearDecay_HalvesIt() => Assert.Equal(0.5, RateSum.Of(LearningRateSchedule.Linear(10_000, 1e-4)), 3);
}
