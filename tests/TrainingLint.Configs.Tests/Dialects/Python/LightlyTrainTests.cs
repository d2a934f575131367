using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

public class LightlyTrainTests
{
    private static Recipe Of(string call) => ReadText.Recipe("import lightly_train\n\n" + call + "\n", "train.py");

    [Theory]
    [InlineData("method='simclr', batch_size=512, ", 2e-3)]
    [InlineData("method='dinov2', batch_size=256, ", 5e-4)]
    [InlineData("batch_size=384, ", 5e-4)]
    [InlineData("method='simclr', ", 5e-4)]
    public void RateOfPretraining_FollowsTheBatch(string arguments, double rate)
    {
        var recipe = Of($"lightly_train.pretrain(data='d', model='m', {arguments}optim='adamw', optim_args={{'lr': 1e-3}}, epochs=100)");
        Assert.Equal("lightly-train", recipe.Dialect);
        Assert.Equal(
            ("adamw", 100.0, 0.0),
            (recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.Epochs).Or(0), recipe.Get(Facts.Seed).Or(9)));
        Assert.Equal(rate, recipe.Get(Facts.LearningRate).Or(0), 12);
    }

    [Fact]
    public void TaskTakesTheRateAsItIsWritten()
    {
        var recipe = Of("lightly_train.train_object_detection(out='o', model='m', data={}, steps=5000, model_args={'lr': 1e-4})");
        Assert.Equal((1e-4, 5000.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.MaxSteps).Or(0)));
    }

    [Fact]
    public void WhatTheMethodChooses_IsUnknown()
    {
        var recipe = Of("lightly_train.pretrain(out='o', data='d', model='m', method='dino')");
        Assert.False(recipe.Get(Facts.LearningRate).HasValue);
        Assert.False(recipe.Get(Facts.Optimizer).HasValue);
        Assert.False(recipe.Get(Facts.Epochs).HasValue);
    }

    [Theory]
    [InlineData("method_args={'reference_batch_size': 128}, ")]
    [InlineData("method=chosen, ")]
    public void ScaleThatIsNotInSight_LeavesTheRateOpen(string arguments) =>
        Assert.False(Of($"lightly_train.pretrain(data='d', model='m', {arguments}optim_args={{'lr': 1e-3}})")
            .Get(Facts.LearningRate).HasValue);
}
