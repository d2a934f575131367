using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class UnevenMicroBatchesTests
{
    [Theory]
    [InlineData(12, 8, 4, 0)]
    [InlineData(12, 8, 8, 1)]
    public void OnlyTheDevicesMustShareTheBatchEvenly(double total, double micro, double devices, int expected) =>
        Assert.Equal(expected, new BatchProductMismatch().Judge(Recipe(total, micro, devices, Meaning.UnevenMicroBatches)).Count());

    [Fact]
    public void WithoutThatMeaning_MicroBatchesMustFitAsWell() =>
        Assert.Single(new BatchProductMismatch().Judge(Recipe(12, 8, 4)));

    private static Recipe Recipe(double total, double micro, double devices, params Meaning[] meanings) =>
        new RecipeBuilder("training", "test", Place.StartOf("a.yaml"))
            .Mean(Facts.EffectiveBatchSize, meanings)
            .Set(Facts.EffectiveBatchSize, Setting<double>.Written(total, "total", "total", Place.StartOf("a.yaml")))
            .Set(Facts.BatchSize, Setting<double>.Written(micro, "micro", "micro", Place.StartOf("a.yaml")))
            .Set(Facts.WorldSize, Setting<double>.Written(devices, "devices", "devices", Place.StartOf("a.yaml")))
            .Build();
}
