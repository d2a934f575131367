using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Dialects out of data files whose frameworks take a factor for Noam's schedule where others take a rate.</summary>
public class NoamFactorTests
{
    private const string PaddleSpeech = "n_epoch: 40\naccum_grad: 2\nglobal_grad_clip: 5.0\ntrain_manifest: a.json\ndev_manifest: b.json\n"
        + "maxlen_in: 512\nencoder_conf: {output_size: 256}\noptim: adam\noptim_conf: {lr: 2.5, weight_decay: 0}\n"
        + "scheduler_conf: {warmup_steps: 25000, lr_decay: 1.0}\n";

    private const string EspNet = "elayers: 6\ndlayers: 3\neunits: 1024\nmtlalpha: 0.3\nopt: noam\nepochs: 60\ntransformer-lr: 5.0\n"
        + "transformer-warmup-steps: 20000\n";

    [Theory]
    [InlineData(PaddleSpeech + "scheduler: noam\n", 2.5, 256, 25_000)]
    [InlineData(EspNet + "adim: 256\n", 5, 256, 20_000)]
    public void FactorWidthAndWarmup_GiveTheRate(string text, double factor, double width, double warmup)
    {
        var recipe = ReadText.Recipe(text);
        Assert.Equal(factor, recipe.Get(Facts.LearningRateFactor).Or(0));
        Assert.Equal(factor / Math.Sqrt(width * warmup), recipe.Get(Facts.LearningRate).Or(0), 12);
    }

    [Fact]
    public void OtherSchedule_TakesARate() =>
        Assert.Equal(2.5, ReadText.Recipe(PaddleSpeech + "scheduler: warmuplr\n").Get(Facts.LearningRate).Or(0));

    [Fact]
    public void WithoutTheWidth_TheRateIsUnknown() => Assert.False(ReadText.Recipe(EspNet).Get(Facts.LearningRate).HasValue);
}
