using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class SampleSpreadTests
{
    /// <summary>Factors of the chi-square interval, and quantiles of Student's t, from tables.</summary>
    [Theory]
    [InlineData(3, 0.5207, 6.2847, 4.3027)]
    [InlineData(5, 0.5991, 2.8736, 2.7764)]
    [InlineData(10, 0.6878, 1.8256, 2.2622)]
    public void Intervals_AreThoseOfTheTables(int count, double low, double high, double student)
    {
        var spread = SampleSpread.Of([.. Enumerable.Range(0, count).Select(i => (double)(i * i))]);

        Assert.Equal(low, spread.DeviationInterval.Low / spread.StandardDeviation, 3);
        Assert.Equal(high, spread.DeviationInterval.High / spread.StandardDeviation, 3);
        Assert.Equal(student, (spread.MeanInterval.High - spread.Mean) / spread.StandardError, 3);
    }

    [Fact]
    public void OneValue_HasAMeanAndNothingElse()
    {
        var spread = SampleSpread.Of([3]);

        Assert.Equal(3, spread.Mean);
        Assert.True(double.IsNaN(spread.StandardDeviation) && double.IsNaN(spread.MeanInterval.Low)
            && double.IsNaN(spread.DeviationInterval.High));
        Assert.Throws<ArgumentException>(() => SampleSpread.Of([]));
    }
}
