using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Numbers that must fit what stands beside them, at their bounds.</summary>
public class NeighboursTests
{
    private const string Run = "learning_rate: 0.001\nepochs: 100\nbatch_size: 32\noptimizer: adam\n";

    private static string Said(string lines, string name = "config.yaml") => string.Join("; ",
        ReadText.Observed<WrongTypeObservation>(Run + lines + "\n", name).Select(one => one.Severity + " " + one.Wanted));

    [Theory]
    [InlineData("num_attention_heads: 8\nnum_key_value_heads: 3", "Warning a divisor of 8, which is 'num_attention_heads'")]
    [InlineData("num_attention_heads: 8\nnum_key_value_heads: 2", "")]
    [InlineData("num_attention_heads: 8\nnum_key_value_heads: 8", "")]
    [InlineData("n_heads: 4\nn_kv_heads: 8", "")]
    [InlineData("n_fft: 1024\nhop_length: 1024", "")]
    [InlineData("n_fft: 1024\nhop_length: 1025", "Info at most 1024, which is 'n_fft'")]
    [InlineData("n_fft: 1024\nhop_length: 4096", "Warning at most 1024, which is 'n_fft'")]
    [InlineData("win_length: 0.025\nhop_length: 160", "")]
    [InlineData("nc: 3\nnames: [cat, dog, bird]", "")]
    [InlineData("nc: 4\nnames: [cat, dog, bird]", "")]
    [InlineData("nc: 5\nnames: [cat, dog, bird]", "Warning 3, as many as 'names' has")]
    [InlineData("nc: 5\nnames: {0: cat, 1: dog, 2: bird}", "Warning 3, as many as 'names' has")]
    [InlineData("num_classes: 80\nclasses: [0, 2, 5]", "")]
    [InlineData("vocab_size: 100\npad_token_id: 100", "")]
    [InlineData("vocab_size: 100\npad_token_id: 101", "Warning less than 100, which is 'vocab_size'")]
    [InlineData("max_seq_length: 512\nmax_position_embeddings: 512", "")]
    [InlineData("max_seq_length: 513\nmax_position_embeddings: 512", "Warning at most 512, which is 'max_position_embeddings'")]
    [InlineData("max_seq_length: 1024\nmax_position_embeddings: 512\nrope_scaling: linear", "")]
    [InlineData("interleave_probs: 0.7,0.4", "Warning probabilities that sum to 1")]
    [InlineData("interleave_probs: 0.7,0.3", "")]
    [InlineData("dataset_probs: [0.333, 0.333, 0.333]", "")]
    [InlineData("channels: [16, 32, 64]\nstrides: [2, 2]", "")]
    [InlineData("channels: [16, 32, 64, 128]\nstrides: [2, 2]", "Warning a list of 4, as many as 'channels' has")]
    [InlineData("num_filters: [100, 100]\nfilter_sizes: [3, 4, 5]", "Warning a list of 2, as many as 'num_filters' has")]
    [InlineData("focal_alpha: 3", "")]
    [InlineData("focal_alpha: -1", "")]
    [InlineData("lambda_gp: -1", "Info a number of at least 0")]
    [InlineData("loss: {ce_weight: -0.5}", "Warning a number of at least 0")]
    [InlineData("loss: {reward_weight: -0.5, entropy_weight: -0.5}", "")]
    [InlineData("warmup_steps: 0.1", "Info a whole number of at least 0")]
    [InlineData("val_split: 10", "Info a number from 0 to 1")]
    [InlineData("val_split: 1000", "")]
    [InlineData("val_split: 10\nnum_folds: 5", "")]
    [InlineData("start_epoch: 101\nn_epochs: 100\nn_epochs_decay: 100", "")]
    [InlineData("epoch_count: 200\nn_epochs: 100\nn_epochs_decay: 100", "")]
    [InlineData("epoch_count: 201\nn_epochs: 100\nn_epochs_decay: 100", "Warning at most 200, the end of the run")]
    [InlineData("epoch: latest", "")]
    public void Neighbours_MustFit(string lines, string said) => Assert.Equal(said, Said(lines));

    [Theory]
    [InlineData(0.01, "a rate below the peak of 0.001, or a small share of it")]
    [InlineData(0.0001, null)]
    public void LowestRateAboveThePeak_IsNoted(double floor, string? wanted) => Assert.Equal(wanted,
        ReadText.Observed<WrongTypeObservation>(FormattableString.Invariant($"{Run}min_lr: {floor}\n")).SingleOrDefault()?.Wanted);

    [Theory]
    [InlineData("{type: lora, rank: 32}", Core.Knowledge.Regime.Adapter)]
    [InlineData("{type: lokr, rank: 32}", Core.Knowledge.Regime.Unknown)]
    [InlineData("{type: lora, rank: 0}", Core.Knowledge.Regime.Unknown)]
    public void SectionOfAnAdapter_SaysWhatIsTrained(string section, Core.Knowledge.Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Run + "adapter: " + section + "\n").Regime);

    [Theory]
    [InlineData(49_999, false)]
    [InlineData(50_000, true)]
    public void ExplorationThatIsOverBeforeTheAgentLearns_IsTold(int wait, bool isTold) => Assert.Equal(isTold, Said(
        FormattableString.Invariant($"total_timesteps: 500000\nexploration_fraction: 0.1\nlearning_starts: {wait}\ngamma: 0.99\ntrain_freq: 4"))
        .Contains("exploration has fallen", StringComparison.Ordinal));

    [Theory]
    [InlineData("cfg.BASE_LR = 0.001\n", 1)]
    [InlineData("cfg.SOLVER.BASE_LR = 0.001\n", 0)]
    [InlineData("cfg.MY_RATE = 0.001\n", 0)]
    public void SettingBesideTheSolver_IsReadByNothing(string line, int count) => Assert.Equal(count,
        ReadText.Observed<WithoutEffectObservation>("from detectron2.config import get_cfg\ncfg = get_cfg()\ncfg.DATASETS.TRAIN = ('x',)\n"
            + "cfg.SOLVER.IMS_PER_BATCH = 2\ncfg.SOLVER.MAX_ITER = 30000\n" + line, "train.py").Count(one => one.Severity == Severity.Warning));

    [Theory]
    [InlineData("training", 100.0)]
    [InlineData("sampling", double.NaN)]
    public void StepsOfTheTraining_AreItsLength(string section, double steps) => Assert.Equal(steps, ReadText.Recipe(
        "optimizer: {name: adam, lr: 0.001}\n" + section + ": {steps: 100}\n").Get(Facts.MaxSteps).Or(double.NaN));

    [Theory]
    [InlineData("cd tools\n", "../base.yaml", true)]
    [InlineData("cd ..\n", "../base.yaml", false)]
    [InlineData("", "../base.yaml", false)]
    [InlineData("", "base.yaml", true)]
    public void FolderThatAScriptGoesInto_IsTheStartOfItsPaths(string before, string path, bool isFound)
    {
        var file = ReadText.Together(("train.sh", before + "./train_net.py --config-file " + path + " SOLVER.IMS_PER_BATCH 2\n"),
            ("base.yaml", "MODEL: {META_ARCHITECTURE: RetinaNet}\nSOLVER: {BASE_LR: 0.02, IMS_PER_BATCH: 16, MAX_ITER: 900}\n"));
        Assert.Equal(isFound, file.Recipes.Any(recipe => recipe.Get(Facts.LearningRate).Is(0.02)));
    }

    [Fact]
    public void CallsOfFewOrOfOtherClasses_AreNoRun()
    {
        Assert.Empty(ReadText.As("import torch\nrun(Config_(lr=5.0, epochs=3))\nx = AdamConfig(lr=5.0, betas=(0.9, 0.99))\n", "a.py").Recipes);
        Assert.Empty(ReadText.As("def step():\n    return dict(loss=loss, lr=0.5, epoch=3, batch_size=4, acc=1.0)\n", "a.py").Recipes);
        Assert.Single(ReadText.As("run(TrainingConfig(lr=5.0, epochs=3, batch_size=4, optimizer='adam', seed=1))\n", "a.py").Recipes);
    }

    [Fact]
    public void FieldOfAClass_HasItsDefault()
    {
        const string Fields = "@dataclass\nclass Args:\n    lr: float = field(default=0.5, metadata={'help': 'x'})\n"
            + "    betas: list = field(default_factory=lambda: [0.9, 0.95])\n    optim: str = Field('adamw', min_length=1)\n    epochs: int = 3\n";
        var recipe = ReadText.Recipe(Fields, "a.py");
        Assert.Equal((0.5, 0.95, "adamw"), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Beta2).Or(0), recipe.Get(Facts.Optimizer).Or("")));
    }
}
