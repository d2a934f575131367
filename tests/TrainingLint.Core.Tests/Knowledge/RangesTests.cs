using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class RangesTests
{
    [Fact]
    public void EveryRow_HasASource()
    {
        Assert.All(LearningRateRanges.Rows, row => Assert.False(string.IsNullOrWhiteSpace(row.Source), row.ToString()));
        Assert.All(WeightDecayRanges.Rows, row => Assert.False(string.IsNullOrWhiteSpace(row.Source), row.ToString()));
    }

    [Fact]
    public void LimitsOfEveryRow_Rise()
    {
        Assert.All(LearningRateRanges.Rows, row =>
        {
            Assert.True(row.WarnBelow > 0, row.ToString());
            Assert.True(row.WarnBelow < row.WarnAbove && row.WarnAbove < row.ErrorAbove, row.ToString());
            Assert.True(row.WarnAbove <= row.WarnAboveAnyBatch && row.ErrorAbove <= row.ErrorAboveAnyBatch, row.ToString());
            Assert.True(row.WarnAboveAnyBatch < row.ErrorAboveAnyBatch, row.ToString());
        });
        Assert.All(WeightDecayRanges.Rows, row => Assert.True(row.WarnAbove > 0 && row.WarnAbove < row.ErrorFrom, row.ToString()));
    }

    [Fact]
    public void NoTwoRows_SayDifferentThingsOfTheSame()
    {
        Assert.Equal(LearningRateRanges.Rows.Count, LearningRateRanges.Rows.Select(row => (row.Family, row.Regime, row.Models)).Distinct()
            .Count());
        Assert.Equal(WeightDecayRanges.Rows.Count, WeightDecayRanges.Rows.Select(row => row.Family).Distinct().Count());
    }

    [Fact]
    public void RegimeWithoutARow_FallsBackToTheRowForAny()
    {
        Assert.Equal(Regime.LinearProbe, LearningRateRanges.Find(OptimizerFamily.Sgd, Regime.LinearProbe)?.Regime);
        Assert.Equal(Regime.Unknown, LearningRateRanges.Find(OptimizerFamily.Sgd, Regime.FineTuning)?.Regime);
        Assert.Null(LearningRateRanges.Find(OptimizerFamily.SelfScaling, Regime.Unknown));
    }

    [Fact]
    public void OptimizerWithoutAWeightDecayRow_FallsBackToTheWidest() =>
        Assert.Equal(OptimizerFamily.Unknown, WeightDecayRanges.Find(OptimizerFamily.Muon, Regime.Unknown).Family);

    [Theory]
    [InlineData(BatchScaling.None, 4096, 1)]
    [InlineData(BatchScaling.Linear, 4096, 16)]
    [InlineData(BatchScaling.SquareRoot, 4096, 4)]
    [InlineData(BatchScaling.Linear, 8, 1)]
    public void UpperLimits_GrowWithTheBatchAndNeverShrink(BatchScaling scaling, double batch, double factor)
    {
        var row = new LearningRateRange(OptimizerFamily.Sgd, Regime.Unknown, 1e-5, 1, 10, scaling, 2, 50, "test");

        Assert.Equal((factor, 10 * factor), row.Above(batch));
        Assert.Equal((2, 50), row.Above(null));
    }
}
