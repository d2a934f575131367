using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class CountedTrainerTests
{
    private const string Sound = "counted:\n  step_size: 0.05\n  samples: 6400\n  samples_per_step: 64\n";

    [Fact]
    public void ValuesAndDefaults_AreRead()
    {
        var recipe = ReadText.Recipe(Sound);

        Assert.Equal("counted-trainer", recipe.Dialect);
        Assert.Equal(0.05, recipe.Get(Facts.LearningRate).Or(0));
        Assert.Equal(1, recipe.Get(Facts.Seed).Or(0));
    }

    [Fact]
    public void SamplesAndBatch_MakeTheLength() => Assert.Equal(100, ReadText.Recipe(Sound).Get(Facts.MaxSteps).Or(0));

    [Fact]
    public void Inertia_HasNoEffect() =>
        Assert.Equal("counted.inertia", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Sound + "  inertia: 0.9\n")).Key);

    [Fact]
    public void OtherFileWithSamples_IsOfNobody() =>
        Assert.NotEqual("counted-trainer", ReadText.As("counted:\n  rate: 0.05\n  samples: 6400\n").Dialect);
}
