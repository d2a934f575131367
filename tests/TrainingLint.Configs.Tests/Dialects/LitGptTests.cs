using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LitGptTests
{
    private const string Lora = """
        checkpoint_dir: checkpoints/org/model
        precision: bf16-true
        devices: 1
        lora_r: 32
        lora_alpha: 16
        train:
          global_batch_size: 8
          micro_batch_size: 2
          lr_warmup_steps: 10
          epochs: 2
          min_lr: 6.0e-05
        optimizer:
          class_path: torch.optim.AdamW
          init_args:
            lr: 2e-4
        """;

    private const string Pretraining = """
        model_name: tiny-model
        train:
          global_batch_size: 512
          micro_batch_size: 4
          max_tokens: 3000000000
          lr_warmup_steps: 2000
          min_lr: 4.0e-5
        optimizer: AdamW
        """;

    [Fact]
    public void LoraRun_IgnoresTheMinimumRate()
    {
        var recipe = ReadText.Recipe(Lora);

        Assert.Equal("litgpt", recipe.Dialect);
        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.FinalLearningRate).Is(0));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(4));
        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(1337));
        Assert.Equal("train.min_lr", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Lora)).Key);
    }

    [Fact]
    public void Pretraining_KeepsTheMinimumRateAndClips()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal(Regime.FromScratch, recipe.Regime);
        Assert.True(recipe.Get(Facts.FinalLearningRate).Is(4e-5));
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(1));
        Assert.True(recipe.Get(Facts.LearningRate) is { State: SettingState.Absent } rate && rate.Is(1e-3));
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Pretraining));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void ZeroWarmup_DividesByZeroInFinetuning(int steps, int expected) =>
        Assert.Equal(expected, ReadText.Observed<WrongTypeObservation>(Lora.Replace("lr_warmup_steps: 10", "lr_warmup_steps: " + steps)).Count);

    [Fact]
    public void WarmupFraction_CountsEpochsAndReplacesTheSteps()
    {
        var recipe = ReadText.Recipe(Lora.Replace("lr_warmup_steps: 10", "lr_warmup_fraction: 0.1"));

        Assert.True(recipe.Get(Facts.WarmupEpochs).Is(0.1));
        Assert.False(recipe.Get(Facts.WarmupSteps).HasValue);
    }

    [Fact]
    public void ClippingInFinetuning_IsRefused() =>
        Assert.Contains(ReadText.Observed<WithoutEffectObservation>(Lora.Replace("  epochs: 2", "  epochs: 2\n  max_norm: 1.0")), observation => observation.Key == "train.max_norm");
}
