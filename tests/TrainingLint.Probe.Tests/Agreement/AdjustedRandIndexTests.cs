using System;
using System.Linq;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Agreement;

public class AdjustedRandIndexTests
{
    [Theory]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 0, 1, 2 }, 0.5714285714)]
    [InlineData(new[] { 0, 0, 0, 1, 1, 1 }, new[] { 0, 0, 1, 1, 2, 2 }, 0.2424242424)]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 0, 1 }, -0.5)]
    [InlineData(new[] { 0, 0, 0, 0 }, new[] { 0, 1, 2, 3 }, 0)]
    [InlineData(new[] { 0, 1, 1, 2 }, new[] { 0, 1, 1, 2 }, 1)]
    [InlineData(new[] { 0, 1, 1, 2 }, new[] { 7, 0, 0, 3 }, 1)]
    [InlineData(new[] { 0, 0, 0 }, new[] { 5, 5, 5 }, 1)]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2, 0, 1 }, 1)]
    [InlineData(new[] { 0 }, new[] { 3 }, 1)]
    public void TheIndex_IsTheTabulatedOne(int[] first, int[] second, double expected)
    {
        var found = AdjustedRandIndex.Between(first, second);

        Assert.Equal(expected, found.Value, 9);
        Assert.Equal(found.Value, AdjustedRandIndex.Between(second, first).Value, 12);
        Assert.InRange(found.Value, found.Low, found.High);
    }

    /// <summary>The mean over independent labelings is 0; its standard error over 200 pairs is measured along.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void IndependentLabelings_AgreeByNothingOnAverage(int groups)
    {
        var random = new RandomNumbers(groups, RandomStream.Directions);
        int[] Labels() => [.. Enumerable.Range(0, 60).Select(_ => random.NextIndex(groups))];
        var spread = SampleSpread.Of([.. Enumerable.Range(0, 200).Select(_ => AdjustedRandIndex.Between(Labels(), Labels()).Value)]);

        Assert.InRange(spread.Mean, -4 * spread.StandardError, 4 * spread.StandardError);
    }

    [Fact]
    public void TheInterval_NarrowsWithTheRootOfTheSamples()
    {
        double Width(int samples)
        {
            var random = new RandomNumbers(1, RandomStream.Directions);
            var first = Enumerable.Range(0, samples).Select(i => i % 4).ToArray();
            var second = first.Select(label => random.NextUniform() < 0.1 ? (label + 1) % 4 : label).ToArray();
            var index = AdjustedRandIndex.Between(first, second);
            return index.High - index.Low;
        }

        // The width itself is uncertain by about a tenth, as 400 resamples leave it.
        Assert.InRange(Width(200) / Width(3200), 4 * 0.6, 4 / 0.6);
    }

    [Fact]
    public void LabelingsOfDifferentSamples_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Between([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Between([], []));
    }
}
