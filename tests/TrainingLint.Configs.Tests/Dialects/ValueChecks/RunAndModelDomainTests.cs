using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class RunAndModelDomainTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("epochs: -90", "a number above 0")]
    [InlineData("epochs: 90.5", "a whole number of at least 0")]
    [InlineData("max_steps: -1000", "a whole number of at least 1")]
    [InlineData("max_steps: 1000.5", "a whole number of at least 1")]
    [InlineData("seed: -42", "a whole number of at least 0")]
    [InlineData("seed: 42.5", "a whole number of at least 0")]
    [InlineData("num_workers: -2", "a whole number of at least 0")]
    [InlineData("num_workers: 2.5", "a whole number of at least 0")]
    [InlineData("save_interval: -10", "a whole number, or a share below 1")]
    [InlineData("save_interval: 10.5", "a whole number, or a share below 1")]
    [InlineData("log_interval: 0", "a whole number of at least 1")]
    [InlineData("print_epoch_interval: 0", "a number above 0")]
    [InlineData("val_freq: -5", "a number of at least 0")]
    [InlineData("lr_schedule_patience: -3", "a number of at least 0")]
    [InlineData("lr_reduce_factor: 0.0", "a number above 0")]
    [InlineData("model: {num_layers: -4}", "a whole number of at least 0")]
    [InlineData("model: {num_heads: 0}", "a whole number of at least 1")]
    [InlineData("loss: {temperature: 0}", "a number above 0")]
    [InlineData("loss: {temperature: -0.1}", "a number of at least 0")]
    [InlineData("loss: {lambda_adv: -2.5}", "a number of at least 0")]
    [InlineData("mixup_alpha: -0.2", "a number of at least 0")]
    [InlineData("ema_decay: 0.09", "a number near 1, such as 0.999")]
    [InlineData("adam_b2: 1.5", "a number in [0, 1)")]
    [InlineData("adam_eps: 1.0", "a number above 0 and far below 0.1")]
    [InlineData("lora_rank: -8", "a whole number of at least 0")]
    [InlineData("lora_rank: 8.5", "a whole number of at least 0")]
    [InlineData("env_id: Ant\nvf_coef: -0.5", "a number of at least 0")]
    [InlineData("seed: 99999999999", "a whole number below 2^32")]
    [InlineData("num_gpus: -4", "a number of at least 1, or -1 for all")]
    [InlineData("save_total_limit: -7", "a number of at least 0, or -1 for all")]
    [InlineData("lr_patience: -3", "a number of at least 0")]
    [InlineData("backbone_lr_mult: -0.1", "a number of at least 0")]
    [InlineData("max_length: -512", "a whole number of at least 0")]
    [InlineData("image_size: 224.5", "a whole number of at least 0")]
    [InlineData("image_size: 0", "a number above 0")]
    [InlineData("train_size: 1.7", "a number of at least 0")]
    [InlineData("precision: 15", "a number of at least 0")]
    [InlineData("scheduler: {milestones: [3, 6], gamma: 0.0}", "a number above 0")]
    [InlineData("epochs: ten", "a number")]
    [InlineData("seed: forty-two", "a number")]
    [InlineData("warmup_steps: 4k", "a number")]
    public void NumberThatTheKeyCannotHold_IsNamedWithWhatItCan(string line, string wanted) =>
        Assert.Equal(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Wanted);

    [Theory]
    [InlineData("epochs: -1")]
    [InlineData("max_steps: -1")]
    [InlineData("max_steps: 1.0e+5")]
    [InlineData("seed: 0")]
    [InlineData("seed: random")]
    [InlineData("num_workers: 0")]
    [InlineData("num_workers: -1")]
    [InlineData("save_interval: -1")]
    [InlineData("num_gpus: 0.5")]
    [InlineData("save_top_k: -1")]
    [InlineData("train_size: 5000")]
    [InlineData("val_split: 2000")]
    [InlineData("precision: 4")]
    [InlineData("image_size: -1")]
    [InlineData("lr_decay: 250")]
    [InlineData("scheduler: {type: exponential, gamma: 0.0}")]
    [InlineData("val_check_interval: 0.25")]
    [InlineData("model: {num_classes: -1}")]
    [InlineData("generation: {temperature: 0}")]
    [InlineData("temperature: 0\ntop_p: 1.0")]
    [InlineData("ema_decay: 0.5")]
    [InlineData("ema_decay: 0")]
    [InlineData("eps: 1.0")]
    [InlineData("mixup_alpha: 0")]
    [InlineData("lora_rank: 0")]
    [InlineData("batch_size_schedule: full")]
    public void WhatTheKeyCanHoldOrMeansElsewhere_IsLeftAlone(string line) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));

    [Theory]
    [InlineData("model: {d_model: 512, num_heads: 7}", true)]
    [InlineData("model: {d_model: 512, num_heads: 8}", false)]
    [InlineData("model: {d_model: 512, num_heads: 7, head_dim: 64}", false)]
    [InlineData("model: {type: mamba, d_model: 512, num_heads: 7}", false)]
    [InlineData("model: {name: GAT, hidden_dim: 20, num_heads: 7}", false)]
    public void HeadsDivideTheWidth(string line, bool isWrong) =>
        Assert.Equal(isWrong,
            ReadText.Observed<WrongTypeObservation>(Training + line + "\n").Any(one =>
            one.Wanted.StartsWith("a divisor of 512", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("optimizer: {type: AdamW, lr: }\nepochs: 3\nbatch_size: 8\n", true)]
    [InlineData("optimizer: {type: AdamW, lr: null}\nepochs: 3\nbatch_size: 8\n", true)]
    [InlineData("optimizer: {type: AdamW, lr: null}\nbase_lr: 0.1\nepochs: 3\nbatch_size: 8\n", false)]
    [InlineData("optimizer: {type: AdamW, lr: \"${lr}\"}\nepochs: 3\nbatch_size: 8\n", false)]
    public void RateWithNothingBehindIt_IsNoted(string text, bool isEmpty) =>
        Assert.Equal(isEmpty, ReadText.Observed<WrongTypeObservation>(text).Any(one => one.Found == "nothing"));

    [Theory]
    [InlineData("betas: 0.9", "a list of two, for the first and the second moment")]
    [InlineData("milestones: 30", "a list, even of one")]
    public void SingleNumberWhereAListIsWalkedThrough_IsRefused(string line, string wanted) =>
        Assert.Equal((wanted, Severity.Error),
            ReadText.Observed<WrongTypeObservation>(Training + line + "\n").Select(one => (one.Wanted, one.Severity)).Single());

    [Theory]
    [InlineData("sched: {decay_step_list: [30, 20]}\nepochs: 90", true)]
    [InlineData("sched: {decay_step_list: [20, 30]}\nepochs: 90", false)]
    [InlineData("model: {steps: [30, 20]}\nepochs: 90", false)]
    public void MilestonesRise(string line, bool isWrong) =>
        Assert.Equal(isWrong, ReadText.Observed<WrongTypeObservation>(Training + line + "\n").Any(one => one.Found == "milestones that do not rise"));

    [Theory]
    [InlineData("DPOConfig", "0.0", 1)]
    [InlineData("KTOConfig", "0", 1)]
    [InlineData("DPOConfig", "0.1", 0)]
    [InlineData("GRPOConfig", "0.0", 0)]
    [InlineData("ORPOConfig", "0.0", 0)]
    public void BetaOfAPreference_MustNotBeZero(string called, string beta, int found) => Assert.Equal(
        found, ReadText.Observed<WrongTypeObservation>(
        $"from trl import {called}\nargs = {called}(output_dir='x', learning_rate=1e-6, beta={beta})\n", "train.py").Count);
}
