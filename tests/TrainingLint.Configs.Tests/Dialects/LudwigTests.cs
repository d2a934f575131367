using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LudwigTests
{
    private const string Tabular = """
        input_features:
          - name: age
            type: number
          - name: city
            type: category
        output_features:
          - name: bought
            type: binary
        trainer:
          epochs: 30
          batch_size: 256
          learning_rate: 0.01
          optimizer:
            type: adam
        """;

    private const string Llm = """
        model_type: llm
        base_model: some/model
        input_features:
          - name: prompt
            type: text
        output_features:
          - name: answer
            type: text
        trainer:
          type: finetune
          learning_rate: 0.0001
          batch_size: 1
        """;

    [Fact]
    public void TheRecipe_IsRead()
    {
        var recipe = ReadText.Recipe(Tabular);

        Assert.Equal("ludwig", recipe.Dialect);
        Assert.Equal(Regime.Tabular, recipe.Regime);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.01));
        Assert.True(recipe.Get(Facts.Epochs).Is(30));
        Assert.True(recipe.Get(Facts.Seed).Is(42));
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(0.5));
        Assert.Empty(ReadText.As(Tabular).Observations);
    }

    [Theory]
    [InlineData("binary", "mean_squared_error", true)]
    [InlineData("binary", "binary_weighted_cross_entropy", false)]
    [InlineData("category", "sigmoid_cross_entropy", true)]
    [InlineData("category", "loss_of_a_later_release", false)]
    [InlineData("number", "softmax_cross_entropy", true)]
    [InlineData("text", "softmax_cross_entropy", false)]
    public void ALoss_BelongsToTypesOfFeatures(string type, string loss, bool isRefused)
    {
        var text = Tabular.Replace("    type: binary", "    type: " + type + "\n    loss:\n      type: " + loss);

        Assert.Equal(isRefused ? 1 : 0, ReadText.As(text).Observations.OfType<WrongTypeObservation>()
            .Count(found => found.Key!.EndsWith("loss.type", StringComparison.Ordinal)));
    }

    [Fact]
    public void OlderFiles_SayTraining() =>
        Assert.True(ReadText.Recipe(Tabular.Replace("trainer:", "training:")).Get(Facts.LearningRate).Is(0.01));

    [Fact]
    public void WithoutATrainer_EverythingIsADefault()
    {
        var recipe = ReadText.Recipe(Tabular.Substring(0, Tabular.IndexOf("trainer:", System.StringComparison.Ordinal)));

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.001));
        Assert.True(recipe.Get(Facts.Epochs).Is(100));
    }

    [Fact]
    public void ARateUnderTheOptimizer_IsDropped()
    {
        var text = Tabular.Replace("  learning_rate: 0.01\n", "").Replace("type: adam", "type: adam\n    lr: 0.1");

        Assert.True(ReadText.Recipe(text).Get(Facts.LearningRate).Is(0.001));
        Assert.Equal(Severity.Warning, Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Severity);
        Assert.Equal(Severity.Info, Assert.Single(ReadText.Observed<WithoutEffectObservation>(text.Replace("lr: 0.1", "lr: 0.001"))).Severity);
    }

    [Theory]
    [InlineData("type: finetune", "type: finetune", Regime.FineTuning)]
    [InlineData("type: finetune", "type: dpo", Regime.Preference)]
    [InlineData("type: finetune", "type: grpo", Regime.LanguageModelReinforcement)]
    [InlineData("trainer:", "adapter:\n  type: lora\n  r: 8\n  alpha: 16\ntrainer:", Regime.Adapter)]
    public void LanguageModels_HaveTheirRegimes(string from, string to, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Llm.Replace(from, to)).Regime);

    [Fact]
    public void AnAdapter_ShowsItsRank()
    {
        var recipe = ReadText.Recipe(Llm.Replace("trainer:", "adapter:\n  type: lora\n  r: 8\n  alpha: 16\ntrainer:"));

        Assert.True(recipe.Get(Facts.LoraRank).Is(8));
        Assert.True(recipe.Get(Facts.LoraAlpha).Is(16));
    }

    [Fact]
    public void ATrainedEncoder_IsFineTuned() =>
        Assert.Equal(Regime.FineTuning, ReadText.Recipe(Tabular.Replace("type: category", "type: image\n    encoder:\n      type: vit\n      trainable: true")).Regime);

    [Theory]
    [InlineData("early_stop: -1")]
    [InlineData("early_stop: 0")]
    public void APatienceOfZeroOrLess_IsNone(string patience) =>
        Assert.True(ReadText.Recipe(Tabular.Replace("  epochs: 30", "  epochs: 30\n  " + patience)).Get(Facts.EarlyStoppingPatience).IsMissing);

    [Fact]
    public void ASectionOfNull_SwitchesClippingOff() =>
        Assert.True(ReadText.Recipe(Tabular.Replace("  epochs: 30", "  epochs: 30\n  gradient_clipping: null")).Get(Facts.GradientClipNorm).IsMissing);

    [Fact]
    public void OneCycle_IgnoresTheWarmup() =>
        Assert.Equal("trainer.learning_rate_scheduler.warmup_fraction", Assert.Single(ReadText.Observed<WithoutEffectObservation>(
            Tabular.Replace("  epochs: 30", "  epochs: 30\n  learning_rate_scheduler:\n    decay: one_cycle\n    warmup_fraction: 0.1"))).Key);

    [Fact]
    public void ADatasetCard_IsNoRecipe() =>
        Assert.False(ReadText.As("name: titanic\ndownload_urls: https://example.org/titanic.csv\ncolumns:\n  - name: age\n    type: number\n").IsTraining);
}
