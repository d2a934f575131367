using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class HrNetTests
{
    private const string Classifier = """
        GPUS: (0,1,2,3)
        TRAIN:
          OPTIMIZER: sgd
          LR: 0.05
          LR_STEP:
          - 30
          - 60
          END_EPOCH: 100
          BATCH_SIZE_PER_GPU: 32
          WD: 0.0001
        """;

    [Fact]
    public void Devices_GiveTheBatchOfTheJob()
    {
        var recipe = ReadText.Recipe(Classifier);

        Assert.Equal("hrnet", recipe.Dialect);
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(128));
        Assert.True(recipe.Get(Facts.Momentum).Is(0.9));
        Assert.True(recipe.Get(Facts.WarmupEpochs).IsMissing);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
    }

    [Fact]
    public void Adam_GetsNoWeightDecay()
    {
        var text = Classifier.Replace("sgd", "adam");

        Assert.True(ReadText.Recipe(text).Get(Facts.WeightDecay).IsMissing);
        Assert.Equal("TRAIN.WD", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Classifier));
    }

    [Fact]
    public void SingleDeviceWithoutComma_IsNoTuple() =>
        Assert.Equal("GPUS", Assert.Single(ReadText.Observed<WrongTypeObservation>(Classifier.Replace("(0,1,2,3)", "(0)"))).Key);

    [Theory]
    [InlineData("'0'")]
    [InlineData("\"0,1\"")]
    public void DevicesAsText_AreOfARelative(string devices) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Classifier.Replace("(0,1,2,3)", devices)));
}
