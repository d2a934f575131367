using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class MisplacedRatesTests
{
    [Theory]
    [InlineData("data:\n  path: a\n  lr: 0.1\noptimizer:\n  name: sgd\n  momentum: 0.9\nepochs: 3\nbatch_size: 8\n", "optimizer")]
    [InlineData("model:\n  depth: 3\n  lr: 0.1\noptimizer:\n  name: sgd\n  momentum: 0.9\nepochs: 3\nbatch_size: 8\n", "optimizer")]
    [InlineData("dataset:\n  lr: 0.1\ntrain:\n  epochs: 3\n  batch_size: 8\n", "train")]
    public void OnlyRateInASectionOfSomethingElse_IsNotRead(string text, string section) =>
        Assert.Contains(
            "'" + section + "'", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("data:\n  path: a\n  lr: 0.1\noptimizer:\n  name: sgd\n  lr: 0.1\nepochs: 3\nbatch_size: 8\n")]
    [InlineData("model:\n  depth: 3\n  lr: 0.1\ntrain:\n  epochs: 3\n  batch_size: 8\n")]
    [InlineData("data:\n  lr: low/\n  batch_size: 8\noptimizer:\n  name: sgd\nepochs: 3\n")]
    public void RateThatMayBeMeant_IsLeftAlone(string text) => Assert.Empty(ReadText.Observed<WithoutEffectObservation>(text));
}
