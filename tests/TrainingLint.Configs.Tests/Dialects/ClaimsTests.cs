using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>What a dialect must not claim, and what a file must not be blamed for.</summary>
public class ClaimsTests
{
    [Fact]
    public void BatchAndIterations_AreNoPaddleSeg() =>
        Assert.NotEqual("paddleseg", ReadText.As("batch_size: 4\niters: 1000\nlearning_rate: 1e-5\nseed: 0\n").Dialect);

    [Fact]
    public void StrangersUnderTrain_AreNoLitGpt() =>
        Assert.NotEqual("litgpt", ReadText.As("""
            train: {train_iters: 100, global_batch_size: 128, micro_batch_size: 2, eval_iters: 10, eval_interval: 50}
            optimizer: {lr: 1.0e-4, min_lr: 1.0e-5}
            model_name: small
            """).Dialect);

    [Fact]
    public void NamesOfAnotherProgram_LeaveItsDefaultsUnknown()
    {
        const string Arguments = "model_name_or_path: org/small\nper_device_train_batch_size: 8\nlearning_rate: 2.0e-5\nlogging_steps: 5\nsave_strategy: epoch\n";
        Assert.True(ReadText.Recipe(Arguments).Get(Facts.Epochs).Is(3));
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Arguments + "epochs: 5\n").Get(Facts.GradientClipNorm).State);
    }

    [Theory]
    [InlineData("val_only: true\noptimizer: {name: adam, lr: 0.0}\nepochs: 10\n")]
    [InlineData("experiment: {eval_only: true}\noptimizer: {name: adam, lr: 0.0}\nepochs: 10\n")]
    public void RunThatOnlyMeasures_IsNoTraining(string text) => Assert.False(ReadText.As(text).IsTraining);

    [Theory]
    [InlineData("mode: eval\n", false)]
    [InlineData("phase: test\n", false)]
    [InlineData("run: {mode: inference}\n", false)]
    [InlineData("train: false\n", false)]
    [InlineData("mode: train\n", true)]
    [InlineData("train: true\n", true)]
    [InlineData("model: {train: false}\n", true)]
    public void ZeroOfARunThatMeasures_IsNoMistake(string mode, bool fires)
    {
        var findings = new Judge().Findings(ReadText.As(mode + "optimizer: {name: adam, lr: 0.0}\nepochs: 0\n"));
        Assert.Equal(fires, findings.Any(finding => finding.Rule.Id is "TL0101"));
        Assert.Equal(fires, findings.Any(finding => finding.Rule.Id is "TL0404"));
    }

    [Fact]
    public void ArgumentsThatSwitchTrainingOff_AreNoTraining() =>
        Assert.False(ReadText.As("model_name_or_path: m\noutput_dir: o\ndo_train: false\nlearning_rate: 0\nnum_train_epochs: 0\n")
            .IsTraining);

    [Theory]
    [InlineData("opt: noam\ntransformer-lr: 10.0\nepochs: 100\nbatch-size: 32\n", false)]
    [InlineData("opt: adam\ntransformer-lr: 10.0\nepochs: 100\nbatch-size: 32\n", true)]
    public void FactorOfNoam_IsNoRate(string text, bool fires) =>
        Assert.Equal(fires, new Judge().Findings(ReadText.As(text)).Any(finding => finding.Rule.Id == "TL0102"));

    [Theory]
    [InlineData("peft_type: PREFIX_TUNING\noptim: adafactor\n", false)]
    [InlineData("peft_type: PROMPT_TUNING\noptim: adamw_torch\n", false)]
    [InlineData("optim: adamw_torch\n", true)]
    public void Prompts_TakeLargeRatesInEveryFramework(string text, bool fires) => Assert.Equal(fires, new Judge()
        .Findings(ReadText.As("model_name_or_path: t5-base\noutput_dir: o\nlearning_rate: 0.3\nnum_train_epochs: "
            + "3\nper_device_train_batch_size: 8\n" + text))
        .Any(finding => finding.Rule.Id == "TL0102"));

    [Fact]
    public void SwitchThatIsOff_LeavesATraining() =>
        Assert.True(ReadText.As("val_only: false\noptimizer: {name: adam, lr: 0.001}\nepochs: 10\n").IsTraining);

    [Theory]
    [InlineData("model: {num_probe_blocks: 4}\noptimizer: {name: sgd, lr: 30, batch_size: 256}\nepochs: 100\n", "config.yaml", Regime.LinearProbe)]
    [InlineData("optimizer: {name: sgd, lr: 30, batch_size: 256}\nepochs: 100\n", "configs/imagenet-lincls.yaml", Regime.LinearProbe)]
    [InlineData("pretrained_feature_extractor: None\noptimizer: {name: sgd, lr: 30}\nepochs: 100\n", "config.yaml", Regime.LinearProbe)]
    [InlineData("encoding: {otype: HashGrid, log2_hashmap_size: 19}\noptimizer: {name: adam, lr: 0.05, batch_size: 4096}\n", "config.yaml", Regime.NeuralField)]
    [InlineData("system: {geometry_type: volume-grid}\noptimizer: {name: Adamax, lr: 0.05}\nepochs: 10\n", "config.yaml", Regime.NeuralField)]
    [InlineData("num_users: 6069\nnum_items: 3953\noptimizer: {class: adam, learning_rate: 0.05}\nepochs: 5\n", "config.yaml", Regime.Tabular)]
    [InlineData("optimizer: {name: sgd, lr: 0.1, batch_size: 256}\nepochs: 100\n", "config.yaml", Regime.Unknown)]
    public void WordsOfAConfig_TellItsRegime(string text, string name, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(text, name).Regime);

    [Theory]
    [InlineData("", Regime.FineTuning)]
    [InlineData(" --tune_mm_mlp_adapter True", Regime.Unknown)]
    [InlineData(" --tune_mm_mlp_adapter False", Regime.FineTuning)]
    public void ProjectorBetweenFrozenModels_IsNoFineTuningOfAllWeights(string flag, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe("python train.py --model_name_or_path org/small --output_dir o --per_device_train_batch_size 16 --num_train_epochs 1 --learning_rate 2e-3" + flag + "\n", "run.sh").Regime);

    [Theory]
    [InlineData("balancer: {ema_decay: 1.0}\n", false)]
    [InlineData("ema: {ema_decay: 1.0}\n", true)]
    public void AverageOfSomethingElse_IsNotThatOfTheWeights(string average, bool isOfWeights) =>
        Assert.Equal(isOfWeights, ReadText.Recipe("optim: {name: adam, lr: 3.0e-4}\nepochs: 5\n" + average).Get(Facts.EmaDecay).HasValue);

    [Theory]
    [InlineData("tests/functional/config.yaml", true)]
    [InlineData("configs/config.yaml", false)]
    public void ConfigAmongTests_IsATrial(string name, bool isTrial) =>
        Assert.Equal(isTrial, ReadText.Recipe("optim: {name: adam, lr: 3.0e-4}\nmax_steps: 5000\nbatch_size: 8\n", name).Is(Facts.SmokeTest));

    [Fact]
    public void TwoProcessesOfOneModel_DoNotDoubleTheBatch()
    {
        const string Command = "torchrun --nproc_per_node=2 train.py --model_name_or_path org/small --output_dir o --per_device_train_batch_size 8 --learning_rate 2e-5";
        Assert.True(ReadText.Recipe(Command + "\n", "run.sh").Get(Facts.WorldSize).Is(2));
        Assert.False(ReadText.Recipe(Command + " --tp_size 2\n", "run.sh").Get(Facts.WorldSize).HasValue);
    }

    [Fact]
    public void Booster_HasNoStepSize()
    {
        Assert.True(ReadText.Recipe("model: {num_leaves: 31, n_estimators: 500, learning_rate: 0.2}\nepochs: 1\nbatch_size: 1\n").Means(Facts.LearningRate, Meaning.NoStepSize));
        Assert.False(ReadText.Recipe("model: {n_estimators: 5}\nlearning_rate: 0.2\nepochs: 1\nbatch_size: 1\n").Means(Facts.LearningRate, Meaning.NoStepSize));
    }

    [Fact]
    public void UnknownKeys_AreTreatedAsTheFrameworkTreatsThem()
    {
        Assert.Equal("refuses to start", Slip("model_name_or_path: org/small\nper_device_train_batch_size: 8\nlearning_rate: 2.0e-5\nlogging_steps: 5\nnum_train_epoch: 1\n").Consequence);
        Assert.Contains("argument", Slip("CartPole-v1:\n  policy: MlpPolicy\n  n_timesteps: 1000\n  learning_rat: 0.001\n", "ppo.yml").Consequence);
        var component = Slip("""
            model: {_component_: torchtune.models.small}
            optimizer: {_component_: torch.optim.AdamW, lr: 2.0e-5, weigth_decay: 0.01}
            batch_size: 2
            """);
        Assert.Equal("torchtune", component.Framework);
        Assert.Contains("argument", component.Consequence);
    }

    [Fact]
    public void EvaluationStepsWithoutData_AreToldWhatIsMissing()
    {
        var effect = Assert.Single(ReadText.Observed<WithoutEffectObservation>("""
            model_name_or_path: org/small
            stage: sft
            finetuning_type: lora
            template: default
            dataset: ours
            do_train: true
            learning_rate: 1.0e-4
            eval_strategy: steps
            eval_steps: 100
            """), one => one.Key == "eval_steps");
        Assert.Contains("held out", effect.Reason);
    }

    [Fact]
    public void NothingAsSeed_IsShownInItsLine()
    {
        var seed = ReadText.Recipe("model: {_component_: torchtune.models.small}\noptimizer: {_component_: torch.optim.AdamW, lr: 2.0e-5}\nseed: null\n").Get(Facts.Seed);
        Assert.True(seed.IsMissing);
        Assert.Equal(3, seed.Place?.Line);
    }

    [Fact]
    public void SameMappingTwice_IsTheSame()
    {
        const string Text = "lr: 0.1\nepochs: 3\nbatch_size: 8\ndata: {a: [1, 2], b: x}\ndata: {a: [1, 2], b: x}\n";
        Assert.True(Assert.Single(ReadText.Observed<DuplicateKeyObservation>(Text)).HasSameContent);
        Assert.False(Assert.Single(
            ReadText.Observed<DuplicateKeyObservation>(Text.Replace("b: x}\n", "b: y}\n", System.StringComparison.Ordinal)
                .Replace("b: y}\ndata", "b: x}\ndata", System.StringComparison.Ordinal))).HasSameContent);
    }

    [Fact]
    public void WarmupOfDeepSpeed_OwnsTheRate()
    {
        const string Text = """{"train_micro_batch_size_per_gpu": 4, "zero_optimization": {"stage": 2}, "optimizer": {"type": "AdamW", "params": {"lr": 5e-7}}, "scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 100}}}""";
        Assert.True(ReadText.Recipe(Text, "ds.json").Get(Facts.LearningRate).Is(0.001));
        Assert.Contains("0.001", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Text, "ds.json")).Reason);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Text.Replace("\"warmup_num_steps\": 100", "\"warmup_max_lr\": 5e-7", System.StringComparison.Ordinal), "ds.json"));
    }

    private static MisspeltKeyObservation Slip(string text, string name = "config.yaml") =>
        Assert.Single(ReadText.Observed<MisspeltKeyObservation>(text, name));
}
