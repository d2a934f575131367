using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LlmFoundryTests
{
    private const string Pretraining = """
        variables:
          global_seed: 7
        model:
          name: mpt_causal_lm
          d_model: 768
        train_loader:
          name: text
        scheduler:
          name: cosine_with_warmup
          t_warmup: 100ba
          alpha_f: 0.1
        optimizer:
          name: decoupled_adamw
          lr: 6e-4
          betas: [0.9, 0.95]
        max_duration: 4800ba
        eval_interval: 500ba
        global_train_batch_size: 256
        device_train_microbatch_size: auto
        seed: ${variables.global_seed}
        """;

    [Fact]
    public void Pretraining_IsReadInBatches()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal("llm-foundry", recipe.Dialect);
        Assert.Equal(Regime.FromScratch, recipe.Regime);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(100));
        Assert.True(recipe.Get(Facts.MaxSteps).Is(4800));
        Assert.Equal(6e-5, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.WeightDecay) is { State: SettingState.Absent } decay && decay.Is(1e-5));
        Assert.True(recipe.Get(Facts.Seed).Is(7));
        Assert.True(recipe.Means(Facts.WeightDecay, Meaning.FullyDecoupled));
        Assert.True(recipe.Get(Facts.GradientClipNorm).IsMissing);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.BatchSize).State);
    }

    [Theory]
    [InlineData("100ba", "warmupSteps", 100)]
    [InlineData("0.02dur", "warmupRatio", 0.02)]
    [InlineData("1ep", "warmupEpochs", 1)]
    [InlineData("5e9tok", "warmupTokens", 5e9)]
    public void Warmup_GoesToTheKeyOfItsUnit(string written, string setting, double expected)
    {
        var recipe = ReadText.Recipe(Pretraining.Replace("t_warmup: 100ba", "t_warmup: " + written));

        Assert.Equal(expected, Assert.Single(recipe.Settings, pair => pair.Key.Name == setting).Value.BoxedValue);
    }

    [Fact]
    public void LaunchFile_WrapsTheRecipeAndItsReferences()
    {
        var recipe = ReadText.Recipe("image: org/image\ncompute:\n  gpus: 8\nparameters:\n" + string.Join("\n", System.Array.ConvertAll(Pretraining.Split('\n'), line => "  " + line)));

        Assert.Equal("parameters.optimizer.lr", recipe.Get(Facts.LearningRate).Key);
        Assert.True(recipe.Get(Facts.Seed).Is(7));
        Assert.True(recipe.Get(Facts.WorldSize).Is(8));
    }

    [Theory]
    [InlineData("name: hf_causal_lm", Regime.FineTuning)]
    [InlineData("name: hf_causal_lm\n  pretrained: false", Regime.FromScratch)]
    [InlineData("name: hf_causal_lm\n  peft_config:\n    r: 16", Regime.Adapter)]
    public void Model_DecidesTheRegime(string model, Regime expected) =>
        Assert.Equal(expected, ReadText.Recipe(Pretraining.Replace("name: mpt_causal_lm", model)).Regime);

    [Fact]
    public void ScheduleLength_IsTheWholeRunUnlessWritten()
    {
        Assert.Equal(LengthUnit.ShareOfRun, ReadText.Recipe(Pretraining).ScheduleUnit);
        var shorter = ReadText.Recipe(Pretraining.Replace("alpha_f: 0.1", "alpha_f: 0.1\n  t_max: 1000ba"));
        Assert.Equal(LengthUnit.Steps, shorter.ScheduleUnit);
        Assert.True(shorter.Get(Facts.ScheduleLength).Is(1000));
    }

    [Fact]
    public void EvaluationYaml_IsNoTraining() => Assert.False(ReadText.As("""
        models:
          - model_name: org/model
        icl_tasks: eval/tasks.yaml
        device_eval_batch_size: 4
        precision: amp_fp16
        seed: 1
        """).IsTraining);
}
