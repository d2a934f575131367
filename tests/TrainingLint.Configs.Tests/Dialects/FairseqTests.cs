using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class FairseqTests
{
    private const string Pretraining = """
        # @package _group_
        common:
          fp16: true
        task:
          _name: audio_pretraining
          data: ???
        dataset:
          max_tokens: 1400000
        criterion:
          _name: wav2vec
        optimization:
          max_update: 400000
          lr: [0.0005]
          clip_norm: 25
        optimizer:
          _name: adam
          adam_betas: (0.9,0.98)
          adam_eps: 1e-06
          weight_decay: 0.01
        lr_scheduler:
          _name: polynomial_decay
          warmup_updates: 32000
        model:
          _name: wav2vec2
        """;

    private const string TriStage = """
        lr_scheduler:
          _name: tri_stage
          phase_ratio: [0.1, 0.4, 0.5]
          final_lr_scale: 0.05
        """;

    [Fact]
    public void TheSections_AreOneRecipe()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal("fairseq", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.0005));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.98));
        Assert.True(recipe.Get(Facts.Precision).Is("fp16"));
        Assert.True(recipe.Get(Facts.Seed).Is(1));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(400000));
        Assert.True(recipe.IsTransformer() && recipe.Means(Facts.WeightDecay, Meaning.Decoupled));
        Assert.Equal(Regime.FromScratch, recipe.Regime);
    }

    [Fact]
    public void APathToAModel_MakesItFineTuning() =>
        Assert.Equal(Regime.FineTuning, ReadText.Recipe(Pretraining.Replace("_name: wav2vec2", "_name: wav2vec_ctc\n  w2v_path: ???")).Regime);

    [Fact]
    public void ACompositeOptimizer_IsARecipeForEachGroup()
    {
        var file = ReadText.As("""
            optimization:
              max_update: 1000
              lr: [0]
            task:
              _name: any
            optimizer:
              _name: composite
              groups:
                generator:
                  lr: [0.0004]
                  lr_float: null
                  optimizer:
                    _name: adam
                    adam_betas: [0.5, 0.98]
                    weight_decay: 0
                  lr_scheduler:
                    _name: fixed
                    warmup_updates: 0
                discriminator:
                  lr_float: 3e-4
                  lr: [0.0005]
                  optimizer:
                    _name: adam
                    weight_decay: 0.0001
                  lr_scheduler:
                    _name: cosine
                    warmup_updates: 100
            lr_scheduler: pass_through
            """);

        Assert.Equal(["generator", "discriminator"], file.Recipes.Select(recipe => recipe.Name));
        Assert.Equal([0.0004, 3e-4], file.Recipes.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
        Assert.Equal([0, 0.0001], file.Recipes.Select(recipe => recipe.Get(Facts.WeightDecay).Or(1)));
        Assert.Equal([0, 100], file.Recipes.Select(recipe => recipe.Get(Facts.WarmupSteps).Or(1)));
        Assert.Equal(["fixed", "cosine"], file.Recipes.Select(recipe => recipe.Get(Facts.Schedule).Or("")));
        Assert.True(file.Recipes[0].Get(Facts.Beta1).Is(0.5));
    }

    [Fact]
    public void TriStage_WarmsUpForItsFirstShare()
    {
        var recipe = ReadText.Recipe(Pretraining.Replace("lr_scheduler:\n  _name: polynomial_decay\n  warmup_updates: 32000", TriStage));

        Assert.True(recipe.Get(Facts.WarmupRatio).Is(0.1));
        Assert.Equal(0.0005 * 0.05, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
    }

    [Fact]
    public void SharesThatDoNotSumToOne_AreRefused() =>
        Assert.Contains("sums to 0.9", Assert.Single(ReadText.Observed<WrongTypeObservation>(
            Pretraining.Replace("lr_scheduler:\n  _name: polynomial_decay\n  warmup_updates: 32000", TriStage.Replace("0.5]", "0.4]")))).Found);

    [Theory]
    [InlineData("lr: [0.0005]", "lr: 0.0005", "optimization.lr")]
    [InlineData("max_update: 400000", "max_update: 4e5", "optimization.max_update")]
    public void TypedSections_RefuseOtherTypes(string sound, string wrong, string key) =>
        Assert.Equal(key, Assert.Single(ReadText.Observed<WrongTypeObservation>(Pretraining.Replace(sound, wrong))).Key);

    [Fact]
    public void InverseSquareRoot_DividesByItsWarmup()
    {
        var text = Pretraining.Replace("polynomial_decay", "inverse_sqrt");

        Assert.Empty(ReadText.Observed<WrongTypeObservation>(text));
        Assert.Single(ReadText.Observed<WrongTypeObservation>(text.Replace("warmup_updates: 32000", "warmup_updates: 0")));
    }

    [Fact]
    public void TwoPrecisions_AreOneConflict()
    {
        var precision = ReadText.Recipe(Pretraining.Replace("fp16: true", "fp16: true\n  bf16: true")).Get(Facts.Precision);

        Assert.Equal("bf16+fp16", precision.Or(""));
        Assert.Equal("common.bf16", precision.Key);
    }

    [Fact]
    public void WithoutAnOptimizer_TheFileIsAPart() =>
        Assert.True(ReadText.Recipe("optimization:\n  lr: [0.001]\n  max_update: 1000\nlr_scheduler:\n  _name: cosine\n").IsFragment);

    [Fact]
    public void AModelAlone_IsNoRecipe() =>
        Assert.NotEqual("fairseq", ReadText.As("# @package _group_\nactivation_fn: relu\ndropout: 0.1\nencoder_embed_dim: 512\n").Dialect);

    [Theory]
    [InlineData("", "generic")]
    [InlineData("task:\n  _name: audio_finetuning\n", "fairseq")]
    public void ProgramsThatTookOverTheLayout_AreNotFairseq(string section, string dialect) =>
        Assert.Equal(dialect, ReadText.As("common:\n  seed: 42\ndataset:\n  _name: speech\n  batch_size: 128\noptimization:\n  lr: 5e-4\nmodel:\n  _name: base\n" + section).Dialect);
}
