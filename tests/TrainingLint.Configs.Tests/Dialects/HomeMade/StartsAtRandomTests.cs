using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>What a home-made config says of where its weights come from, and of the batches that its normalization sees.</summary>
public class StartsAtRandomTests
{
    private static string Config(string model, string more = "") =>
        $"model: {model}\noptimizer: {{type: SGD, lr: 0.1, momentum: 0.9}}\nepochs: 90\nbatch_size: 2\nseed: 1\n{more}";

    [Theory]
    [InlineData("{name: resnet50, pretrained: false}", "", Regime.FromScratch)]
    [InlineData("{name: resnet50, pretrained: true}", "", Regime.Unknown)]
    [InlineData("{name: resnet50}", "", Regime.Unknown)]
    [InlineData("{name: resnet50, pretrained: false}", "resume: last.pt\n", Regime.Unknown)]
    [InlineData("{name: resnet50, pretrained: false}", "resume: null\n", Regime.FromScratch)]
    [InlineData("{name: resnet50, pretrained: false}", "teacher: {pretrained: true}\n", Regime.Unknown)]
    public void WithoutPretrainedWeights_TrainingStartsAtRandom(string model, string more, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Config(model, more)).Regime);

    [Theory]
    [InlineData("{name: resnet50, norm_layer: BatchNorm2d}", true)]
    [InlineData("{name: resnet50, norm_layer: GroupNorm}", false)]
    public void AccumulationDoesNotEnlargeTheBatchOfANormalization(string model, bool isTold) =>
        Assert.Equal(isTold, new Judge().Findings(ReadText.As(Config(model, "gradient_accumulation_steps: 64\n")))
            .Any(finding => finding.Message.Contains("batch normalization sees", System.StringComparison.Ordinal)));
}
