using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class AxolotlTests
{
    private const string Lora = """
        base_model: org/model-1b
        datasets:
          - path: org/data
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        sequence_len: 2048
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 2
        optimizer: adamw_bnb_8bit
        lr_scheduler: cosine
        learning_rate: 2e-4
        """;

    [Fact]
    public void LoraRun_IsReadWithTheDefaultsOfAxolotl()
    {
        var recipe = ReadText.Recipe(Lora);

        Assert.Equal("axolotl", recipe.Dialect);
        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-4));
        Assert.True(recipe.Get(Facts.LoraRank).Is(16));
        Assert.True(recipe.Get(Facts.LoraAlpha).Is(32));
        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(42));
        Assert.True(recipe.Get(Facts.WarmupRatio) is { State: SettingState.Absent } warmup && warmup.Is(0.03));
        Assert.True(recipe.Get(Facts.Validation).Is(false));
    }

    [Fact]
    public void MisspeltLearningRate_IsStillAxolotlAndNamesTheKey()
    {
        var file = ReadText.As(Lora.Replace("learning_rate:", "learning_rte:"));

        Assert.Equal("axolotl", file.Dialect);
        Assert.Contains(file.Observations, observation => observation is MisspeltKeyObservation { Meant: "learning_rate" });
    }

    [Theory]
    [InlineData("base_model: org/a\nmerge_method: slerp\nslices:\n  - sources: []\ndtype: bfloat16\n")]
    [InlineData("model_type: llm\nbase_model: org/a\ninput_features:\n  - name: text\noutput_features:\n  - name: label\ntrainer:\n  learning_rate: 0.0001\n")]
    public void OtherPrograms_ThatNameABaseModel_AreNotAxolotl(string text) => Assert.NotEqual("axolotl", ReadText.As(text).Dialect);

    [Theory]
    [InlineData("dpo", Regime.PreferenceAdapter)]
    [InlineData("grpo", Regime.LanguageModelReinforcementAdapter)]
    public void RlKey_DecidesTheRegime(string rl, Regime expected) => Assert.Equal(expected, ReadText.Recipe(Lora + "\nrl: " + rl + "\n").Regime);

    [Fact]
    public void FractionalWarmupSteps_AreRefusedAndReadAsTheShareThatWasMeant()
    {
        var text = Lora + "\nwarmup_steps: 0.1\n";

        Assert.Equal(Severity.Error, Assert.Single(ReadText.Observed<WrongTypeObservation>(text)).Severity);
        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupRatio).Is(0.1));
    }

    [Fact]
    public void WholeWarmupSteps_AreFine()
    {
        var text = Lora + "\nwarmup_steps: 10\n";

        Assert.Empty(ReadText.Observed<WrongTypeObservation>(text));
        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupSteps).Is(10));
    }

    [Theory]
    [InlineData("val_set_size: 0.1\nevals_per_epoch: 1\n", true)]
    [InlineData("val_set_size: 0.1\n", false)]
    public void HeldOutData_IsEvaluatedOnlyWithACadence(string evaluation, bool expected) =>
        Assert.True(ReadText.Recipe(Lora + "\n" + evaluation).Get(Facts.Validation).Is(expected));

    [Fact]
    public void OneEvaluationInTheWholeRun_NeverHappens()
    {
        var text = Lora.Replace("num_epochs: 2", "num_epochs: 1") + "\nval_set_size: 0.1\nevals_per_epoch: 1\n";

        Assert.True(ReadText.Recipe(text).Get(Facts.Validation) is { IsWritten: true } validation && validation.Is(false));
        Assert.Contains(ReadText.Observed<WithoutEffectObservation>(text), observation => observation.Key == "evals_per_epoch");
    }

    [Theory]
    [InlineData("save_steps: 100\neval_steps: 50\n", true)]
    [InlineData("save_steps: 100\neval_steps: 30\n", false)]
    [InlineData("saves_per_epoch: 1\nevals_per_epoch: 4\n", false)]
    public void EarlyStopping_NeedsMatchingSteps(string steps, bool expected)
    {
        var recipe = ReadText.Recipe(Lora + "\nval_set_size: 0.1\nearly_stopping_patience: 3\n" + steps);

        Assert.True(recipe.Get(Facts.BestModelSelection).Is(true));
        Assert.True(recipe.Get(Facts.EvaluationMatchesSelection).Is(expected));
    }

    [Fact]
    public void LoraKeysWithoutAdapter_HaveNoEffect()
    {
        var text = Lora.Replace("adapter: lora\n", "");

        Assert.Equal(Regime.FineTuning, ReadText.Recipe(text).Regime);
        Assert.Contains(ReadText.Observed<WithoutEffectObservation>(text), observation => observation.Key == "lora_r");
        Assert.DoesNotContain(ReadText.Observed<WithoutEffectObservation>(Lora), observation => observation.Key == "lora_r");
    }

    [Theory]
    [InlineData("bf16: true\nfp16: true\n", "bf16+fp16")]
    [InlineData("bf16: full\nfp16: false\n", "bf16")]
    [InlineData("bf16: false\nfp16: true\n", "fp16")]
    public void PrecisionSwitches_AreJoined(string switches, string expected) =>
        Assert.True(ReadText.Recipe(Lora + "\n" + switches).Get(Facts.Precision).Is(expected));

    [Fact]
    public void AutomaticPrecision_IsUnknown() =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Lora + "\nbf16: auto\n").Get(Facts.Precision).State);

    [Fact]
    public void NumberInFreeFormArguments_StaysText()
    {
        var observation = Assert.Single(ReadText.Observed<TextNumberObservation>(Lora + "\noptim_args:\n  eps: 1e-8\n  rho: 1.0e-3\n"), one => one.Consequence is not null);

        Assert.Equal("optim_args.eps", observation.Key);
    }

    [Fact]
    public void GroupsWithRatesOfTheirOwn_AreParameterGroups() =>
        Assert.Equal(2, ReadText.Recipe(Lora + "\nembedding_lr: 1.0e-5\nlr_groups:\n  - name: projector\n    modules: [up]\n    lr: 5.0e-5\n").ParameterGroups.Count);

    [Fact]
    public void StreamedPretraining_NeedsALength()
    {
        var text = Lora.Replace("datasets:\n  - path: org/data\n    type: alpaca", "pretraining_dataset: org/corpus");

        Assert.Equal("pretraining_dataset", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(text + "\nmax_steps: 1000\n"));
    }

    [Theory]
    [InlineData("val_set_sze: 0.1", 1)]
    [InlineData("val_set_size: 0.1\nevals_per_epoch: 1", 0)]
    public void MisspeltKeyOutsideOfTheTable_IsDroppedByAxolotlAndFoundHere(string keys, int expected) =>
        Assert.Equal(expected, ReadText.Observed<MisspeltKeyObservation>(Lora + "\n" + keys + "\n").Count);
}
