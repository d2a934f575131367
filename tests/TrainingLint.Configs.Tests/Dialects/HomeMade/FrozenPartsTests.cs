using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Rates of 0 that hold something still on purpose, and those that are a slip.</summary>
public class FrozenPartsTests
{
    [Theory]
    [InlineData("extractor_lr: 0.5", false)]
    [InlineData("backbone_lr: 0.01", false)]
    [InlineData("extractor_lr: 0.0", true)]
    [InlineData("extractor_depth: 2", true)]
    public void PartWithARateOfZero_StandsStillBesideOneThatLearns(string beside, bool isRate) => Assert.Equal(
        isRate, ReadText.As("batch_size: 4\nmethod:\n  classifier_lr: 0.0\n  " + beside + "\n").Recipes
            .Any(recipe => recipe.Get(Facts.LearningRate).Is(0)));

    [Fact]
    public void RateOfTheWholeModel_IsNoPart() => Assert.True(
        ReadText.Recipe("batch_size: 4\nlr: 0\nhead_lr: 0.01\n").Get(Facts.LearningRate).Is(0));

    [Theory]
    [InlineData("0", true)]
    [InlineData("0.5", false)]
    public void RateAndFactorOfZero_TrainNothingOnPurpose(string gamma, bool isMeant)
    {
        var file = ReadText.As("batch_size: 4\noptimizer: {name: SGD, lr: 0}\n"
            + "lr_scheduler: {name: StepLR, step_size: 10, gamma: " + gamma + "}\n");
        Assert.Equal(isMeant, Assert.Single(file.Recipes).Means(Facts.LearningRate, Meaning.SetByScheduler));
        Assert.Empty(file.Observations.OfType<WrongTypeObservation>());
    }

    [Fact]
    public void FactorOfZeroBesideARate_EndsTheTraining() => Assert.Single(ReadText.Observed<WrongTypeObservation>(
        "batch_size: 4\noptimizer: {name: SGD, lr: 0.1}\nlr_scheduler: {name: StepLR, step_size: 10, gamma: 0}\n"));
}
