using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LatentDiffusionTests
{
    private const string Diffusion = """
        model:
          base_learning_rate: 2.0e-06
          target: ldm.models.diffusion.ddpm.LatentDiffusion
          params:
            scheduler_config:
              target: ldm.lr_scheduler.LambdaLinearScheduler
              params:
                warm_up_steps: [10000]
        data:
          target: main.DataModuleFromConfig
          params:
            batch_size: 48
        lightning:
          trainer:
            gpus: "0,1"
            accumulate_grad_batches: 2
        """;

    [Fact]
    public void WrittenRate_IsPerSample()
    {
        var recipe = ReadText.Recipe(Diffusion);

        Assert.Equal("latent-diffusion", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-6));
        Assert.Equal(2e-6 * 48 * 2 * 2, recipe.Get(Facts.EffectiveLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(10000));
        Assert.True(recipe.Get(Facts.Optimizer) is { State: SettingState.Absent } optimizer && optimizer.Is("AdamW"));
        Assert.True(recipe.Get(Facts.Seed).Is(23));
    }

    [Fact]
    public void Autoencoder_HasAdamAndAnAdversary()
    {
        var recipe = ReadText.Recipe(Diffusion.Replace("diffusion.ddpm.LatentDiffusion", "autoencoder.AutoencoderKL"));

        Assert.Equal("Adam", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.Beta1).Is(0.5));
        Assert.True(recipe.Is(Facts.Adversarial));
    }

    [Fact]
    public void ReleasedModel_IsAPart()
    {
        var recipe = ReadText.Recipe("model:\n  base_learning_rate: 5.0e-05\n  target: ldm.models.diffusion.ddpm.LatentDiffusion\n");

        Assert.True(recipe.IsFragment);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.WarmupSteps).State);
        Assert.False(recipe.Get(Facts.EffectiveLearningRate).HasValue);
    }

    [Fact]
    public void OtherModelClasses_KeepTheirOwnHabits()
    {
        var recipe = ReadText.Recipe(Diffusion.Replace("ldm.models.diffusion.ddpm.LatentDiffusion", "sgm.models.diffusion.DiffusionEngine"));

        Assert.False(recipe.Get(Facts.EffectiveLearningRate).HasValue);
        Assert.False(recipe.Get(Facts.Optimizer).HasValue);
    }

    [Theory]
    [InlineData("", Regime.FromScratch)]
    [InlineData("    personalization_config: {target: ldm.modules.embedding_manager.EmbeddingManager}\n", Regime.LinearProbe)]
    [InlineData("    unfreeze_model: True\n    personalization_config: {target: ldm.modules.embedding_manager.EmbeddingManager}\n", Regime.FromScratch)]
    public void TextualInversion_TrainsTheEmbeddingsOfNewWordsOnly(string personalization, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Diffusion.Replace("  params:\n    scheduler_config", "  params:\n" + personalization + "    scheduler_config")).Regime);

    [Fact]
    public void MisspeltRate_IsNamed() =>
        Assert.Equal("model.base_learning_rte", Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Diffusion.Replace("base_learning_rate", "base_learning_rte"))).Key);

    [Theory]
    [InlineData("model.learning_rate = base_lr", false)]
    [InlineData("model.learning_rate = accumulate * ngpu * bs * base_lr", true)]
    [InlineData("if scale:\n    model.learning_rate = ngpu * bs * base_lr\nelse:\n    model.learning_rate = base_lr", true)]
    [InlineData("assert model.learning_rate == base_lr", true)]
    public void DescendantThatDoesNotMultiply_HasTheWrittenRate(string program, bool isScaled) => Assert.Equal(
        isScaled, Assert.Single(ReadText.Beside(program, ("config.yaml", Diffusion)).Recipes).Get(Facts.EffectiveLearningRate).HasValue);
}
