using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Tests.Rules;

namespace TrainingLint.Core.Tests.Recipes;

public class RunArithmeticTests
{
    [Fact]
    public void EffectiveBatch_IsTheWrittenOneOrTheProductOfAllThree()
    {
        Assert.Equal(64, A.Recipe().With(Facts.EffectiveBatchSize, 64).With(Facts.BatchSize, 3).Build().EffectiveBatch());
        Assert.Equal(32,
            A.Recipe().With(Facts.BatchSize, 4).With(Facts.GradientAccumulation, 2).With(Facts.WorldSize, 4).Build().EffectiveBatch());
        Assert.Equal(8,
            A.Recipe().With(Facts.BatchSize, 4).ByDefault(Facts.GradientAccumulation, 2.0).ByDefault(Facts.WorldSize, 1.0).Build()
                .EffectiveBatch());
    }

    [Fact]
    public void EffectiveBatch_IsUnknownWhenAnyFactorIs()
    {
        Assert.Null(A.Recipe().With(Facts.BatchSize, 4).With(Facts.GradientAccumulation, 2).Build().EffectiveBatch());
        Assert.Null(A.Recipe().With(Facts.BatchSize, 4).With(Facts.WorldSize, 2).Build().EffectiveBatch());
        Assert.Null(A.Recipe().With(Facts.BatchSize, 0).With(Facts.GradientAccumulation, 2).With(Facts.WorldSize, 4).Build()
            .EffectiveBatch());
        Assert.Null(A.Recipe().With(Facts.EffectiveBatchSize, double.NaN).Build().EffectiveBatch());
    }

    [Fact]
    public void Lengths_PutStepsBeforeEpochsAndSkipWhatIsNotPositive()
    {
        var lengths = A.Recipe().With(Facts.Epochs, 3).With(Facts.MaxSteps, 100).With(Facts.MaxTokens, -1).Build().Lengths();
        Assert.Equal([(100.0, LengthUnit.Steps), (3.0, LengthUnit.Epochs)], lengths.Select(length => (length.Amount, length.Unit)));
    }

    [Fact]
    public void ShareOfRun_ComparesLikeWithLike()
    {
        Assert.Equal(0.1, Share(A.Recipe().With(Facts.WarmupSteps, 10).With(Facts.MaxSteps, 100)));
        Assert.Equal(0.2, Share(A.Recipe().With(Facts.WarmupEpochs, 2).With(Facts.Epochs, 10)));
        Assert.Equal(0.5, Share(A.Recipe().With(Facts.WarmupTokens, 5e8).With(Facts.MaxTokens, 1e9)));
        Assert.Equal(0.03, Share(A.Recipe().With(Facts.WarmupRatio, 0.03)));
    }

    [Fact]
    public void ShareOfRun_ConvertsWithTheStepsOfAnEpochOnly()
    {
        Assert.Equal(0.25, Share(A.Recipe().With(Facts.WarmupSteps, 50).With(Facts.Epochs, 2).With(Facts.StepsPerEpoch, 100)));
        Assert.Null(Share(A.Recipe().With(Facts.WarmupSteps, 50).With(Facts.Epochs, 2)));
        Assert.Null(Share(A.Recipe().With(Facts.WarmupTokens, 50).With(Facts.Epochs, 2).With(Facts.StepsPerEpoch, 100)));
    }

    [Fact]
    public void ShareOfRun_IsUnknownWhereTheOtherLengthMayDecide()
    {
        // Two epochs of warmup in three epochs, but the 100 steps may end the run first.
        Assert.Null(Share(A.Recipe().With(Facts.WarmupEpochs, 2).With(Facts.Epochs, 3).With(Facts.MaxSteps, 100)));
        Assert.Equal(0.5,
            Share(A.Recipe().With(Facts.WarmupEpochs, 2).With(Facts.Epochs, 3).With(Facts.MaxSteps, 100).With(Facts.StepsPerEpoch, 25)));
    }

    [Fact]
    public void NoWarmup_IsKnownOnlyWhenEveryWayIsAbsentOrZero()
    {
        Assert.True(A.Recipe().WithoutWarmup().Build().HasNoWarmup());
        Assert.True(A.Recipe().With(Facts.WarmupSteps, 0).Build().HasNoWarmup());
        Assert.False(A.Recipe().Build().HasNoWarmup());
        Assert.False(A.Recipe().WithoutWarmup().With(Facts.WarmupRatio, 0.1).Build().HasNoWarmup());
        Assert.False(A.Recipe().WithoutWarmup().Unresolved(Facts.WarmupRatio).Build().HasNoWarmup());
        Assert.False(A.Recipe().WithoutWarmup().ByDefault(Facts.WarmupSteps, 1000.0).Build().HasNoWarmup());
        Assert.False(A.Recipe().WithoutWarmup().Being(Facts.ScheduleRampsUp).Build().HasNoWarmup());
    }

    private static double? Share(RecipeFactory factory)
    {
        var recipe = factory.Build();
        return recipe.ShareOfRun(recipe.Warmups().Single());
    }
}
