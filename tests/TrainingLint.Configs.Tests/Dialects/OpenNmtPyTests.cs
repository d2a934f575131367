using System;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class OpenNmtPyTests
{
    private const string Transformer = """
        save_model: run/model
        data:
          corpus:
            path_src: train.src
            path_tgt: train.tgt
          valid:
            path_src: valid.src
            path_tgt: valid.tgt
        train_steps: 100000
        valid_steps: 5000
        encoder_type: transformer
        hidden_size: 512
        optim: adam
        learning_rate: 2.0
        decay_method: noam
        warmup_steps: 8000
        adam_beta2: 0.998
        max_grad_norm: 0
        batch_type: tokens
        batch_size: 4096
        accum_count: [4]
        model_dtype: fp16
        seed: 3435
        """;

    [Fact]
    public void UnderNoam_TheRateIsAFactor()
    {
        var recipe = ReadText.Recipe(Transformer);

        Assert.Equal("opennmt-py", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRateFactor).Is(2));
        Assert.Equal(2 / Math.Sqrt(512 * 8000.0), recipe.Get(Facts.LearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(8000));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(4));
        Assert.False(recipe.Means(Facts.GradientClipNorm, Meaning.ZeroErases));
        Assert.False(recipe.Get(Facts.BatchSize).HasValue);
    }

    [Fact]
    public void Rsqrt_DividesByTheRootOfTheWarmup() =>
        Assert.Equal(0.1 / Math.Sqrt(8000), ReadText.Recipe(Transformer.Replace("noam", "rsqrt").Replace("2.0", "0.1")).Get(Facts.LearningRate).Or(0), 12);

    [Fact]
    public void WithoutADecayMethod_TheWarmupCountsForNothing()
    {
        var text = Transformer.Replace("decay_method: noam\n", "").Replace("learning_rate: 2.0", "learning_rate: 0.0002");

        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupSteps).IsMissing);
        Assert.True(ReadText.Recipe(text).Get(Facts.LearningRate).Is(0.0002));
        Assert.Equal("warmup_steps", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Transformer));
    }

    [Fact]
    public void AnAdamWithoutARate_RunsAtOne() =>
        Assert.True(ReadText.Recipe(Transformer.Replace("learning_rate: 2.0\n", "").Replace("decay_method: noam\n", "")).Get(Facts.LearningRate).Is(1));

    [Fact]
    public void NoamWithoutAWidth_IsRefused() =>
        Assert.Equal("decay_method", Assert.Single(ReadText.Observed<WrongTypeObservation>(Transformer.Replace("hidden_size: 512\n", ""))).Key);

    [Theory]
    [InlineData("seed: 3435", "seed: -1")]
    [InlineData("seed: 3435", "report_every: 10")]
    public void WithoutASeed_NothingIsSeeded(string seed, string instead) =>
        Assert.True(ReadText.Recipe(Transformer.Replace(seed, instead)).Get(Facts.Seed).IsMissing);

    [Fact]
    public void AnExponent_IsNoWholeNumberForArgparse() =>
        Assert.Single(ReadText.Observed<WrongTypeObservation>(Transformer.Replace("train_steps: 100000", "train_steps: 1.0e+5")));

    [Theory]
    [InlineData("train_from: base.pt", Regime.FineTuning)]
    [InlineData("lora_layers: [linear_values]\nlora_rank: 8", Regime.Adapter)]
    [InlineData("report_every: 10", Regime.FromScratch)]
    public void TheStart_DecidesTheRegime(string line, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Transformer + "\n" + line + "\n").Regime);

    [Fact]
    public void ATranslationFile_IsNotTaken() =>
        Assert.NotEqual("opennmt-py", ReadText.As("model: run/model.pt\nsrc: test.src\nbeam_size: 5\nbatch_size: 32\nseed: 1\n").Dialect);
}
