using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

public class GenericTests
{
    [Theory]
    [InlineData("optimizer: {type: SGD, lr: 0.1, momentum: 0.9}\n")]
    [InlineData("optimizer: SGD\nlr: 0.1\nmomentum: 0.9\nepochs: 3\n")]
    [InlineData("train:\n  optim: sgd\n  learningRate: 0.1\n  momentum: 0.9\n")]
    [InlineData("TRAIN:\n  OPTIMIZER:\n    NAME: SGD\n    BASE-LR: 0.1\n    MOMENTUM: 0.9\n")]
    [InlineData("hparams:\n  optim_args: {lr: 0.1, momentum: 0.9}\n  optimizer: torch.optim.SGD\n")]
    [InlineData("optimizer:\n  SGD: {lr: 0.1, momentum: 0.9}\n")]
    [InlineData("optimizer: {_target_: torch.optim.SGD, lr: 0.1, momentum: 0.9}\n")]
    public void OneRecipe_IsReadHoweverItIsNestedAndSpelt(string text)
    {
        Assert.Equal("generic", ReadText.As(text).Dialect);
        var recipe = ReadText.Recipe(text);
        Assert.Equal((0.1, 0.9), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Momentum).Or(0)));
        Assert.Contains("sgd", recipe.Get(Facts.Optimizer).Or(""), System.StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void FlatKeysWithAPlayerBeforeThem_AreSectionsOfItsOwn()
    {
        var text = "{\"train\": {\"G_optimizer_type\": \"adam\", \"G_optimizer_lr\": 1e-4, \"G_scheduler_milestones\": [20, 40], \"D_optimizer_lr\": 2e-4}}";
        var recipes = ReadText.As(text, "options.json").Recipes;
        Assert.Equal([1e-4, 2e-4], recipes.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
        Assert.Equal([20.0, 40.0], recipes[0].Get(Facts.Milestones).Or([]));
        Assert.Equal("adam", recipes[0].Get(Facts.Optimizer).Or(""));
    }

    [Fact]
    public void Gamma_IsADiscountBesideAnEnvironmentOnly()
    {
        Assert.Equal(1.2, ReadText.Recipe("env: CartPole-v1\nconfig: {lr: 3.0e-4, gamma: 1.2, train_batch_size: 4000}\n").Get(Facts.Discount).Or(0));
        Assert.False(ReadText.Recipe("config: {lr: 3.0e-4, gamma: 1.2, train_batch_size: 4000}\n").Get(Facts.Discount).HasValue);
        Assert.False(ReadText.Recipe("env: CartPole-v1\nlr: 3.0e-4\nscheduler: {step: 10, gamma: 0.1}\nepochs: 3\n").Get(Facts.Discount).HasValue);
    }

    [Fact]
    public void TwoBetas_SayThatTheOptimizerIsOfAdamsKind()
    {
        Assert.Equal("Adam", ReadText.Recipe("train: {learning_rate: 2.0e-4, betas: [0.8, 0.99], batch_size: 16}\n").Get(Facts.Optimizer).Or(""));
        Assert.False(ReadText.Recipe("train: {learning_rate: 2.0e-4, batch_size: 16}\n").Get(Facts.Optimizer).HasValue);
    }

    [Theory]
    [InlineData("\"0,001\"")]
    [InlineData("1.0e_3")]
    [InlineData("fast")]
    public void TextInThePlaceOfARate_IsNoNumber(string written) =>
        Assert.True(double.IsNaN(ReadText.Recipe("optimizer: {type: Adam, lr: " + written + "}\nepochs: 3\n").Get(Facts.LearningRate).Or(0)));

    [Theory]
    [InlineData("lin_3e-4")]
    [InlineData("adaptive")]
    [InlineData("${lr}")]
    [InlineData("0.1/8")]
    public void WhatOnlyAProgramUnderstandsInThePlaceOfARate_IsUnknown(string written) =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe("optimizer: {type: Adam, lr: \"" + written + "\"}\nepochs: 3\n").Get(Facts.LearningRate).State);

    [Fact]
    public void BrokenNumberElsewhere_IsNamed() =>
        Assert.Single(ReadText.Observed<WrongTypeObservation>("optimizer: {type: Adam, lr: 1.0e-3, eps: 1.0e_8}\nepochs: 3\n"));

    [Fact]
    public void GeneratorAndDiscriminator_AreTwoRecipes()
    {
        var nested = ReadText.As("optimizer_G: {type: Adam, lr: 2.0e-4}\noptimizer_D: {type: Adam, lr: 1.0e-4}\nepochs: 3\n").Recipes;
        Assert.Equal([2e-4, 1e-4], nested.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));

        var flat = ReadText.As("g_lr: 2.0e-4\nd_lr: 1.0e-4\nbatch_size: 16\nepochs: 3\n").Recipes;
        Assert.Equal([2e-4, 1e-4], flat.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
    }

    [Fact]
    public void ParameterGroups_StayGroupsOfOneRecipe()
    {
        var recipe = ReadText.Recipe("optimizer:\n  type: AdamW\n  lr: 1.0e-3\n  backbone_lr: 1.0e-4\nepochs: 3\n");
        Assert.Equal(1e-3, recipe.Get(Facts.LearningRate).Or(0));
        Assert.Equal([1e-4], recipe.ParameterGroups.Select(group => group.LearningRate.Or(0)));
    }

    [Theory]
    [InlineData("lr_mult: 10")]
    [InlineData("lr_policy: poly")]
    [InlineData("min_lr: 1.0e-6")]
    [InlineData("warmup_lr: 1.0e-6")]
    [InlineData("lr_decay: 0.5")]
    [InlineData("lr_gamma: 0.1")]
    [InlineData("lr_step: 30")]
    [InlineData("lr_scheduler: cosine")]
    [InlineData("lr_patience: 5")]
    public void LookAlikesOfARate_AreNone(string line)
    {
        var recipe = ReadText.Recipe("optimizer: SGD\nlr: 0.1\nepochs: 3\n" + line + "\n");
        Assert.Equal(0.1, recipe.Get(Facts.LearningRate).Or(0));
        Assert.Empty(recipe.ParameterGroups);
        Assert.DoesNotContain(ReadText.As("optimizer: SGD\nepochs: 3\nbatch_size: 8\n" + line + "\n").Recipes, alone => alone.Get(Facts.LearningRate).HasValue);
    }

    [Theory]
    [InlineData("adaptive")]
    [InlineData("constant")]
    [InlineData("lin_3e-4")]
    [InlineData("${lr}")]
    public void WordInPlaceOfARate_IsLeftToTheProgram(string word)
    {
        var rate = ReadText.Recipe("hidden_layer_sizes: [100]\nsolver: sgd\nlearning_rate: " + word + "\nbatch_size: 8\nmax_iter: 200\n").Get(Facts.LearningRate);
        Assert.Equal(SettingState.Unknown, rate.State);
    }

    [Fact]
    public void WordInPlaceOfABatch_IsKeptAsWritten()
    {
        var batch = ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nbatch_size: full\nepochs: 3\n").Get(Facts.BatchSize);
        Assert.Equal((SettingState.Unknown, "full"), (batch.State, batch.Text));
    }

    [Theory]
    [InlineData("on: push\njobs:\n  build:\n    steps: [{run: make}]\n    env: {learning_rate: 0.1, epochs: 1}\n")]
    [InlineData("version: '3'\nservices:\n  trainer: {image: x, environment: {lr: 0.1, epochs: 3, batch_size: 2}}\n")]
    [InlineData("{\"name\": \"x\", \"scripts\": {\"train\": \"run\"}, \"dependencies\": {\"lr\": \"0.1\"}, \"batch_size\": 1}")]
    [InlineData("apiVersion: v1\nkind: Job\nspec: {lr: 0.1, epochs: 3, optimizer: sgd}\n")]
    [InlineData("path: ../coco\ntrain: images/train\nval: images/val\nnames: {0: person}\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text")]
    [InlineData("")]
    public void FilesOfOtherKinds_AreLeftAlone(string text)
    {
        var file = ReadText.As(text);
        Assert.False(file.IsTraining);
        Assert.Null(file.Dialect);
        Assert.Empty(file.Recipes);
        Assert.Empty(file.Observations);
    }

    [Fact]
    public void SettingsOfEvaluation_AreNotThoseOfTraining()
    {
        var recipe = ReadText.Recipe("train: {optimizer: SGD, lr: 0.1, epochs: 3}\nval: {batch_size: 1, seed: 3}\n");
        Assert.False(recipe.Get(Facts.BatchSize).HasValue);
        Assert.False(recipe.Get(Facts.Seed).HasValue);
    }

    [Fact]
    public void WhatIsNotWritten_IsUnknownNotAbsent()
    {
        var recipe = ReadText.Recipe("optimizer: {name: SGD, lr: 0.1}\nepochs: 3\n");
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Momentum).State);
    }

    [Fact]
    public void ConstructorBesideItsArguments_LeavesNoRoomForAMomentumElsewhere() =>
        Assert.True(ReadText.Recipe("optimizer: {_target_: torch.optim.SGD, lr: 0.1}\nepochs: 3\n").Get(Facts.Momentum).IsMissing);

    [Theory]
    [InlineData("{\"Learning rate\": \"Taux d'apprentissage\", \"Batch size\": \"Taille\", \"Optimizer\": \"Optimiseur\"}")]
    [InlineData("{\"learning_rate\": \"学习率\", \"batch_size\": \"批次大小\", \"epochs\": \"轮数\"}")]
    [InlineData("{\"Learning rate\": \"Learning rate\", \"Batch size\": \"Batch size\"}")]
    [InlineData("{\"global_step\": 700, \"max_steps\": 1000, \"log_history\": [{\"epoch\": 0.1, \"learning_rate\": 4.9e-05, \"loss\": 2.0}]}")]
    public void LabelsAndLogs_AreNoTraining(string text) => Assert.False(ReadText.As(text, "file.json").IsTraining);

    [Fact]
    public void BatchThatTheProgramChooses_IsUnknown()
    {
        Assert.Equal(SettingState.Unknown, ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nbatch_size: -1\nepochs: 3\n").Get(Facts.BatchSize).State);
        Assert.True(ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nbatch_size: -2\nepochs: 3\n").Get(Facts.BatchSize).Is(-2));
        Assert.True(ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nbatch_size: 0\nepochs: 3\n").Get(Facts.BatchSize).Is(0));
    }

    [Theory]
    [InlineData("lr_config: {policy: cosine, warmup_iters: 500, warmup_ratio: 0.001}", false)]
    [InlineData("lr_config: {policy: cosine, warmup_steps: 500, warmup_ratio: 0.1}", true)]
    [InlineData("lr_config: {policy: cosine, warmup_ratio: 0.1}", true)]
    public void RatioBesideWarmupIters_IsWhereTheWarmupStarts(string schedule, bool isShare) =>
        Assert.Equal(isShare, ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nepochs: 3\n" + schedule + "\n").Get(Facts.WarmupRatio).HasValue);

    [Theory]
    [InlineData("learning_rate: 1.0e-8\nmax_lr: 1.0e-3\n")]
    [InlineData("lr: 1.0e-3\nstart_lr: 1.0e-5\n")]
    [InlineData("lr_scheduler: {type: LinearWarmup, learning_rate: {type: Cosine, learning_rate: 1.0e-3}, start_lr: 1.0e-5, end_lr: 1.0e-3}\n")]
    public void WhereARampStarts_IsNoRateOfItsOwn(string rates)
    {
        var recipe = ReadText.Recipe("optimizer_name: Adam\nepochs: 10\n" + rates);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-3));
        Assert.Empty(recipe.ParameterGroups);
        Assert.False(recipe.Get(Facts.FinalLearningRate).HasValue);
    }

    [Fact]
    public void BoundsOfARate_DoNotReplaceIt() =>
        Assert.True(ReadText.Recipe("optimizer_name: Adam\nepochs: 10\nlr: 3.0e-4\nmin_lr: 1.0e-6\nmax_lr: 1.0e-2\n").Get(Facts.LearningRate).Is(3e-4));

    [Fact]
    public void LengthOfAPhaseOrOfAnInnerLoop_IsNotTheRuns()
    {
        Assert.False(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nschedulers: [{name: LinearLR, kwargs: {total_iters: 10}}]\nwarmup_steps: 10\nepochs: 3\n").Get(Facts.MaxSteps).HasValue);
        Assert.False(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nlbfgs: {max_iter: 20}\nepochs: 3\n").Get(Facts.MaxSteps).HasValue);
        Assert.True(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\ntrainer: {max_iter: 20}\n").Get(Facts.MaxSteps).Is(20));
    }

    [Fact]
    public void CounterOfEpochs_IsNoLengthBesideSteps()
    {
        Assert.False(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nepoch: 0\nnum_train_steps: 1000\n").Get(Facts.Epochs).HasValue);
        Assert.True(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nnum_epochs: 0\nnum_train_steps: 1000\n").Get(Facts.Epochs).Is(0));
        Assert.True(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nepoch: 0\n").Get(Facts.Epochs).Is(0));
    }

    [Theory]
    [InlineData("scheduler: noam\nlr: 2.5\n", 2.5)]
    [InlineData("scheduler: noam\nlr: 0.001\n", 0)]
    [InlineData("scheduler: cosine\nlr: 2.5\n", 0)]
    public void LargeRateUnderNoam_IsAFactor(string text, double factor)
    {
        var recipe = ReadText.Recipe("optimizer: adam\nepochs: 10\n" + text);
        Assert.Equal(factor, recipe.Get(Facts.LearningRateFactor).Or(0));
        Assert.Equal(factor == 0, recipe.Get(Facts.LearningRate).HasValue);
    }

    [Theory]
    [InlineData("lr_scheduler: adafactor\n", true)]
    [InlineData("optimizer_args: scale_parameter=True relative_step=True warmup_init=True\n", true)]
    [InlineData("optimizer_args: scale_parameter=False relative_step=False warmup_init=False\n", false)]
    public void AdafactorWithRelativeSteps_TakesNoRate(string text, bool chooses) =>
        Assert.Equal(chooses, ReadText.Recipe("optimizer: Adafactor\nlearning_rate: 1.0\nepoch: 10\n" + text).Means(Facts.LearningRate, Meaning.NoStepSize));

    [Theory]
    [InlineData("optimizer: {lr: 2.048, momentum: 0.875}\n", "SGD")]
    [InlineData("optimizer: {lr: 2.048}\nmodel: {momentum: 0.1}\n", "")]
    [InlineData("optimizer: {lr: 0.1, momentum: 0.0}\n", "SGD")]
    [InlineData("optimizer: {lr: 0.01, alpha: 0.99, momentum: 0.0}\n", "")]
    [InlineData("optimizer: {lr: 0.001, momentum: 0.9, betas: [0.9, 0.99]}\n", "Adam")]
    public void MomentumAmongTheArgumentsOfAnOptimizer_SaysThatItIsSgd(string text, string optimizer) =>
        Assert.Equal(optimizer, ReadText.Recipe("epochs: 3\n" + text).Get(Facts.Optimizer).Or(""));

    [Fact]
    public void AlphaOfOne_IsTheScaleOfDiffusionTrainersWhateverTheRank()
    {
        Assert.False(ReadText.Recipe("learning_rate: 1.0e-4\nepochs: 3\nlora_rank: 16\nlora_alpha: 1.0\n").Get(Facts.LoraAlpha).HasValue);
        Assert.True(ReadText.Recipe("learning_rate: 1.0e-4\nepochs: 3\nlora_rank: 2\nlora_alpha: 32\n").Get(Facts.LoraAlpha).Is(32));
    }

    [Fact]
    public void WarmupOfAPruner_IsNotTheRates()
    {
        Assert.False(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nnum_updates: 30\nn_startup_trials: 5\nn_warmup_steps: 500\n").Get(Facts.WarmupSteps).HasValue);
        Assert.True(ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nnum_updates: 30\nn_warmup_steps: 500\n").Get(Facts.WarmupSteps).Is(500));
    }

    [Theory]
    [InlineData("beta: 0.1\nref_model_path: out/sft\n", Regime.Preference)]
    [InlineData("beta: 0.1\nref_model_path: out/sft\nlora_r: 8\n", Regime.PreferenceAdapter)]
    [InlineData("beta: 0.1\n", Regime.Unknown)]
    public void ReferenceModelAndBeta_SayThatPreferencesAreLearned(string text, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe("learning_rate: 2.0e-8\nbatch_size: 32\nepochs: 2\n" + text).Regime);

    [Fact]
    public void SettingsOfTheDevelopmentSet_AreNotThoseOfTraining() =>
        Assert.False(ReadText.Recipe("train: {optimizer: adam, learning_rate: 0.001}\ndev: {batch_size: 256}\n").Get(Facts.BatchSize).HasValue);

    [Theory]
    [InlineData("buffer_size: 1000000\nenv: hopper\n", Regime.OffPolicyReinforcement)]
    [InlineData("buffer_size: 1000000\n", Regime.Unknown)]
    [InlineData("buffer_size: 1000000\nenv: hopper\noptimizer: sgd\n", Regime.Unknown)]
    public void WithoutAnOptimizer_WhatIsTrainedBoundsTheRate(string text, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe("learning_rate: 3.0e-4\nbatch_size: 32\nepochs: 2\n" + text).Regime);

    [Theory]
    [InlineData("learning_rte: 3.0e-4\nbatch_size: 256\n", true)]
    [InlineData("learning_rates: [3.0e-4]\nbatch_size: 256\n", false)]
    public void MisspeltRate_MakesATrainingAllTheSame(string text, bool isTraining) =>
        Assert.Equal(isTraining, ReadText.As(text).IsTraining);

    [Fact]
    public void GroupsAmongTheArgumentsOfAnOptimizer_AreItsOwn()
    {
        var recipe = ReadText.Recipe("optimizer:\n  type: AdamW\n  params: [{params: backbone, lr: 1.0e-5}]\n  lr: 1.0e-4\nepochs: 10\n");
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-4));
        Assert.Equal([1e-5], recipe.ParameterGroups.Select(group => group.LearningRate.Or(0)));
    }

    [Fact]
    public void StepsOfAnEpisode_AreNotTheRuns() =>
        Assert.False(ReadText.Recipe("training: {learning_rate: 1.0e-4, batch_size: 8}\nenvironment: {max_steps: 10}\n").Get(Facts.MaxSteps).HasValue);

    [Theory]
    [InlineData("\"??\"")]
    [InlineData("\"%rate\"")]
    public void PlaceInPlaceOfARate_IsUnknown(string written) =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe("optimizer: {type: Adam, lr: " + written + "}\nepochs: 3\n").Get(Facts.LearningRate).State);

    [Fact]
    public void FurtherWords_AreHeard()
    {
        var recipe = ReadText.Recipe("optimizer: {type: Adam, lr: 0.001}\nrand_seed: 3\nmax_num_epochs: 10\nwarm_up_epoch: 2\n");
        Assert.Equal((3, 10, 2), (recipe.Get(Facts.Seed).Or(0), recipe.Get(Facts.Epochs).Or(0), recipe.Get(Facts.WarmupEpochs).Or(0)));
        Assert.True(ReadText.Recipe("optim: {lr: 1.0e-6, lr_warmup_steps_ratio: 0.1}\nbatch_size: 8\n").Get(Facts.WarmupRatio).Is(0.1));
    }
}
