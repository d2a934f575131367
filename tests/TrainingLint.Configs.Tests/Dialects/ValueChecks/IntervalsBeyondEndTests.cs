using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class IntervalsBeyondEndTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("max_iters: 1000\nval_freq: 100000", "val_freq")]
    [InlineData("max_iters: 1000\nsave_every: 5000000", "save_every")]
    [InlineData("epochs: 90\nearly_stopping_patience: 100", "early_stopping_patience")]
    [InlineData("epochs: 90\neval_every_n_epochs: 100", "eval_every_n_epochs")]
    [InlineData("epochs: 90\nsave_steps: 500000000", "save_steps")]
    [InlineData("max_steps: 1000\nsave_steps: 1000000", "save_steps")]
    [InlineData("epochs: 90\nval_every: 90000001", "val_every")]
    public void WhatWaitsLongerThanTheRun_NeverComes(string lines, string key)
    {
        var seen = Assert.Single(ReadText.Observed<WithoutEffectObservation>(Training + lines + "\n"));
        Assert.Equal((key, Severity.Info), (seen.Key, seen.Severity));
    }

    [Theory]
    [InlineData("max_iters: 1000\nval_freq: 1000")]
    [InlineData("epochs: 90\nval_freq: 5000")]
    [InlineData("epochs: 90\nmax_iters: null\nsave_steps: 500000000")]
    [InlineData("max_iters: 1000\nval_batch_size: 100000")]
    [InlineData("max_iters: 1000\nnum_eval_steps: 100000")]
    [InlineData("val_freq: 100000")]
    [InlineData("epochs: 90\nearly_stopping_patience: 90")]
    [InlineData("max_iters: 1000\nearly_stopping_patience: 2000")]
    public void WhatMayStillCome_IsLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Training + lines + "\n"));
}
