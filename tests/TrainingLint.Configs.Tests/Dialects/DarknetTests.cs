using System;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class DarknetTests
{
    private static string Network(string rate, string layer) =>
        $"[net]\nbatch=64\nsubdivisions=16\nmomentum=0.9\ndecay=0.0005\nlearning_rate={rate}\nburn_in=1000\nmax_batches=50000\n"
        + $"policy=steps\nsteps=40000,45000\nscales=.1,.1\n\n[convolutional]\nfilters=16\nsize=3\n\n[{layer}]\nclasses=1\n";

    [Theory]
    [InlineData("0.01", "yolo")]
    [InlineData("0.02", "region")]
    public void RateOfAClassifier_ForBoxes_IsNoted(string rate, string layer) =>
        Assert.Equal(Severity.Info, Assert.Single(ReadText.Observed<WrongTypeObservation>(Network(rate, layer), "net.cfg")).Severity);

    [Theory]
    [InlineData("0.00261", "yolo")]
    [InlineData("0.1", "softmax")]
    public void UsualRates_AreLeftAlone(string rate, string layer) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Network(rate, layer), "net.cfg"));

    [Fact]
    public void StepBeforeTheFirstBatch_IsAWarmupOfDarknetsOwn()
    {
        var recipe = ReadText.As(Network("0.001", "region").Replace("steps=40000,45000", "steps=-1,100,40000", StringComparison.Ordinal), "net.cfg").Recipes[0];

        Assert.True(recipe.Get(Facts.Milestones).TryGet(out var steps));
        Assert.Equal([100, 40000], steps);
    }

    [Theory]
    [InlineData("softmax", false)]
    [InlineData("yolo", true)]
    public void NoBatches_IsNoEndForClassifiersOnly(string layer, bool isLength)
    {
        var recipe = ReadText.As(Network("0.001", layer).Replace("max_batches=50000", "max_batches=0", StringComparison.Ordinal), "net.cfg").Recipes[0];

        Assert.Equal(isLength, recipe.Get(Facts.MaxSteps).Is(0));
    }

    [Fact]
    public void NetworkWithoutLength_IsDarknetsAllTheSame() =>
        Assert.Equal("darknet", ReadText.As("[net]\nbatch=128\nsubdivisions=4\nlearning_rate=0.00001\nmomentum=0.9\ndecay=0.0005\n\n[convolutional]\nfilters=64\n", "net.cfg").Dialect);
}
