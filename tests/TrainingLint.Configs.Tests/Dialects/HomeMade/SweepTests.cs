using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

public class SweepTests
{
    private const string Text = """
        program: train.py
        method: bayes
        metric: {name: val_loss, goal: minimize}
        parameters:
          lr: {min: 1.0e-5, max: 1.0e-2, distribution: log_uniform_values}
          batch_size: {values: [16, 32]}
          seed: {value: 1}
          optimizer:
            parameters:
              momentum: {value: 0.9}
        """;

    [Fact]
    public void WhatIsHeldFixed_IsKnownAndWhatIsSearchedIsNot()
    {
        var recipe = ReadText.Recipe(Text);

        Assert.True(recipe.Is(Facts.Sweep));
        Assert.Equal(1, recipe.Get(Facts.Seed).Or(0));
        Assert.Equal(0.9, recipe.Get(Facts.Momentum).Or(0));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.LearningRate).State);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.BatchSize).State);
        Assert.Equal(7, recipe.Get(Facts.Seed).Place!.Line);
    }

    [Theory]
    [InlineData("method: grid\nparameters: {depth: {values: [1, 2]}}\n")]
    [InlineData("method: post\nparameters: {lr: {values: [1, 2]}}\n")]
    [InlineData("method: grid\nparameters: [lr]\n")]
    public void OtherMethodsAndParameters_AreNoSweepOfATraining(string text) => Assert.False(ReadText.As(text).IsTraining);
}
