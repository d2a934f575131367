using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class RtDetrTests
{
    private const string Optimizer = """
        epoches: 72
        use_ema: True
        clip_max_norm: 0.1
        optimizer:
          type: AdamW
          params:
          - params: backbone
            lr: 0.00001
          - params: norm
            weight_decay: 0.
          lr: 0.0001
          weight_decay: 0.0001
        lr_scheduler:
          type: MultiStepLR
          milestones: [1000]
        lr_warmup_scheduler:
          type: LinearWarmup
          warmup_duration: 2000
        """;

    [Fact]
    public void Includes_AreMergedFromLeftToRight()
    {
        var file = ReadText.Together(
            ("configs/child.yml", "__include__: ['include/optimizer.yml', 'include/data.yml']\nepoches: 120\nPResNet:\n  pretrained: True\n"),
            ("configs/include/optimizer.yml", Optimizer),
            ("configs/include/data.yml", "epoches: 1\ntrain_dataloader:\n  total_batch_size: 16\n"));
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("rt-detr", recipe.Dialect);
        Assert.False(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.Epochs).Is(120));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(16));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(2000));
        Assert.Equal(Regime.FineTuning, recipe.Regime);
        Assert.True(Assert.Single(recipe.ParameterGroups).LearningRate.Is(1e-5));
        Assert.True(recipe.Get(Facts.EmaDecay) is { State: SettingState.Absent } decay && decay.Is(0.9999));
    }

    [Fact]
    public void FirstVersion_HasNoWarmup() =>
        Assert.True(ReadText.Recipe(Optimizer.Substring(0, Optimizer.IndexOf("lr_warmup", System.StringComparison.Ordinal)))
            .Get(Facts.WarmupSteps).IsMissing);

    [Fact]
    public void WarmupOfAFewIterations_MeansEpochs() =>
        Assert.Equal("lr_warmup_scheduler.warmup_duration", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Optimizer.Replace("2000", "5"))).Key);

    [Fact]
    public void CorrectlySpeltEpochs_AreThoseOfDFineUnlessTheOthersStandBesideThem()
    {
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Optimizer.Replace("epoches", "epochs")));
        Assert.True(ReadText.Recipe(Optimizer.Replace("epoches", "epochs")).Get(Facts.Epochs).Is(72));
        Assert.Equal("epochs", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Optimizer + "\nepochs: 100\n")).Key);
        Assert.True(ReadText.Recipe(Optimizer + "\nepochs: 100\n").Get(Facts.Epochs).Is(72));
    }

    [Fact]
    public void TwoBatchKeys_AreRefused() =>
        Assert.Equal("train_dataloader.batch_size", Assert.Single(ReadText.Observed<WrongTypeObservation>(Optimizer + "\ntrain_dataloader:\n  total_batch_size: 16\n  batch_size: 4")).Key);

    [Fact]
    public void SeedInTheFile_IsNeverUsed() =>
        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>("seed: 0\n" + Optimizer)).Key);

    [Fact]
    public void FilesThatIncludeEachOther_AreNotFollowedInACircle()
    {
        var file = ReadText.Together(
            ("a.yml", "__include__: ['b.yml']\n" + Optimizer),
            ("b.yml", "__include__: ['a.yml']\n"));

        Assert.Contains("circle", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reason);
        Assert.True(Assert.Single(file.Recipes).IsFragment);
    }
}
