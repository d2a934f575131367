using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class SlowFastTests
{
    private const string Video = """
        TRAIN:
          ENABLE: True
          BATCH_SIZE: 64
        MODEL:
          ARCH: slow
        SOLVER:
          BASE_LR: 0.1
          LR_POLICY: steps_with_relative_lrs
          STEPS: [0, 40, 60]
          LRS: [1, 0.1, 0.01]
          MAX_EPOCH: 80
          WARMUP_EPOCHS: 5.0
          WEIGHT_DECAY: 1e-4
          OPTIMIZING_METHOD: sgd
        NUM_GPUS: 8
        """;

    [Fact]
    public void RelativeSteps_GiveDropsAndLastRate()
    {
        var recipe = ReadText.Recipe(Video);

        Assert.Equal("slowfast", recipe.Dialect);
        Assert.Equal([40, 60], recipe.Get(Facts.Milestones).Or([]));
        Assert.Equal(0.001, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WarmupStartLearningRate) is { State: SettingState.Absent } start && start.Is(0.01));
        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(1));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Video));
    }

    [Theory]
    [InlineData("WARMUP_EPOCHS: 5.0", "WARMUP_EPOCHS: 5", "SOLVER.WARMUP_EPOCHS")]
    [InlineData("[0, 40, 60]", "[10, 40, 60]", "SOLVER.STEPS")]
    [InlineData("[1, 0.1, 0.01]", "[1, 0.1]", "SOLVER.LRS")]
    [InlineData("BATCH_SIZE: 64", "BATCH_SIZE: 60", "TRAIN.BATCH_SIZE")]
    public void WhatCannotRun_IsRefused(string sound, string broken, string key) =>
        Assert.Equal(key, Assert.Single(ReadText.Observed<WrongTypeObservation>(Video.Replace(sound, broken))).Key);

    [Fact]
    public void StepAtTheVeryEnd_NeedsNoFactor() =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Video.Replace("[0, 40, 60]", "[0, 40, 60, 80]")));

    [Fact]
    public void KeysThatNothingReads_AreNamed()
    {
        var text = Video.Replace("  MAX_EPOCH", "  WARMUP_FACTOR: 0.1\n  MAX_EPOCH") + "\nNUM_SHARDS: 4";

        Assert.Equal(["SOLVER.WARMUP_FACTOR", "NUM_SHARDS"], ReadText.Observed<WithoutEffectObservation>(text).Select(fact => fact.Key));
        Assert.True(ReadText.Recipe(text).Get(Facts.EffectiveBatchSize).Is(256));
    }

    [Fact]
    public void Lars_WrapsTheOptimizer() =>
        Assert.Equal("LARS", ReadText.Recipe(Video.Replace("  OPTIM", "  LARS_ON: True\n  OPTIM")).Get(Facts.Optimizer).Or(""));

    [Fact]
    public void EvaluationOnly_CallsNothingAbsent()
    {
        var recipe = ReadText.Recipe(Video.Replace("ENABLE: True", "ENABLE: False"));

        Assert.True(recipe.IsFragment);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Momentum).State);
    }

    [Fact]
    public void ClippingOfZero_IsOff()
    {
        Assert.True(ReadText.Recipe(Video.Replace("  OPTIM", "  CLIP_GRAD_L2NORM: 0\n  OPTIM")).Get(Facts.GradientClipNorm).IsMissing);
        Assert.True(ReadText.Recipe(Video.Replace("  OPTIM", "  CLIP_GRAD_L2NORM: 1.0\n  OPTIM")).Get(Facts.GradientClipNorm).Is(1));
    }
}
