using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class OlmoTests
{
    private const string Pretraining = """
        seed: 1
        model:
          d_model: 2048
          block_type: sequential
          residual_dropout: 0.0
        optimizer:
          name: adamw
          learning_rate: 3e-4
        scheduler:
          name: cosine_with_warmup
          t_warmup: 2000
        max_duration: 100000
        global_train_batch_size: 512
        device_train_microbatch_size: 4
        precision: amp_bf16
        """;

    [Fact]
    public void Pretraining_IsReadInSteps()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal("olmo", recipe.Dialect);
        Assert.Equal(Regime.FromScratch, recipe.Regime);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(2000));
        Assert.True(recipe.Get(Facts.MaxSteps).Is(100000));
        Assert.Equal(3e-5, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.Precision).Is("bf16"));
        Assert.True(recipe.Get(Facts.Validation).Is(false));
    }

    [Fact]
    public void OptimizerWithoutAName_IsLion() => Assert.True(ReadText.Recipe(Pretraining.Replace("  name: adamw\n", "")).Get(Facts.Optimizer).Is("lionw"));

    [Theory]
    [InlineData("2ep", "epochs", 2)]
    [InlineData("5e12T", "maxTokens", 5e12)]
    public void Duration_GoesToTheKeyOfItsUnit(string written, string setting, double expected) => Assert.Equal(
        expected,
        Assert.Single(ReadText.Recipe(Pretraining.Replace("max_duration: 100000", "max_duration: " + written)).Settings, pair => pair.Key.Name == setting).Value.BoxedValue);

    [Fact]
    public void WarmupInTokens_IsNoWarmupInSteps()
    {
        var recipe = ReadText.Recipe(Pretraining.Replace("  t_warmup: 2000", "  units: tokens\n  t_warmup: 8388608000"));

        Assert.True(recipe.Get(Facts.WarmupTokens).Is(8388608000));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.WarmupSteps).State);
    }

    [Theory]
    [InlineData("load_path: s3://bucket/step1000", Regime.FineTuning)]
    [InlineData("load_path: null", Regime.FromScratch)]
    public void Checkpoint_DecidesTheRegime(string key, Regime expected) =>
        Assert.Equal(expected, ReadText.Recipe(Pretraining + "\n" + key + "\n").Regime);
}
