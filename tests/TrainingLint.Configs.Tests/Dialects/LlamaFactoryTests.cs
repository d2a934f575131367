using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LlamaFactoryTests
{
    private const string Sft = """
        model_name_or_path: org/model
        stage: sft
        do_train: true
        finetuning_type: lora
        dataset: identity
        template: llama3
        output_dir: out
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1e-4
        num_train_epochs: 3.0
        lr_scheduler_type: cosine
        warmup_ratio: 0.1
        bf16: true
        """;

    [Fact]
    public void LoraRun_HasTheDefaultsOfLlamaFactory()
    {
        var recipe = ReadText.Recipe(Sft);

        Assert.Equal("llama-factory", recipe.Dialect);
        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.LoraRank) is { State: SettingState.Absent } rank && rank.Is(8));
        Assert.True(recipe.Get(Facts.LoraAlpha).Is(16));
        Assert.True(recipe.Get(Facts.Precision).Is("bf16"));
        Assert.Empty(ReadText.Observed<TextNumberObservation>(Sft));
    }

    [Fact]
    public void QuotedRate_StaysText() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Sft.Replace("learning_rate: 1e-4", "learning_rate: \"1e-4\""))).Consequence);

    [Theory]
    [InlineData("full", "sft", Regime.FineTuning)]
    [InlineData("full", "dpo", Regime.Preference)]
    [InlineData("lora", "kto", Regime.PreferenceAdapter)]
    [InlineData("lora", "ppo", Regime.LanguageModelReinforcementAdapter)]
    public void MethodAndStage_DecideTheRegime(string method, string stage, Regime expected) =>
        Assert.Equal(expected, ReadText.Recipe(Sft.Replace("finetuning_type: lora", "finetuning_type: " + method).Replace("stage: sft", "stage: " + stage)).Regime);

    [Theory]
    [InlineData("model_name_or_path: org/model\nstage: sft\ndo_predict: true\nfinetuning_type: lora\ntemplate: llama3\nper_device_eval_batch_size: 1\noutput_dir: out\nreport_to: none\nddp_timeout: 1\n")]
    [InlineData("model_name_or_path: org/model\nadapter_name_or_path: out\ntemplate: llama3\nexport_dir: merged\n")]
    [InlineData("model_name_or_path: org/model\ntemplate: llama3\ninfer_backend: huggingface\n")]
    public void UsesOfATrainedModel_AreNoTraining(string text) => Assert.False(ReadText.As(text).IsTraining);

    [Fact]
    public void Reference_IsNeverResolved() =>
        Assert.Equal("output_dir", Assert.Single(ReadText.Observed<UnresolvedObservation>(Sft.Replace("output_dir: out", "output_dir: ${model_name_or_path}-out"))).Key);

    [Fact]
    public void LoraKeysInAFullRun_HaveNoEffect()
    {
        var text = Sft.Replace("finetuning_type: lora", "finetuning_type: full") + "\nlora_rank: 8\n";

        Assert.Equal("lora_rank", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Sft + "\nlora_rank: 8\n"));
    }

    [Fact]
    public void EvaluationStrategyWithoutData_EvaluatesNothing() =>
        Assert.True(ReadText.Recipe(Sft + "\neval_strategy: steps\neval_steps: 50\n").Get(Facts.Validation).Is(false));

    [Fact]
    public void HeldOutDataWithoutStrategy_IsSaidAtTheData() =>
        Assert.Equal("val_size", ReadText.Recipe(Sft + "\nval_size: 0.1\n").Get(Facts.Validation).Key);

    [Fact]
    public void SecondGeneration_HasConstantRateAndNoWarmup()
    {
        var recipe = ReadText.Recipe("""
            model: org/model
            train_dataset: data/demo.yaml
            dist_config:
              name: fsdp2
            micro_batch_size: 1
            max_steps: 10
            output_dir: out
            """);

        Assert.Equal("llama-factory", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate) is { State: SettingState.Absent } rate && rate.Is(1e-4));
        Assert.True(recipe.Get(Facts.Schedule).IsMissing);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(0));
    }

    [Fact]
    public void ARunThatIsToldNotToTrain_IsNoTraining()
    {
        Assert.False(ReadText.As(Sft.Replace("do_train: true", "do_train: false").Replace("1e-4", "0.0") + "\ndo_eval: true\n").IsTraining);
        Assert.True(ReadText.As(Sft + "\ndo_eval: true\n").IsTraining);
    }
}
