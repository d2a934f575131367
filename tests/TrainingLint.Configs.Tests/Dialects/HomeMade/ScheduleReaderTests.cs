using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

public class ScheduleReaderTests
{
    [Theory]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: MultiStepLR, milestones: [30, 60]}\nepochs: 90\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nmulti_step_lr: {milestones: [30, 60], gamma: 0.5}\nepoch_max: 90\nepochs: 90\n")]
    [InlineData("lr: 0.1\nlr_steps: [30, 60]\nepochs: 90\n")]
    [InlineData("train: {lr: 0.1, scheduler_milestones: [30, 60], epochs: 90}\n")]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {name: MultiStepLR, args: {milestones: [30, 60]}}\ntrainer: {max_epochs: 90}\n")]
    [InlineData("lr_config: {policy: step, step: [30, 60]}\noptimizer: {type: SGD, lr: 0.1}\nrunner: {max_epochs: 90}\n")]
    public void Milestones_AreReadHoweverTheyAreWritten(string text)
    {
        var recipe = ReadText.Recipe(text);
        Assert.Equal([30.0, 60.0], recipe.Get(Facts.Milestones).Or([]));
        Assert.Equal(LengthUnit.Epochs, recipe.ScheduleUnit);
    }

    [Theory]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {_target_: torch.optim.lr_scheduler.CosineAnnealingLR, T_max: 50}\nepochs: 90\n", 50, LengthUnit.Epochs)]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {type: cosine, t_initial: 50}\nepochs: 90\n", 50, LengthUnit.Epochs)]
    [InlineData("optimizer: {lr: 0.1}\nlr_schedule: {class_name: CosineDecay, decay_steps: 4000}\nmax_steps: 5000\n", 4000, LengthUnit.Steps)]
    [InlineData("lr: 0.1\nlr_decay_iters: 4000\nmax_iters: 5000\n", 4000, LengthUnit.Steps)]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {type: cosine, T_max: 9000, interval: step}\nepochs: 90\n", 9000, LengthUnit.Steps)]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {type: cosine, T_max: 9000}\nepochs: 90\n", 9000, LengthUnit.Unknown)]
    [InlineData("optimizer: {lr: 0.1}\nscheduler: {type: StepLR, step_size: 20}\nepochs: 90\n", 20, LengthUnit.Epochs)]
    public void LengthOfASchedule_HasAUnitWhereOneIsCertain(string text, double length, LengthUnit unit)
    {
        var recipe = ReadText.Recipe(text);
        Assert.Equal((length, unit), (recipe.Get(Facts.ScheduleLength).Or(0), recipe.ScheduleUnit));
    }

    [Theory]
    [InlineData("optimizer: {lr: 0.1}\nnoise_scheduler: {T_max: 50, steps: [1, 2]}\nepochs: 90\n")]
    [InlineData("optimizer: {lr: 0.1}\nwarmup_scheduler: {total_iters: 5}\nepochs: 90\n")]
    [InlineData("optimizer: {lr: 0.1}\nteacher_schedule: {milestones: [1, 2]}\nepochs: 90\n")]
    public void SchedulesOfOtherThings_AreNotTheRates(string text)
    {
        var recipe = ReadText.Recipe(text);
        Assert.False(recipe.Get(Facts.ScheduleLength).HasValue || recipe.Get(Facts.Milestones).HasValue);
    }

    [Fact]
    public void UnderAnIntervalOfEpochs_TheWarmupCountsEpochs()
    {
        var recipe = ReadText.Recipe("trainer: {max_epochs: 100}\noptimizer: {type: AdamW, lr: 0.0003}\nscheduler: {type: LinearWarmupCosine, warmup_steps: 1000, interval: epoch}\n");
        Assert.Equal(1000, recipe.Get(Facts.WarmupEpochs).Or(0));
    }

    [Fact]
    public void WarmupOfAScheduleThatIsOff_HasNoEffect()
    {
        const string Text = "optimizer: sgd\nlr: 0.1\nscheduler: {0}\nwarmup_epoch: 1\nnum_epoch: 26\n";
        Assert.Contains("switches the schedule off", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Text.Replace("{0}", "false"))).Reason);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Text.Replace("{0}", "true")));
    }

    [Theory]
    [InlineData("lr: 0.1\nmax_steps: 5000\neval_interval: 500\n", 500, LengthUnit.Steps)]
    [InlineData("lr: 0.1\nepochs: 50\neval_freq: 5\n", 5, LengthUnit.Epochs)]
    [InlineData("lr: 0.1\nepochs: 50\nvalidation: {every_n_epochs: 5}\n", 5, LengthUnit.Epochs)]
    [InlineData("lr: 0.1\nepochs: 50\neval_interval: 5000\n", 5000, LengthUnit.Unknown)]
    public void EvaluationInterval_HasAUnitWhereOneIsCertain(string text, double interval, LengthUnit unit)
    {
        var recipe = ReadText.Recipe(text);
        Assert.Equal((interval, unit), (recipe.Get(Facts.EvaluationInterval).Or(0), recipe.EvaluationUnit));
    }

    [Theory]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nmodel: {norm: {momentum: 0.01}}\nepochs: 3\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nteacher: {momentum: 0.996}\nepochs: 3\n")]
    [InlineData("optimizer: {type: SGD, lr: 0.1}\nphysics: {momentum: 1.5}\nepochs: 3\n")]
    public void MomentumOfSomethingElse_IsNotTheOptimizers(string text) =>
        Assert.False(ReadText.Recipe(text).Get(Facts.Momentum).HasValue);

    [Fact]
    public void PassesOverARollout_AreNotTheLengthOfTheRun() =>
        Assert.False(ReadText.Recipe("lr: 3.0e-4\nbatch_size: 64\nn_epochs: 10\ngae_lambda: 0.95\nclip_range: 0.2\nent_coef: 0.0\n").Get(Facts.Epochs).HasValue);

    [Fact]
    public void FactorOfAnInverseSchedule_IsNoShareOfTheRun() =>
        Assert.False(ReadText.Recipe("optimizer: {type: adamw, lr: 5.0e-4}\nlr_sched: {type: inverse, inv_gamma: 20000.0, power: 1.0, warmup: 0.99}\nbatch_size: 4\n").Get(Facts.WarmupRatio).HasValue);
}
