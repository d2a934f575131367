using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TrlTests
{
    private const string Sft = """
        model_name_or_path: org/model
        torch_dtype: bfloat16
        dataset_name: org/data
        learning_rate: 2.0e-05
        per_device_train_batch_size: 8
        num_train_epochs: 1
        lr_scheduler_type: cosine
        """;

    [Fact]
    public void FullFineTuning_HasTheDefaultsOfTransformers()
    {
        var recipe = ReadText.Recipe(Sft);

        Assert.Equal("trl", recipe.Dialect);
        Assert.Equal(Regime.FineTuning, recipe.Regime);
        Assert.True(recipe.Get(Facts.Seed).Is(42));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(0));
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(1));
        Assert.True(recipe.Get(Facts.Precision).Is("fp32"));
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Sft.Replace("learning_rate: 2.0e-05\n", "")).Get(Facts.LearningRate).State);
    }

    [Theory]
    [InlineData("beta: 0.1", Regime.Preference)]
    [InlineData("beta: 0.1\nuse_peft: true", Regime.PreferenceAdapter)]
    [InlineData("num_generations: 8\nbeta: 0.04", Regime.LanguageModelReinforcement)]
    [InlineData("use_peft: true", Regime.Adapter)]
    public void TrainerKeys_DecideTheRegime(string keys, Regime expected) =>
        Assert.Equal(expected, ReadText.Recipe(Sft + "\n" + keys + "\n").Regime);

    [Fact]
    public void LoraKeysWithoutPeft_HaveNoEffect()
    {
        Assert.Equal("lora_r", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Sft + "\nlora_r: 16\n")).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Sft + "\nuse_peft: true\nlora_r: 16\n"));
        Assert.True(ReadText.Recipe(Sft + "\nuse_peft: true\nlora_r: 64\n").Get(Facts.LoraAlpha).Is(32));
    }

    [Fact]
    public void UnquotedNo_IsNoStrategy()
    {
        var observation = Assert.Single(ReadText.Observed<WrongTypeObservation>(Sft + "\neval_strategy: no\n"));

        Assert.Equal(Severity.Error, observation.Severity);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Sft + "\neval_strategy: \"no\"\n"));
    }

    [Theory]
    [InlineData("eval_strategy: epoch\nsave_strategy: epoch", true)]
    [InlineData("eval_strategy: steps\neval_steps: 100\nsave_steps: 200", true)]
    [InlineData("eval_strategy: steps\neval_steps: 100\nsave_steps: 250", false)]
    [InlineData("eval_strategy: epoch", false)]
    [InlineData("eval_strategy: \"no\"", false)]
    public void BestModel_NeedsAnEvaluationAtEverySave(string evaluation, bool expected) =>
        Assert.True(ReadText.Recipe(Sft + "\nload_best_model_at_end: true\n" + evaluation + "\n").Get(Facts.EvaluationMatchesSelection).Is(expected));

    [Fact]
    public void FractionalWarmupSteps_AreReadAsTheShareThatWasMeant()
    {
        var text = Sft + "\nwarmup_steps: 0.03\n";

        Assert.Equal(Severity.Info, Assert.Single(ReadText.Observed<WrongTypeObservation>(text)).Severity);
        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupRatio).Is(0.03));
    }

    [Fact]
    public void ConstantSchedule_IgnoresWarmup()
    {
        var text = Sft.Replace("lr_scheduler_type: cosine", "lr_scheduler_type: constant") + "\nwarmup_ratio: 0.1\n";

        Assert.Equal("warmup_ratio", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupRatio).Is(0));
    }

    [Fact]
    public void MaxStepsOfMinusOne_IsNoLength() => Assert.True(ReadText.Recipe(Sft + "\nmax_steps: -1\n").Get(Facts.MaxSteps).IsMissing);

    [Fact]
    public void MinimumShare_GivesTheFinalRate() =>
        Assert.Equal(2e-6, ReadText.Recipe(Sft + "\nlr_scheduler_kwargs:\n  min_lr_rate: 0.1\n").Get(Facts.FinalLearningRate).Or(0), 12);

    [Fact]
    public void ArgumentsInASectionOfTheirOwn_AreFound()
    {
        var recipe = ReadText.Recipe("""
            model:
              name: org/model
            training_args:
              output_dir: out
              learning_rate: 3.0e-5
              per_device_train_batch_size: 4
              num_train_epochs: 2
              weight_decay: 0.01
              save_strategy: epoch
            """);

        Assert.Equal("trl", recipe.Dialect);
        Assert.Equal("training_args.learning_rate", recipe.Get(Facts.LearningRate).Key);
    }

    [Fact]
    public void JsonArguments_HaveNumbersOfJson()
    {
        const string Json = """
            { "model_name_or_path": "org/model", "learning_rate": 2e-5, "per_device_train_batch_size": 8, "num_train_epochs": 3, "output_dir": "out" }
            """;

        Assert.True(ReadText.Recipe(Json, "args.json").Get(Facts.LearningRate).Is(2e-5));
        Assert.Empty(ReadText.Observed<TextNumberObservation>(Json, "args.json"));
    }

    [Fact]
    public void AccelerateLauncherFile_IsNoTraining() => Assert.False(ReadText.As("""
        compute_environment: LOCAL_MACHINE
        distributed_type: MULTI_GPU
        num_processes: 8
        mixed_precision: bf16
        gradient_accumulation_steps: 4
        """).IsTraining);

    [Fact]
    public void DeepSpeedFileBesideTheRecipe_MustNotContradictIt()
    {
        var file = ReadText.Together(
            ("recipes/sft.yaml", Sft + "\ndeepspeed: configs/ds.json\n"),
            ("configs/ds.json", """{ "train_micro_batch_size_per_gpu": 4, "gradient_clipping": "auto", "optimizer": { "type": "AdamW", "params": { "lr": 2e-5 } } }"""));

        var observation = Assert.Single(file.Observations.OfType<WithoutEffectObservation>());
        Assert.Equal("per_device_train_batch_size", observation.Key);
        Assert.Contains("train_micro_batch_size_per_gpu to 4", observation.Reason, System.StringComparison.Ordinal);
    }

    [Fact]
    public void DeepSpeedFileThatLeavesEverythingToTheTrainer_IsFine() => Assert.Empty(ReadText.Together(
        ("sft.yaml", Sft + "\ndeepspeed: ds.json\n"),
        ("ds.json", """{ "train_micro_batch_size_per_gpu": "auto", "train_batch_size": "auto", "zero_optimization": { "stage": 2 } }""")).Observations);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void GroupOfOneAnswer_HasNothingToCompare(int size, int expected) =>
        Assert.Equal(expected, ReadText.Observed<WrongTypeObservation>(Sft + "\nreward_funcs: [accuracy]\nnum_generations: " + size + "\n").Count);

    [Fact]
    public void LoraKeysOfOtherPrograms_AreAnAdapter()
    {
        var recipe = ReadText.Recipe("""
            { "model_name_or_path": "org/model", "train_file": "data.jsonl", "train_mode": "qlora", "lora_rank": 64, "lora_alpha": 16, "learning_rate": 2e-4,
              "per_device_train_batch_size": 1, "num_train_epochs": 1, "output_dir": "out" }
            """, "qlora.json");

        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.LoraRank).Is(64));
    }

    [Fact]
    public void DiffusionScripts_ShareWordsButNotTheFramework()
    {
        const string Script = "pretrained_model_name_or_path: org/model\noutput_dir: out\nlearning_rate: 5.0e-6\nlr_scheduler_type: cosine\nmax_grad_norm: 1.0\ngradient_accumulation_steps: 2\ngradient_checkpointing: true\n";
        Assert.Equal("generic", ReadText.As(Script + "max_train_steps: 1000\n").Dialect);
        Assert.Equal("trl", ReadText.As(Script + "max_steps: 1000\n").Dialect);
    }

    [Theory]
    [InlineData("num_train_epochs: 40\nbatch_size: 16\n", "generic")]
    [InlineData("num_train_epochs: 40\n", "trl")]
    [InlineData("per_device_train_batch_size: 16\nbatch_size: 16\n", "trl")]
    public void BatchUnderAnotherName_IsThatOfAnotherProgram(string lines, string dialect)
    {
        const string Script = "learning_rate: 2e-5\nadam_betas: (0.9, 0.999)\nweight_decay: 0.0\nwarmup_steps: 1237\nmax_grad_norm: 2.0\n"
            + "gradient_accumulation_steps: 1\n";
        var file = ReadText.As(Script + lines);
        Assert.Equal(dialect, file.Dialect);
        Assert.Equal(dialect == "trl", file.Observations.OfType<MisspeltKeyObservation>().Any());
    }

    [Fact]
    public void ModelThatIsNamedOtherwise_IsNotTrainedFromScratch()
    {
        var text = Sft.Replace("model_name_or_path: org/model", "model_type: gpt2");
        Assert.Equal(Regime.FromScratch, ReadText.Recipe(text).Regime);
        Assert.Equal(Regime.Unknown, ReadText.Recipe(text + "\nmodel_id: org/model\n").Regime);
    }

    [Theory]
    [InlineData("", Severity.Warning)]
    [InlineData("use_peft: false\n", Severity.Info)]
    public void AdapterThatIsSwitchedOff_IsKnownToItsAuthor(string line, Severity severity) =>
        Assert.Equal([severity], ReadText.Observed<WithoutEffectObservation>(Sft + "\nlora_r: 8\n" + line).Select(fact => fact.Severity));

    [Theory]
    [InlineData("", 1)]
    [InlineData("lmbda: 0.5\n", 0)]
    public void DistillationFromOneAnswer_ComparesNothing(string line, int refused) =>
        Assert.Equal(refused, ReadText.Observed<WrongTypeObservation>(Sft + "\nnum_generations: 1\n" + line).Count);
}
