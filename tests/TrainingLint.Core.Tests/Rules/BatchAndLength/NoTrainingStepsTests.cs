using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class NoTrainingStepsTests : RecipeRuleTests<NoTrainingSteps>
{
    [Fact]
    public void ZeroEpochsStepsOrTokens_AreErrors()
    {
        Fires(A.Recipe().With(Facts.Epochs, 0), Severity.Error, "'epochs: 0' trains nothing");
        Fires(A.Recipe().With(Facts.MaxSteps, 0), Severity.Error, "'maxSteps: 0'");
        Fires(A.Recipe().With(Facts.MaxTokens, 0), Severity.Error, "'maxTokens: 0'");
    }

    [Fact]
    public void ZeroStepsBesideEpochs_MeanByEpochs() => IsSilent(A.Recipe().With(Facts.MaxSteps, 0).With(Facts.Epochs, 3));

    [Fact]
    public void ZeroEpochsBesideSteps_AreANote() =>
        Fires(A.Recipe().With(Facts.Epochs, 0).With(Facts.MaxSteps, 500), Severity.Info, "'epochs: 0'", "'maxSteps: 500'");

    [Fact]
    public void ZeroEpochsBesideSteps_EndARunOfLightning() =>
        Fires(A.Recipe().Meaning(Meaning.EndsTheRun).With(Facts.Epochs, 0).With(Facts.MaxSteps, 500), Severity.Error, "ends the run at once");

    [Fact]
    public void ZeroEpochsBesideDefaultSteps_AreAnError() =>
        Fires(A.Recipe().With(Facts.Epochs, 0).ByDefault(Facts.MaxSteps, 1000.0), Severity.Error, "'epochs: 0'");

    [Theory]
    [InlineData(-1)]
    [InlineData(0.01)]
    [InlineData(1)]
    public void NotSetOrShort_IsSilent(double epochs) => IsSilent(A.Recipe().With(Facts.Epochs, epochs));

    [Fact]
    public void ZeroThatMeansUnlimited_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Meaning.ZeroIsUnlimited).With(Facts.MaxSteps, 0));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Epochs, 0.0));
        IsSilent(A.Recipe().Unresolved(Facts.Epochs));
    }
}
