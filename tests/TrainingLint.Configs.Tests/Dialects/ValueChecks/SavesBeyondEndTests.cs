using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SavesBeyondEndTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("max_steps: 1000\nsave_steps: 3000\n", "save_steps")]
    [InlineData("epochs: 90\nsave_every_n_epochs: 100\n", "save_every_n_epochs")]
    public void IntervalLongerThanTheRun_SavesNothing(string lines, string key) =>
        Assert.Equal(key, Assert.Single(ReadText.Observed<WithoutEffectObservation>(Training + lines)).Key);

    [Theory]
    [InlineData("max_steps: 1000\nsave_steps: 1000\n")]
    [InlineData("max_steps: 1000\nepochs: 3\nsave_steps: 3000\n")]
    [InlineData("epochs: 90\nsave_steps: 3000\n")]
    public void IntervalWithinTheRunOrOfAnotherUnit_IsLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Training + lines));
}
