using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class EmptyCountsTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nepochs: 9\n";

    [Theory]
    [InlineData("model: {n_layers: 0}", Severity.Info)]
    [InlineData("model: {in_channels: 0}", Severity.Info)]
    [InlineData("d_steps: 0", Severity.Info)]
    [InlineData("model: {depth_of_net: 1, embed_dim: -1}", Severity.Info)]
    [InlineData("task: {num_negative: 0}", Severity.Info)]
    [InlineData("backup_every: 0", Severity.Info)]
    [InlineData("early_stop: {patience: 0}", Severity.Info)]
    [InlineData("scheduler: {T_max: 0}", Severity.Warning)]
    public void ACountOfNothing_IsSaid(string line, Severity severity) =>
        Assert.Equal(severity, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Severity);

    [Theory]
    [InlineData("model: {n_layers: 1}")]
    [InlineData("test: {batch_size: 0}")]
    [InlineData("num_workers: 0")]
    [InlineData("scheduler: {T_max: 9}")]
    public void WhatMayBeNothing_IsLeftAlone(string line) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));
}
