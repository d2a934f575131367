using System;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class NemoTests
{
    private const string Speech = """
        name: small
        model:
          train_ds:
            batch_size: 16
          validation_ds:
            batch_size: 16
          encoder:
            _target_: nemo.collections.asr.modules.ConformerEncoder
            d_model: 256
          optim:
            name: adamw
            lr: 5.0
            betas: [0.9, 0.98]
            sched:
              name: NoamAnnealing
              d_model: ${model.encoder.d_model}
              warmup_steps: 10000
              min_lr: 1e-6
        trainer:
          devices: -1
          max_epochs: 500
          max_steps: -1
          precision: 16
        exp_manager:
          exp_dir: null
        """;

    private const string Language = """
        trainer:
          max_epochs: -1
          max_steps: 1000
          precision: bf16
          accumulate_grad_batches: 1
        exp_manager:
          name: small_gpt
        model:
          micro_batch_size: 4
          global_batch_size: 8
          tensor_model_parallel_size: 1
          optim:
            name: fused_adam
            lr: 2e-4
            weight_decay: 0.01
        """;

    [Fact]
    public void NoamAnnealing_TakesTheRateAsAFactor()
    {
        var recipe = ReadText.Recipe(Speech);

        Assert.Equal("nemo", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRateFactor).Is(5));
        Assert.Equal(5 / Math.Sqrt(256 * 10000.0), recipe.Get(Facts.LearningRate).Or(0), 12);
        Assert.Equal(Origin.Derived, recipe.Get(Facts.LearningRate).Origin);
    }

    [Fact]
    public void OtherSchedules_TakeItAsARate()
    {
        var recipe = ReadText.Recipe(Speech.Replace("NoamAnnealing", "CosineAnnealing").Replace("lr: 5.0", "lr: 1e-3"));

        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-3));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.LearningRateFactor).State);
    }

    [Fact]
    public void SpeechModel_ReadsNoSeed()
    {
        var recipe = ReadText.Recipe(Speech);

        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
        Assert.True(recipe.Get(Facts.MaxSteps).IsMissing);
        Assert.True(recipe.Get(Facts.Epochs).Is(500));
        Assert.True(recipe.Get(Facts.Precision).Is("fp16"));
        Assert.True(recipe.Get(Facts.Validation).Is(true));
    }

    [Fact]
    public void LanguageModel_SeedsItselfAndDerivesAccumulation()
    {
        var recipe = ReadText.Recipe(Language);

        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(1234));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(8));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.GradientAccumulation).State);
        Assert.True(recipe.Get(Facts.Schedule).IsMissing);
        Assert.Contains(ReadText.Observed<WithoutEffectObservation>(Language.Replace("accumulate_grad_batches: 1", "accumulate_grad_batches: 4")), observation => observation.Key == "trainer.accumulate_grad_batches");
    }

    [Theory]
    [InlineData("peft:\n    peft_scheme: lora\n    lora_tuning:\n      adapter_dim: 32", Regime.Adapter)]
    [InlineData("restore_from_path: model.nemo", Regime.FineTuning)]
    [InlineData("restore_from_path: null", Regime.Unknown)]
    [InlineData("num_layers: 12", Regime.FromScratch)]
    public void Start_DecidesTheRegime(string key, Regime expected) =>
        Assert.Equal(expected, ReadText.Recipe(Language.Replace("  tensor_model_parallel_size: 1", "  tensor_model_parallel_size: 1\n  " + key)).Regime);

    [Fact]
    public void ParameterGroups_HaveRatesOfTheirOwn() => Assert.Equal(
        "encoder", Assert.Single(ReadText.Recipe(Language.Replace("  optim:", "  optim_param_groups:\n    encoder:\n      lr: 1e-5\n  optim:")).ParameterGroups).Name);

    [Fact]
    public void OptimizerBesideTheModel_IsRead() => Assert.True(ReadText.Recipe("""
        optim:
          _target_: nemo.lightning.MegatronOptimizerModule
          config:
            optimizer: adam
            lr: 1e-4
        trainer:
          max_steps: 100
        """).Get(Facts.LearningRate).Is(1e-4));

    [Fact]
    public void LightningTemplateWithoutExperimentManager_IsNotNemo() => Assert.NotEqual("nemo", ReadText.As("""
        model:
          _target_: src.models.Net
          optimizer:
            _target_: torch.optim.Adam
            lr: 0.001
        trainer:
          max_epochs: 10
        """).Dialect);

    [Fact]
    public void ScheduleWithoutAName_IsNeverCreated()
    {
        Assert.Equal("model.optim.sched", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Speech.Replace("      name: NoamAnnealing\n", ""))).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Speech));
    }

    [Fact]
    public void DefaultsList_PullsInItsGroupFiles()
    {
        var file = ReadText.Together(
            ("conf/train.yaml", "defaults:\n  - .@model: base\n" + Language),
            ("conf/base.yaml", "seed: 7\nhidden_dropout: 0.1\n"));

        var recipe = Assert.Single(file.Recipes);
        Assert.True(recipe.Get(Facts.Seed) is { Origin: Origin.Inherited } seed && seed.Is(7));
        Assert.True(recipe.Get(Facts.Dropout).Is(0.1));
    }

    [Theory]
    [InlineData("ppo", "", Regime.LanguageModelReinforcement)]
    [InlineData("reinforce", "  peft:\n    peft_scheme: lora\n", Regime.LanguageModelReinforcementAdapter)]
    [InlineData("dpo", "", Regime.Preference)]
    [InlineData("sft", "", Regime.FromScratch)]
    public void TheTrainersSection_SaysHowAModelIsAligned(string method, string peft, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(
            "trainer:\n  devices: 8\n  " + method + ":\n    max_epochs: 1\nmodel:\n  micro_batch_size: 1\n" + peft + "  optim:\n    name: distributed_fused_adam\n    lr: 9e-7\n").Regime);
}
