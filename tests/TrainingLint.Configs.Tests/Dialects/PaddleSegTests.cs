using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class PaddleSegTests
{
    private const string Segmenter = """
        batch_size: 4
        iters: 80000
        train_dataset:
          type: Dataset
        model:
          type: FCN
          backbone:
            type: HRNet_W18
            pretrained: https://host/weights.tar.gz
        optimizer:
          type: SGD
          momentum: 0.9
          weight_decay: 4.0e-5
        lr_scheduler:
          type: PolynomialDecay
          learning_rate: 0.01
          end_lr: 0
        """;

    [Fact]
    public void Segmenter_IsRead()
    {
        var recipe = ReadText.Recipe(Segmenter);

        Assert.Equal("paddleseg", recipe.Dialect);
        Assert.False(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.Momentum).Is(0.9));
        Assert.True(recipe.Get(Facts.WarmupSteps).IsMissing);
        Assert.Equal(Regime.Unknown, recipe.Regime);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Segmenter));
    }

    [Theory]
    [InlineData("backbone:\n    type: HRNet_W18\n    pretrained: https://host/weights.tar.gz", "pretrained: model.pdparams", Regime.FineTuning)]
    [InlineData("backbone:\n    type: HRNet_W18\n    pretrained: https://host/weights.tar.gz", "backbone:\n    type: HRNet_W18", Regime.FromScratch)]
    public void OnlyWeightsOfTheWholeModel_AreFineTuned(string written, string instead, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Segmenter.Replace(written, instead)).Regime);

    [Fact]
    public void SgdWithoutMomentumKey_IsPlain() =>
        Assert.True(ReadText.Recipe(Segmenter.Replace("  momentum: 0.9\n", "")).Get(Facts.Momentum).IsMissing);

    [Fact]
    public void WholeWeightDecay_IsRefused() =>
        Assert.Equal("optimizer.weight_decay", Assert.Single(ReadText.Observed<WrongTypeObservation>(Segmenter.Replace("4.0e-5", "0"))).Key);

    [Fact]
    public void WarmupWithoutStart_IsRefused()
    {
        var warmup = Segmenter + "\n  warmup_iters: 1500";

        Assert.Equal("lr_scheduler.warmup_iters", Assert.Single(ReadText.Observed<WrongTypeObservation>(warmup)).Key);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(warmup + "\n  warmup_start_lr: 1.0e-6"));
    }

    [Fact]
    public void InheritedFalse_DiscardsTheBasesMapping()
    {
        var file = ReadText.Together(
            ("child.yml", "_base_: base.yml\nlr_scheduler:\n  _inherited_: False\n  type: StepDecay\n  learning_rate: 0.02\n"),
            ("base.yml", Segmenter));
        var recipe = Assert.Single(file.Recipes);

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.02));
        Assert.NotEqual(SettingState.Known, recipe.Get(Facts.FinalLearningRate).State);
        Assert.True(recipe.Get(Facts.MaxSteps).Is(80000));
    }

    [Fact]
    public void PartWithoutModel_IsAFragment()
    {
        var recipe = ReadText.Recipe("batch_size: 2\niters: 100\ntrain_dataset:\n  type: Dataset\n");

        Assert.Equal("paddleseg", recipe.Dialect);
        Assert.True(recipe.IsFragment);
    }

    [Fact]
    public void PathAsDataset_IsAnotherFrameworks() =>
        Assert.NotEqual("paddleseg", ReadText.As("train_dataset: data/train.json\nmodel:\n  optim:\n    lr: 0.001\n").Dialect);

    [Fact]
    public void Seed_IsNeverRead() =>
        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>("seed: 1\n" + Segmenter)).Key);

    [Theory]
    [InlineData("epochs: 12\n")]
    [InlineData("lr_scheduler:\n  type: LinearWarmup\n  learning_rate:\n    type: CosineAnnealingDecay\n    learning_rate: 0.0002\n  warmup_steps: 500\n  start_lr: 0.00002\n  end_lr: 0.0002\n")]
    public void RelativesWithTheSameLayout_AreNotPaddleSeg(string text)
    {
        var file = ReadText.As(Segmenter.Substring(0, Segmenter.IndexOf("lr_scheduler", System.StringComparison.Ordinal))
            + (text.StartsWith("epochs", System.StringComparison.Ordinal) ? text + "lr_scheduler: {type: PolynomialDecay, learning_rate: 0.0002}\n" : text));
        Assert.Equal("generic", file.Dialect);
        Assert.True(Assert.Single(file.Recipes).Get(Facts.LearningRate).Is(0.0002));
        Assert.False(file.Recipes[0].Get(Facts.FinalLearningRate).HasValue);
    }
}
