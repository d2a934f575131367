using System;
using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class SpeechBrainTests
{
    private const string Ctc = """
        seed: 1986
        __set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]
        number_of_epochs: 30
        batch_size: 12
        lr: 1.0
        lr_wav2vec: 0.0001
        max_grad_norm: 5.0
        dataloader_options:
          batch_size: !ref <batch_size>
        epoch_counter: !new:speechbrain.utils.epoch_loop.EpochCounter
          limit: !ref <number_of_epochs>
        model_opt_class: !name:torch.optim.Adadelta
          lr: !ref <lr>
          rho: 0.95
        wav2vec_opt_class: !name:torch.optim.AdamW
          lr: !ref <lr_wav2vec>
          betas: (0.9, 0.98)
        lr_annealing_model: !new:speechbrain.nnet.schedulers.NewBobScheduler
          initial_value: !ref <lr>
          annealing_factor: 0.8
        lr_annealing_wav2vec: !new:speechbrain.nnet.schedulers.NewBobScheduler
          initial_value: !ref <lr_wav2vec>
          annealing_factor: 0.9
        """;

    private const string LanguageModel = """
        seed: 2
        __set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]
        lr: 10
        d_model: 768
        batch_size: !ref <d_model> // 8 * 2
        optimizer: !name:torch.optim.Adam
          lr: 0
          betas: (0.9, 0.98)
        model: !new:speechbrain.lobes.models.transformer.TransformerLM.TransformerLM
          d_model: !ref <d_model>
        lr_annealing: !new:speechbrain.nnet.schedulers.NoamScheduler
          lr_initial: !ref <lr>
          n_warmup_steps: 250000
          model_size: !ref <d_model>
        """;

    [Fact]
    public void EveryOptimizer_IsARecipeWithItsOwnScheduler()
    {
        var file = ReadText.As(Ctc);

        Assert.Equal("speechbrain", file.Dialect);
        Assert.Equal(["Adadelta", "AdamW"], file.Recipes.Select(recipe => recipe.Get(Facts.Optimizer).Or("")));
        Assert.Equal([1.0, 0.0001], file.Recipes.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
        Assert.Equal([0.8, 0.9], file.Recipes.Select(recipe => recipe.Get(Facts.DecayFactor).Or(0)));
        Assert.Equal([Regime.FromScratch, Regime.FineTuning], file.Recipes.Select(recipe => recipe.Regime));
        Assert.True(file.Recipes[1].Get(Facts.Beta2).Is(0.98));
        Assert.All(file.Recipes, recipe =>
        {
            Assert.True(recipe.Get(Facts.Epochs).Is(30));
            Assert.True(recipe.Get(Facts.BatchSize).Is(12));
            Assert.True(recipe.Get(Facts.Seed).Is(1986));
        });
    }

    [Fact]
    public void AValueBehindAReference_StandsWhereItIsWritten() =>
        Assert.Equal(6, ReadText.As(Ctc).Recipes[1].Get(Facts.LearningRate).Place!.Line);

    [Fact]
    public void NoamWithAWidth_TakesAFactor_AndOwnsTheRate()
    {
        var recipe = ReadText.Recipe(LanguageModel);

        Assert.True(recipe.Get(Facts.LearningRateFactor).Is(10));
        Assert.Equal(10 / Math.Sqrt(768 * 250000.0), recipe.Get(Facts.LearningRate).Or(0), 12);
        Assert.True(recipe.Means(Facts.LearningRate, Meaning.SetByScheduler) && recipe.IsTransformer());
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(250000));
    }

    [Fact]
    public void NoamWithoutAWidth_TakesThePeak()
    {
        var recipe = ReadText.Recipe(LanguageModel.Replace("  model_size: !ref <d_model>", "").Replace("lr: 10", "lr: 0.001"));

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.001));
        Assert.False(recipe.Get(Facts.LearningRateFactor).HasValue);
    }

    [Fact]
    public void Arithmetic_IsComputed() => Assert.True(ReadText.Recipe(LanguageModel).Get(Facts.BatchSize).Is(192));

    [Fact]
    public void ASeedThatNothingApplies_IsNoSeed()
    {
        var text = LanguageModel.Replace("__set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]\n", "");

        Assert.True(ReadText.Recipe(text).Get(Facts.Seed).IsMissing);
        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(LanguageModel));
    }

    [Fact]
    public void APlaceholder_StaysUnknown() =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe("opt: !name:torch.optim.Adam\n  lr: !PLACEHOLDER\n").Get(Facts.LearningRate).State);

    [Fact]
    public void CyclicRates_ClimbToTheirPeak()
    {
        var recipe = ReadText.Recipe("""
            base_lr: 0.00000001
            lr: 0.001
            opt_class: !name:torch.optim.Adam
              lr: !ref <lr>
            lr_annealing: !new:speechbrain.nnet.schedulers.CyclicLRScheduler
              base_lr: !ref <base_lr>
              max_lr: !ref <lr>
              step_size: 65000
            """);

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.001));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(65000));
        Assert.True(recipe.Is(Facts.ScheduleRampsUp));
    }

    [Theory]
    [InlineData("dynamic_batching: no", 1)]
    [InlineData("dynamic_batching: False", 0)]
    [InlineData("language: no", 0)]
    public void AnUnquotedNo_IsText_AndTextIsTrue(string line, int notes) =>
        Assert.Equal(notes, ReadText.Observed<WrongTypeObservation>(line + "\n" + Ctc).Count);

    [Fact]
    public void AnIncludedFile_KeepsItsOwnReferences()
    {
        var file = ReadText.Together(
            ("train.yaml", "hidden: 7\nnet: !include:net.yaml\nbatch_size: !ref <net[batch]>\nopt: !name:torch.optim.SGD\n  lr: !ref <net[rate]>\n  momentum: 0.9\n"),
            ("net.yaml", "hidden: 16\nbatch: !ref <hidden> * 2\nrate: 0.05\n"));

        var recipe = Assert.Single(file.Recipes);
        Assert.True(recipe.Get(Facts.BatchSize).Is(32));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.05));
        Assert.Equal(Origin.Inherited, recipe.Get(Facts.LearningRate).Origin);
        Assert.Empty(file.Observations);
    }

    [Fact]
    public void AMissingInclude_IsNoted_AndLeavesTheRestWhole()
    {
        var file = ReadText.Together(("train.yaml", "epoch_counter: !new:speechbrain.utils.epoch_loop.EpochCounter\n  limit: 3\nnet: !include:../../outside.yaml\nopt: !name:torch.optim.Adam\n  lr: 0.001\n"));

        Assert.Single(file.Observations.OfType<UnresolvedObservation>());
        Assert.False(Assert.Single(file.Recipes).IsFragment);
    }

    [Fact]
    public void OtherProjects_ApplyTheirSeedThemselves()
    {
        const string text = "seed: 24\noptimizer: !name:torch.optim.AdamW\n  lr: 1e-4\nnet: !new:models.Net\n  width: 64\n";

        var recipe = ReadText.Recipe(text);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-4));
        Assert.True(recipe.Get(Facts.Seed).Is(24));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.GradientClipNorm).State);
        Assert.Empty(ReadText.As(text).Observations);
    }

    [Fact]
    public void ModelPieces_AreNoRecipes() =>
        Assert.NotEqual("speechbrain", ReadText.As("generator: !new:models.Generator\n  channels: 64\n").Dialect);

    [Theory]
    [InlineData("__set_torchseed: !apply:torch.manual_seed [!ref <seed>]", 1986)]
    [InlineData("__set_seed: !apply:speechbrain.utils.seed_everything {seed: 7}", 7)]
    [InlineData("__seeded: !apply:helpers.seeding.set_all [3]", 3)]
    [InlineData("", 0)]
    public void WhateverAppliesASeed_Counts(string line, int seed)
    {
        var read = ReadText.As(Ctc.Replace("__set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]", line)).Recipes[0].Get(Facts.Seed);
        Assert.Equal((seed == 0, seed), (read.IsMissing, (int)read.Or(0)));
    }

    [Fact]
    public void SeedOfAnIncludedFile_IsApplied()
    {
        var text = Ctc.Replace("seed: 1986\n__set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]", "dataset: !include:dataset.yaml\nseed: !ref <dataset[seed]>");
        var file = ReadText.Together(("train.yaml", text), ("dataset.yaml", "seed: 7\n__set_seed: !apply:torch.manual_seed [!ref <seed>]\n"));
        Assert.False(file.Recipes[0].Get(Facts.Seed).IsMissing);
        Assert.Empty(file.Observations.OfType<WithoutEffectObservation>());
    }
}
