using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class PaddleDetectionTests
{
    private const string Detector = """
        architecture: YOLOv3
        epoch: 80
        LearningRate:
          base_lr: 0.01
          schedulers:
          - !CosineDecay
            max_epochs: 96
            min_lr_ratio: 0.1
          - !LinearWarmup
            start_factor: 0.5
            steps: 1000
        OptimizerBuilder:
          optimizer:
            type: Momentum
          regularizer:
            factor: 0.0005
            type: L2
        TrainReader:
          batch_size: 8
        """;

    [Fact]
    public void TaggedSchedulers_GiveScheduleAndWarmup()
    {
        var recipe = ReadText.Recipe(Detector);

        Assert.Equal("paddledetection", recipe.Dialect);
        Assert.False(recipe.IsFragment);
        Assert.Equal("CosineDecay", recipe.Get(Facts.Schedule).Or(""));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(96));
        Assert.Equal(0.001, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(1000));
        Assert.True(recipe.Get(Facts.WarmupStartLearningRate).Is(0.005));
        Assert.True(recipe.Get(Facts.Momentum) is { State: SettingState.Absent } momentum && momentum.Is(0.9));
        Assert.True(recipe.Get(Facts.WeightDecay).Is(0.0005));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Detector));
    }

    [Fact]
    public void WarmupInEpochs_GoesBeforeSteps()
    {
        var recipe = ReadText.Recipe(Detector.Replace("steps: 1000", "steps: 1000\n    epochs: 5"));

        Assert.True(recipe.Get(Facts.WarmupEpochs).Is(5));
        Assert.NotEqual(SettingState.Known, recipe.Get(Facts.WarmupSteps).State);
    }

    [Fact]
    public void WarmupBehindADecayThatSkipsIt_HasNoEffect()
    {
        var text = Detector.Replace("max_epochs: 96", "max_epochs: 96\n    use_warmup: false");

        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupSteps).IsMissing);
        Assert.Equal("LearningRate.schedulers.1", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
    }

    [Fact]
    public void AdamW_DecaysByItsOwnKey()
    {
        var text = Detector.Replace("type: Momentum", "type: AdamW\n    weight_decay: 0.05");

        Assert.True(ReadText.Recipe(text).Get(Facts.WeightDecay).Is(0.05));
        Assert.Equal("OptimizerBuilder.regularizer", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
    }

    [Theory]
    [InlineData("0.5", 1)]
    [InlineData("0.1", 0)]
    [InlineData("[0.5, 0.25]", 0)]
    public void SingleGamma_IsDividedByTenInsteadOfMultiplied(string gamma, int noted)
    {
        var text = Detector.Replace("- !CosineDecay\n    max_epochs: 96\n    min_lr_ratio: 0.1", "- !PiecewiseDecay\n    gamma: " + gamma + "\n    milestones: [50, 70]");

        Assert.Equal([50, 70], ReadText.Recipe(text).Get(Facts.Milestones).Or([]));
        Assert.Equal(noted, ReadText.Observed<WithoutEffectObservation>(text).Count);
    }

    [Fact]
    public void WarmupOfAFewSteps_MeansEpochs()
    {
        Assert.Equal("LearningRate.schedulers.1.steps", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Detector.Replace("steps: 1000", "steps: 5"))).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Detector.Replace("steps: 1000", "steps: 100")));
    }

    [Fact]
    public void SingleSchedulerThatExpectsAWarmup_IsRefused()
    {
        var alone = Detector.Replace("  - !LinearWarmup\n    start_factor: 0.5\n    steps: 1000\n", "");

        Assert.Equal("LearningRate.schedulers", Assert.Single(ReadText.Observed<WrongTypeObservation>(alone)).Key);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(alone.Replace("max_epochs: 96", "max_epochs: 96\n    use_warmup: False")));
    }

    [Fact]
    public void ListedBases_AreMerged_AndATextIsRefused()
    {
        var file = ReadText.Together(
            ("config/child.yml", "_BASE_: ['../base/optimizer.yml', '../base/reader.yml']\nepoch: 12\n"),
            ("base/optimizer.yml", "LearningRate:\n  base_lr: 0.02\nOptimizerBuilder:\n  optimizer:\n    type: Momentum\n    momentum: 0.8\n"),
            ("base/reader.yml", "TrainReader:\n  batch_size: 2\n"));
        var recipe = Assert.Single(file.Recipes);

        Assert.False(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.02));
        Assert.True(recipe.Get(Facts.Momentum).Is(0.8));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(500));
        Assert.Equal("_BASE_", Assert.Single(ReadText.Observed<WrongTypeObservation>("_BASE_: base.yml\n" + Detector)).Key);
    }

    [Fact]
    public void OptimizerPart_IsAFragment()
    {
        var recipe = ReadText.Recipe("epoch: 12\nLearningRate:\n  base_lr: 0.01\n");

        Assert.True(recipe.IsFragment);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Optimizer).State);
    }

    [Fact]
    public void Seed_IsNeverRead() =>
        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>("seed: 42\n" + Detector)).Key);

    [Fact]
    public void ExponentWithoutPoint_StaysText() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Detector.Replace("base_lr: 0.01", "base_lr: 1e-2"))).Consequence);
}
