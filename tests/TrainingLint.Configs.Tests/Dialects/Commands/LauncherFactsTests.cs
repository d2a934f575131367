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
    public void ModelThatWantsBFloat16_IsToldSo(string script, string precision, int notes) => Assert.Equal(notes, ReadText.Observed<WrongTypeObservation>(
        "accelerate launch " + script + " --dit m --dataset_config d.toml --sdpa --network_module networks.lora --learning_rate 2e-4 --mixed_precision " + precision, "run.bat").Count);
}
