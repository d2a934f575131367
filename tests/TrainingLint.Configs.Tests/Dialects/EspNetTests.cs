using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class EspNetTests
{
    private const string Asr = """
        encoder: conformer
        encoder_conf:
          output_size: 256
          dropout_rate: 0.1
        use_amp: true
        batch_type: numel
        batch_bins: 10000000
        accum_grad: 4
        max_epoch: 50
        patience: none
        keep_nbest_models: 10
        optim: adam
        optim_conf:
          lr: 0.002
          weight_decay: 0.000001
        scheduler: warmuplr
        scheduler_conf:
          warmup_steps: 15000
        """;

    [Fact]
    public void TheRecipe_IsRead()
    {
        var recipe = ReadText.Recipe(Asr);

        Assert.Equal("espnet", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.002));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(15000));
        Assert.True(recipe.Get(Facts.Precision).Is("amp"));
        Assert.True(recipe.Get(Facts.EarlyStoppingPatience).IsMissing);
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(5));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.999));
        Assert.True(recipe.Get(Facts.Seed).Is(0));
        Assert.False(recipe.Get(Facts.BatchSize).HasValue);
    }

    [Fact]
    public void UnderNoam_TheRateIsAFactor()
    {
        var recipe = ReadText.Recipe(Asr.Replace("warmuplr", "noamlr").Replace("lr: 0.002", "lr: 10.0").Replace("warmup_steps: 15000", "model_size: 256\n  warmup_steps: 25000"));

        Assert.True(recipe.Get(Facts.LearningRateFactor).Is(10));
        Assert.Equal(10 / Math.Sqrt(256 * 25000.0), recipe.Get(Facts.LearningRate).Or(0), 12);
    }

    [Fact]
    public void ARateInTheSlotOfAFactor_LeadsToATinyPeak() =>
        Assert.True(ReadText.Recipe(Asr.Replace("warmuplr", "noamlr")).Get(Facts.LearningRate).Or(1) < 1e-5);

    [Theory]
    [InlineData("adadelta", 1.0)]
    [InlineData("sgd", 0.1)]
    [InlineData("adam", 1e-3)]
    public void WithoutARate_TheClassHasOne(string optimizer, double rate) =>
        Assert.True(ReadText.Recipe($"optim: {optimizer}\nbatch_type: folded\nmax_epoch: 20\nkeep_nbest_models: 1\nlm_conf:\n  nlayers: 2\n").Get(Facts.LearningRate).Is(rate));

    [Fact]
    public void ASecondOptimizer_IsTheDiscriminators()
    {
        var file = ReadText.As(Asr + "\noptim2: adamw\noptim2_conf:\n  lr: 1.0e-4\n  betas: [0.8, 0.99]\nscheduler2: exponentiallr\nscheduler2_conf:\n  gamma: 0.999\n");

        Assert.Equal(["optim", "optim2"], file.Recipes.Select(recipe => recipe.Name));
        Assert.Equal([0.002, 1e-4], file.Recipes.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
        Assert.True(file.Recipes[1].Get(Facts.Beta1).Is(0.8));
        Assert.True(file.Recipes[1].Get(Facts.DecayFactor).Is(0.999));
        Assert.All(file.Recipes, recipe => Assert.False(recipe.Means(Facts.GradientClipNorm, Meaning.ZeroErases)));
        Assert.Contains(file.Observations.OfType<WithoutEffectObservation>(), note => note.Key == "accum_grad");
    }

    [Theory]
    [InlineData("max_epoch: 50", "max_epoch: 5e1", false)]
    [InlineData("lr: 0.002", "lr: 2e-3", true)]
    public void OnlyTopLevelText_BecomesANumber(string sound, string text, bool fails) =>
        Assert.Equal(fails, Assert.Single(ReadText.Observed<TextNumberObservation>(Asr.Replace(sound, text))).Consequence is not null);

    [Fact]
    public void AWeNetFile_IsNotTaken() =>
        Assert.NotEqual("espnet", ReadText.As(Asr + "\ndataset_conf:\n  batch_conf:\n    batch_size: 16\n").Dialect);

    [Fact]
    public void PaddleSpeech_SharesKeysButNeitherLengthNorDefaults()
    {
        var text = Asr.Replace("max_epoch: 50", "n_epoch: 50").Replace("warmuplr", "noam").Replace("lr: 0.002", "lr: 2.5");
        Assert.Equal("generic", ReadText.As(text).Dialect);
        Assert.True(ReadText.Recipe(text).Get(Facts.Epochs).Is(50));
        Assert.True(ReadText.Recipe(text).Get(Facts.LearningRateFactor).Is(2.5));
    }
}
