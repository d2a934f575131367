using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class BasicSrTests
{
    private const string Restoration = """
        num_gpu: 2
        manual_seed: 0
        datasets:
          train:
            batch_size_per_gpu: 4
            use_hflip: true
        network_g:
          type: RRDBNet
        path:
          pretrain_network_g: ~
        train:
          optim_g:
            type: Adam
            lr: !!float 2e-4
            betas: [0.9, 0.99]
          scheduler:
            type: CosineAnnealingRestartLR
            periods: [200000, 100000]
            restart_weights: [1, 1]
            eta_min: !!float 1e-7
          total_iter: 300000
          warmup_iter: -1
        val:
          val_freq: !!float 5e3
        """;

    [Fact]
    public void Generator_IsRead()
    {
        var recipe = ReadText.Recipe(Restoration);

        Assert.Equal("basicsr", recipe.Dialect);
        Assert.Equal("train.optim_g", recipe.Name);
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-4));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.99));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(0));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(8));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(300000));
        Assert.True(recipe.Get(Facts.Seed).Is(0));
        Assert.Equal(Regime.FromScratch, recipe.Regime);
        Assert.Empty(ReadText.As(Restoration).Observations);
    }

    [Fact]
    public void Discriminator_IsARecipeOfItsOwn()
    {
        var file = ReadText.As(Restoration.Replace("  scheduler:", "  optim_d:\n    type: SGD\n    lr: 0.1\n  scheduler:").Replace("path:", "network_d:\n  type: UNet\npath:"));

        Assert.Equal(["train.optim_g", "train.optim_d"], file.Recipes.Select(recipe => recipe.Name));
        Assert.True(file.Recipes[1].Get(Facts.Momentum).IsMissing);
        Assert.All(file.Recipes, recipe => Assert.True(recipe.Is(Facts.Adversarial)));
    }

    [Fact]
    public void BareExponent_ReachesTorchAsText() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Restoration.Replace("lr: !!float 2e-4", "lr: 2e-4"))).Consequence);

    [Theory]
    [InlineData("periods: [200000, 100000]", "periods: [200000, 50000]", "train.scheduler.periods")]
    [InlineData("restart_weights: [1, 1]", "restart_weights: [1]", "train.scheduler.restart_weights")]
    public void PeriodsThatDoNotFit_AreRefused(string sound, string broken, string key) =>
        Assert.Equal(key, Assert.Single(ReadText.Observed<WrongTypeObservation>(Restoration.Replace(sound, broken))).Key);

    [Fact]
    public void AbsentSeed_IsDrawnAtRandom() =>
        Assert.True(ReadText.Recipe(Restoration.Replace("manual_seed: 0\n", "")).Get(Facts.Seed).IsMissing);

    [Fact]
    public void TestOptions_AreNoTraining() =>
        Assert.Null(ReadText.As("network_g:\n  type: RRDBNet\ndatasets:\n  test_1:\n    name: Set5\npath:\n  pretrain_network_g: model.pth\n").Dialect);
}
