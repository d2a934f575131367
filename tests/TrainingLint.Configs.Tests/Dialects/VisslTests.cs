using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class VisslTests
{
    private const string Pretraining = """
        config:
          SEED_VALUE: 1
          DATA:
            TRAIN:
              BATCHSIZE_PER_REPLICA: 32
          MODEL:
            TRUNK:
              NAME: vision_transformer
          OPTIMIZER:
            name: adamw
            weight_decay: 0.05
            num_epochs: 100
            param_schedulers:
              lr:
                auto_lr_scaling:
                  auto_scale: True
                  base_value: 0.0005
                  base_lr_batch_size: 512
                name: composite
                schedulers:
                - name: linear
                  start_value: 1e-5
                  end_value: 0.0005
                - name: cosine
                  start_value: 0.0005
                  end_value: 1e-6
                lengths: [0.05, 0.95]
          DISTRIBUTED:
            NUM_NODES: 4
            NUM_PROC_PER_NODE: 8
        """;

    [Fact]
    public void AutoScaling_MultipliesTheBaseValue()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal("vissl", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.0005));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(1024));
        Assert.Equal(0.001, recipe.Get(Facts.EffectiveLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WarmupRatio).Is(0.05));
        Assert.True(recipe.Get(Facts.Seed).Is(1));
        Assert.Equal(Regime.FromScratch, recipe.Regime);
        Assert.True(recipe.IsTransformer());
    }

    [Fact]
    public void SquareRootScaling_TakesTheRoot() =>
        Assert.Equal(0.0005 * 1.4142135623731, ReadText.Recipe(Pretraining.Replace("base_lr_batch_size: 512", "base_lr_batch_size: 512\n          scaling_type: sqrt")).Get(Facts.EffectiveLearningRate).Or(0), 12);

    [Fact]
    public void OneNode_LosesItsWarmup()
    {
        var text = Pretraining.Replace("NUM_NODES: 4", "NUM_NODES: 1");

        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupRatio).IsMissing);
        Assert.Equal("config.OPTIMIZER.param_schedulers.lr.schedulers.0", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
    }

    [Fact]
    public void WithoutScaling_TheLargestWrittenRateIsThePeak()
    {
        var recipe = ReadText.Recipe(Pretraining.Replace("auto_scale: True", "auto_scale: False").Replace("NUM_NODES: 4", "NUM_NODES: 1").Replace("end_value: 0.0005", "end_value: 0.002"));

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.002));
        Assert.False(recipe.Get(Facts.EffectiveLearningRate).HasValue);
        Assert.True(recipe.Get(Facts.WarmupRatio).Is(0.05));
    }

    [Fact]
    public void TextInOnePartOfTheSchedule_IsTheRateThatIsRead() =>
        Assert.True(double.IsNaN(ReadText.Recipe(Pretraining.Replace("auto_scale: True", "auto_scale: False").Replace("end_value: 0.0005", "end_value: high")).Get(Facts.LearningRate).Or(0)));

    [Fact]
    public void SharesThatDoNotAddUp_AreRefused() =>
        Assert.Equal("config.OPTIMIZER.param_schedulers.lr.lengths", Assert.Single(ReadText.Observed<WrongTypeObservation>(Pretraining.Replace("[0.05, 0.95]", "[0.05, 0.5]"))).Key);

    [Fact]
    public void HeadsOnFrozenFeatures_AreALinearProbe()
    {
        var recipe = ReadText.Recipe("""
            config:
              OPTIMIZER:
                name: sgd
                param_schedulers:
                  lr:
                    name: multistep
                    values: [0.01, 0.001]
                    milestones: [10, 20]
                linear_eval_heads:
                - {"lr": 1.0, "weight_decay": 0.0005}
                - {"lr": 0.1, "weight_decay": 0.0}
            """);

        Assert.True(recipe.IsFragment);
        Assert.Equal(Regime.LinearProbe, recipe.Regime);
        Assert.Equal([1.0, 0.1], recipe.ParameterGroups.Select(group => group.LearningRate.Or(0)));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Momentum).State);
    }

    [Fact]
    public void OneValueMoreThanMilestones_IsDemanded()
    {
        const string text = """
            config:
              OPTIMIZER:
                param_schedulers:
                  lr:
                    name: multistep
                    values: [0.01, 0.001]
                    milestones: [10, 20]
            """;

        Assert.Single(ReadText.Observed<WrongTypeObservation>(text));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(text.Replace("[10, 20]", "[10]")));
    }

    [Fact]
    public void Evaluation_IsNoTraining() =>
        Assert.NotEqual("vissl", ReadText.As("config:\n  TEST_ONLY: True\n  DATA:\n    TRAIN:\n      BATCHSIZE_PER_REPLICA: 32\n").Dialect);
}
