using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>
/// The recipe that runs, out of flags, programs, files and defaults: inputs whose result is known from the frameworks' sources.
/// </summary>
public class EffectiveRunTests
{
    // mmengine/optim/scheduler/param_scheduler.py: without by_epoch=False the warmup counts epochs.
    [Theory]
    [InlineData(", by_epoch=False", 500.0, false)]
    [InlineData("", double.NaN, true)]
    public void OpenMmLab_WarmupCountsWhatItSays(string unit, double steps, bool isTold)
    {
        var file = ReadText.As(
            "optim_wrapper = dict(optimizer=dict(type='SGD', lr=0.02, momentum=0.9))\nparam_scheduler = [\n"
            + $"    dict(type='LinearLR', start_factor=0.001{unit}, begin=0, end=500),\n"
            + "    dict(type='MultiStepLR', begin=0, end=12, by_epoch=True, milestones=[8, 11], gamma=0.1)]\n"
            + "train_cfg = dict(by_epoch=True, max_epochs=12)\n", "c.py");
        var recipe = Assert.Single(file.Recipes);
        Assert.Equal(steps, recipe.Get(Facts.WarmupSteps).Or(double.NaN));
        Assert.Equal(2e-5, recipe.Get(Facts.WarmupStartLearningRate).Or(0), 12);
        Assert.Equal([8.0, 11.0], recipe.Get(Facts.Milestones).Or([]));
        Assert.Equal(isTold, new Judge().Findings(file).Any(finding => finding.Rule.Id == "TL0105"));
    }

    // openpi, training/config.py and optimizer.py: decay_steps 30000 does not follow num_train_steps.
    [Fact]
    public void OpenPi_DecaysBeyondTheEnd()
    {
        var recipe = ReadText.Recipe("from openpi.training.config import TrainConfig\n"
            + "_C = [TrainConfig(name=\"x\", num_train_steps=20_000)]\n", "config.py");
        Assert.Equal((2.5e-5, 2.5e-6), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.FinalLearningRate).Or(0)));
        Assert.Equal((1000.0, 30_000.0, 20_000.0), (recipe.Get(Facts.WarmupSteps).Or(0), recipe.Get(Facts.ScheduleLength).Or(0),
            recipe.Get(Facts.MaxSteps).Or(0)));
    }

    // sd-scripts: --network_alpha is 1 whatever the rank, Adafactor finds its own rate, a float warmup is a share of the run.
    [Theory]
    [InlineData("network_dim = 32", "TL1101")]
    [InlineData("network_dim = 32\nnetwork_alpha = 16\noptimizer_type = \"Adafactor\"", "TL0906")]
    [InlineData("network_dim = 32\nnetwork_alpha = 16\nlr_scheduler = \"cosine\"\nlr_warmup_steps = 100.0", "TL0105")]
    public void Kohya_DefaultsDecide(string lines, string rule)
    {
        const string Common = "pretrained_model_name_or_path = \"m\"\nnetwork_module = \"networks.lora\"\n"
            + "learning_rate = 1e-4\nmax_train_steps = 1000\nseed = 1\n";
        Assert.Contains(new Judge().Findings(ReadText.As(Common + lines, "c.toml")), finding => finding.Rule.Id == rule);
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(Common + "network_dim = 32\nnetwork_alpha = 16", "c.toml")), finding =>
            finding.Rule.Id == rule);
    }

    // lerobot/configs/train.py: use_policy_training_preset replaces the optimizer that is given.
    [Fact]
    public void LeRobot_KeepsThePresetsRate()
    {
        var file = ReadText.As("lerobot-train --dataset.repo_id=a/b --policy.type=act --optimizer.lr=1e-3 --steps=1000", "t.sh");
        Assert.True(Assert.Single(file.Recipes).Get(Facts.LearningRate).Is(1e-5));
        Assert.Contains(new Judge().Findings(file), finding => finding.Rule.Id == "TL0906");
    }

    // verl/trainer/config: constant rate, and no evaluation where test_freq is -1.
    [Fact]
    public void Verl_TakesTheOverridesOverItsDefaults()
    {
        var recipe = ReadText.Recipe("python3 -m verl.trainer.main_ppo algorithm.adv_estimator=grpo data.train_batch_size=64 "
            + "actor_rollout_ref.actor.optim.lr=1e-6 trainer.test_freq=-1", "t.sh");
        Assert.Equal((1e-6, "constant", "AdamW"), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Schedule).Or(""),
            recipe.Get(Facts.Optimizer).Or("")));
        Assert.True(recipe.Get(Facts.Validation).Is(false));
    }

    // megatron/training/arguments.py: the fraction is one of the decay iterations.
    [Fact]
    public void Megatron_WarmsUpForAShareOfTheDecay() =>
        Assert.True(ReadText.Recipe("python pretrain_gpt.py --lr 1e-4 --train-iters 1000 --lr-decay-iters 500 --lr-warmup-fraction 0.1 "
            + "--global-batch-size 8 --micro-batch-size 1 --seq-length 1024", "t.sh").Get(Facts.WarmupSteps).Is(50));

    // timm, train.py: without --lr, the rate of SGD is scaled by the root of the batch.
    [Fact]
    public void Timm_ScalesItsDefaultForAdamWTooFar()
    {
        var file = ReadText.As("torchrun --nproc_per_node=8 train.py /data --model vit_base_patch16_224 --opt adamw -b 128 --epochs 300",
            "t.sh");
        Assert.Equal(0.2, Assert.Single(file.Recipes).Get(Facts.LearningRate).Or(0), 9);
        Assert.Contains(new Judge().Findings(file), finding => finding.Rule.Id == "TL0102" && finding.Severity == Severity.Error);
    }

    // argparse: of a flag that is given twice the last counts.
    [Fact]
    public void LastFlag_Wins() =>
        Assert.True(ReadText.Recipe("LR=1e-3; ARGS=(--learning_rate $LR); python t.py \"${ARGS[@]}\" --learning_rate 1e-5 --epochs 3",
            "t.sh").Get(Facts.LearningRate).Is(1e-5));

    // thinc/optimizers.py: registered names carry a version.
    [Fact]
    public void SpaCy_NamesItsOptimizerWithAVersion()
    {
        const string Config = "[nlp]\nlang = \"en\"\n[training]\nmax_steps = 1000\n"
            + "[training.optimizer]\n@optimizers = \"Adam.v1\"\nlearn_rate = 0.001\n";
        Assert.Equal("Adam", ReadText.Recipe(Config, "config.cfg").Get(Facts.Optimizer).Or(""));
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(Config, "config.cfg")), finding => finding.Rule.Id == "TL0102");
        Assert.Contains(new Judge().Findings(ReadText.As(Config.Replace("0.001", "0.5"), "config.cfg")), finding =>
            finding.Rule.Id == "TL0102");
    }

    // A parser of flags stops at a wrong one, so that what an unseen program is told is its own word.
    [Fact]
    public void OddFlagOfAnUnseenProgram_IsNoMoreThanANote()
    {
        var finding = Assert.Single(new Judge().Findings(ReadText.As("python train.py --lr 0.01 --max_epocs 15 --batch_size 16", "t.sh")),
            finding => finding.Rule.Id == "TL0903");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.DoesNotContain(
            new Judge().Findings(ReadText.As("python train.py --lr 0.01 --max_epoches 15 --batch_size 16", "t.sh")), other => other.Rule.Id == "TL0903");
    }

    // deepspeed/runtime/config.py, _batch_assertion.
    [Theory]
    [InlineData(8, false)]
    [InlineData(16, true)]
    public void DeepSpeedsFile_IsJoinedWhereTheProgramIsToldNoRate(int batch, bool isTold)
    {
        var file = ReadText.Together(
            ("run.sh", "deepspeed --include localhost:0 main.py --deepspeed_config ds.json --epochs 5"),
            ("ds.json", """
                {"train_batch_size": 8, "train_micro_batch_size_per_gpu": 1, "gradient_accumulation_steps": 8,
                 "optimizer": {"type": "Adam", "params": {"lr": 1e-4}}}
                """
                .Replace("size\": 8,", $"size\": {batch},")));
        Assert.Equal(isTold, new Judge().Findings(file).Any(finding => finding.Rule.Id == "TL0402"));
    }

    [Fact]
    public void LauncherThatLeavesTheRateToItsProgram_IsHeldAgainstIt()
    {
        const string Program = "import argparse\np = argparse.ArgumentParser()\n"
            + "p.add_argument('--lr', type=float, default=0.1)\np.add_argument('--epochs', type=int, default=9)\n"
            + "p.add_argument('--ema', type=bool, default=True)\nargs = p.parse_args()\n";
        Assert.Contains(ReadText.Together(("run.sh", "python train.py --epochs 3 --ema False"), ("train.py", Program)).Observations,
            observation => observation is WrongTypeObservation { Key: "ema" });
        Assert.Empty(ReadText.Together(("run.sh", "python train.py --epochs 3 --ema False"), ("train.py", Program.Replace("--lr",
            "--size"))).Recipes);
    }
}
