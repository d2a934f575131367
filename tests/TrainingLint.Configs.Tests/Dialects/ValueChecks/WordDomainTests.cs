using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class WordDomainTests
{
    [Theory]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: StepLR, step_size: 10, gamma: 10.0}\nepochs: 30\n", "a factor above 0 and at most 1")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nscheduler: {name: plateau, patience: 3, factor: 2.0}\nepochs: 30\n", "a factor above 0 and at most 1")]
    [InlineData("optimizer: {type: Adam, lr: 0.001}\nwarmup_steps: -500\nmax_steps: 3000\n", "a number of at least 0")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nadapter: lora\nlora_r: 0\nlora_alpha: 16\n", "a whole number of at least 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nlora: {r: 0, alpha: 16}\n", "a whole number of at least 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nppo: {kl_coef: -0.1}\n", "a number of at least 0")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nenv_id: CartPole-v1\nent_coef: -0.01\n", "a number of at least 0")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nbeta1: 0.9\nbeta2: 1\n", "a number in [0, 1)")]
    [InlineData("optimizer: {lr: 0.1, adam_betas: [0.9, 0.999], beta2: 1}\nbatch_size: 4\n", "a number in [0, 1)")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nval_ratio: 20\n", "a number from 0 to 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nent_coef: 0.01\nlam: 2\n", "a number from 0 to 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\npolyak: 5\n", "a number from 0 to 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nlr_scheduler: {name: poly, power: -0.9}\n", "a number of at least 0")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\ndiffusion: {num_diffusion_timesteps: 0}\n", "a whole number of at least 1")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\ndata: {train_ratio: 80}\n", "a number from 0 to 1")]
    public void NumberThatTheKeyCannotHold_IsNamedWithWhatItCan(string text, string wanted) =>
        Assert.Equal(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(text)).Wanted);

    [Theory]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: StepLR, step_size: 10, gamma: 1.0}\nepochs: 30\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nnoise_scheduler: {gamma: 10.0}\nepochs: 30\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nloss: {gamma: 2.0}\nepochs: 30\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: noam, factor: 2.0}\nepochs: 30\n")]
    [InlineData("optimizer: {type: Adam, lr: 0.001}\nwarmup_steps: -1\nmax_steps: 3000\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nadam_betas: [0.9, 0.999]\nbeta_1: 0.01\nbeta_2: 1\n")]
    [InlineData("lr: 0.1\noptimizer: SGD\nbatch_size: 4\nbeta1: 0.5\nbeta2: 1\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nlora_r: 0\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\naugmix: {lam: 12}\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nlora: {rank: 0, alpha: 16}\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 16\nrun: {train_ratio: 512}\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 16\nlr_decay_rate: 5.0e5\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nlora_rank: 0\nlora_alpha: 16\ntarget_modules: all-linear\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nmlp_ratio: 4.0\naspect_ratio: 1.5\n")]
    [InlineData("lr: 1.0e-4\nbatch_size: 4\nent_coef: auto\nenv_id: CartPole-v1\n")]
    public void WhatTheKeyCanHoldOrMeansElsewhere_IsLeftAlone(string text) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(text));

    [Theory]
    [InlineData("20", true)]
    [InlineData("1.0", true)]
    [InlineData("0.2", false)]
    [InlineData("0", false)]
    [InlineData("lin_0.2", false)]
    public void ClipRange_LiesBetweenZeroAndOne(string range, bool isOutside) =>
        Assert.Equal(isOutside, ReadText.Observed<OutsideRangeObservation>("lr: 3.0e-4\nbatch_size: 64\nenv_id: Ant\nclip_range: " + range + "\n").Any(one => one.IsImpossible));

    [Theory]
    [InlineData("optimizer: {type: Adam, lr: 0.001, betas: [0.9]}\nepochs: 3\n", true)]
    [InlineData("optimizer: {type: Adam, lr: 0.001, betas: [0.9, 0.99, 0.999]}\nepochs: 3\n", true)]
    [InlineData("optimizer: {type: Adam, lr: 0.001, betas: [0.9, 0.999]}\nepochs: 3\n", false)]
    [InlineData("optimizer: {type: Adan, lr: 0.001, betas: [0.98, 0.92, 0.99]}\nepochs: 3\n", false)]
    [InlineData("lr: 0.1\nscheduler: {boundaries: [10, 20], values: [0.1, 0.01, 0.001, 0.0001]}\nepochs: 30\n", true)]
    [InlineData("lr: 0.1\nscheduler: {boundaries: [10, 20], values: [0.1, 0.01, 0.001]}\nepochs: 30\n", false)]
    [InlineData("lr: 0.1\nscheduler: {milestones: [10, 20], gammas: [0.1, 0.5]}\nepochs: 30\n", false)]
    public void ListsHaveTheLengthThatTheirReaderUnpacks(string text, bool isWrong) =>
        Assert.Equal(isWrong,
            ReadText.Observed<WrongTypeObservation>(text).Any(one => one.Found.StartsWith("a list of", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("max_epochs: 10O\nlr: 0.1\nbatch_size: 4\n")]
    [InlineData("epochs: 3\noptimizer: {type: SGD, lr: 0.1, weight_decay: \"0,0005\"}\n")]
    public void LettersAndCommasAmongDigits_AreNoNumber(string text) =>
        Assert.Equal("a number", Assert.Single(ReadText.Observed<WrongTypeObservation>(text)).Wanted);

    [Fact]
    public void RateInQuotes_IsTextForEveryLoader()
    {
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>("optimizer: {type: SGD, lr: \"0.1\"}\nepochs: 3\n"), one => one.Consequence is not null));
        Assert.DoesNotContain(ReadText.Observed<TextNumberObservation>("optimizer: {type: SGD, lr: 0.1}\nepochs: 3\n"), one => one.Consequence is not null);
    }

    [Theory]
    [InlineData("trainer:\n  _target_: lightning.Trainer\n  max_steps: 5000\nmodel:\n  lr: 0.1\n  lr_scheduler:\n    interval: steps\n    frequency: 1\n", true)]
    [InlineData("trainer:\n  _target_: lightning.Trainer\n  max_steps: 5000\nmodel:\n  lr: 0.1\n  lr_scheduler:\n    interval: step\n    frequency: 1\n", false)]
    [InlineData("lr: 0.1\nbatch_size: 3\neval:\n  interval: steps\n", false)]
    public void IntervalOfAScheduler_IsStepOrEpoch(string text, bool isWrong) =>
        Assert.Equal(isWrong, ReadText.Observed<WrongTypeObservation>(text).Any(one => one.Wanted == "'step' or 'epoch'"));
}
