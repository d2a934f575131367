using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

public class LauncherFactsTests
{
    private const string Trainer = " run.py --model_name_or_path m --output_dir o --per_device_train_batch_size 8 --num_train_epochs 3 --learning_rate 2e-5";

    [Theory]
    [InlineData("#SBATCH --nodes=4\n#SBATCH --gpus-per-node=8\ntorchrun --nnodes $SLURM_NNODES --nproc_per_node $SLURM_GPUS_ON_NODE" + Trainer, 32)]
    [InlineData("#SBATCH -N 2 --ntasks-per-node 4\naccelerate launch --num_processes $SLURM_NTASKS" + Trainer, 8)]
    public void Slurm_SaysHowManyProcessesThereAre(string text, double devices) =>
        Assert.True(ReadText.Recipe("#!/bin/bash\n" + text, "run.sbatch").Get(Facts.WorldSize).Is(devices));

    [Theory]
    [InlineData("#SBATCH --nodes=1-4\ntorchrun --nnodes $SLURM_NNODES --nproc_per_node 8" + Trainer)]
    [InlineData("#SBATCH --gres=gpu:8\npython" + Trainer)]
    [InlineData("#SBATCH --ntasks=6\nsrun python" + Trainer)]
    public void WhatSlurmLeavesOpen_StaysUnknown(string text) => Assert.False(ReadText.Recipe("#!/bin/bash\n" + text, "run.sbatch").Get(Facts.WorldSize).HasValue);

    [Fact]
    public void AccelerateFile_BringsProcessesAndPrecision()
    {
        var recipe = Assert.Single(ReadText.Together(
            ("run.sh", "accelerate launch --config_file a.yaml" + Trainer), ("a.yaml", "compute_environment: LOCAL_MACHINE\nnum_processes: 7\nmixed_precision: bf16\n")).Recipes);

        Assert.True(recipe.Get(Facts.WorldSize).Is(7));
        Assert.True(recipe.Get(Facts.Precision).Is("bf16"));
    }

    [Fact]
    public void PrecisionOfTheProgram_GoesBeforeThatOfAccelerate() =>
        Assert.True(ReadText.Recipe("accelerate launch --mixed_precision fp16" + Trainer + " --bf16", "run.sh").Get(Facts.Precision).Is("bf16"));

    [Fact]
    public void Swift_ReadsFlagsLikeItsFiles()
    {
        var recipe = ReadText.Recipe("NPROC_PER_NODE=4 swift sft --model org/m --dataset d#500 --train_type lora --lora_rank 8 --num_train_epochs 2", "run.sh");

        Assert.Equal("ms-swift", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-4));
        Assert.True(recipe.Get(Facts.Beta2).Is(0.95));
        Assert.True(recipe.Get(Facts.WorldSize).Is(4));
    }

    [Fact]
    public void SchedulerOfTheDeepSpeedFile_GoesBeforeTheTrainers()
    {
        (string, string)[] Files(string schedule) =>
        [
            ("run.sh", "deepspeed" + Trainer + " --deepspeed ds.json --lr_scheduler_type " + schedule),
            ("ds.json", """{"zero_optimization": {"stage": 2}, "scheduler": {"type": "WarmupDecayLR", "params": {"total_num_steps": "auto"}}}"""),
        ];

        Assert.Equal("lr_scheduler_type", Assert.Single(ReadText.Together(Files("cosine")).Observations.OfType<WithoutEffectObservation>()).Key);
        Assert.Empty(ReadText.Together(Files("linear")).Observations.OfType<WithoutEffectObservation>());
    }

    [Theory]
    [InlineData("hv_train_network.py", "fp16", 1)]
    [InlineData("hv_train_network.py", "bf16", 0)]
    [InlineData("wan_train_network.py", "fp16", 0)]
    public void ModelThatWantsBFloat16_IsToldSo(string script, string precision, int notes) =>
        Assert.Equal(notes, ReadText.Observed<WrongTypeObservation>(
        "accelerate launch " + script + " --dit m --dataset_config d.toml --sdpa --network_module networks.lora --learning_rate 2e-4 --mixed_precision " + precision, "run.bat").Count);

    [Theory]
    [InlineData("python run.py --learning_rate 1e-4 --dropout 0.5", 1)]
    [InlineData("python run.py --learning_rate $RATE --dropout 0.5", 0)]
    [InlineData("python plot.py --lr 2 --dropout 0.5", 0)]
    [InlineData("stage=4\nif [ $stage -le 3 ]; then\n  python run.py --lr 0.1 --epochs 9 --batch_size 8\nfi", 1)]
    [InlineData("mode=4\nif [ $mode -le 3 ]; then\n  python run.py --lr 0.1 --epochs 9 --batch_size 8\nfi", 0)]
    public void RateInFullLetters_IsEnoughForACommand(string text, int recipes) => Assert.Equal(recipes, ReadText.As(text, "run.sh").Recipes.Count);

    [Theory]
    [InlineData("--warmup 100 --epochs 3", 100)]
    [InlineData("--warmup 2 --epochs 3", null)]
    public void WarmupLongerThanTheRunInEpochs_CountsSteps(string flags, int? steps)
    {
        var warmup = ReadText.Recipe("python main.py --lr 1e-4 --batch_size 8 " + flags, "run.sh").Get(Facts.WarmupSteps);
        Assert.Equal(steps ?? double.NaN, warmup.Or(double.NaN));
    }

    [Theory]
    [InlineData("run.sh", "python main.py --lr 0.1 --epochs 9 --batch_size 8 --save_interval 0", 0)]
    [InlineData("config.yaml", "lr: 0.1\nepochs: 9\nbatch_size: 8\neval_interval: 0\n", 1)]
    public void IntervalOfZeroOnACommandLine_SwitchesOff(string name, string text, int observed) =>
        Assert.Equal(observed, ReadText.Observed<WrongTypeObservation>(text, name).Count);

    [Theory]
    [InlineData("", "adamw_torch")]
    [InlineData("--optimizer muonclip", null)]
    public void OptimizerOfMsSwiftsOwn_TakesThePlaceOfTheDefault(string flags, string? optimizer) =>
        Assert.Equal(optimizer, ReadText.Recipe(
        "swift sft --model m --dataset d --tuner_type full --split_dataset_ratio 0.1 --learning_rate 1e-5 " + flags, "run.sh").Get(Facts.Optimizer) is { HasValue: true } setting ? setting.Or("") : null);
}
