using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class ConflictingLengthTests : RecipeRuleTests<ConflictingLength>
{
    [Fact]
    public void EpochsAndSteps_AreWorthKnowing()
    {
        var finding = Fires(A.Recipe().With(Facts.Epochs, 3).With(Facts.MaxSteps, 200), Severity.Info, "'epochs: 3'", "'maxSteps: 200'");
        Assert.Equal("maxSteps", finding.Key);
        Assert.Equal(2, Assert.Single(finding.Related).Place.Line);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void StepsThatMeanUnset_AreSilent(double steps) => IsSilent(A.Recipe().With(Facts.Epochs, 3).With(Facts.MaxSteps, steps));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Epochs, 3.0).With(Facts.MaxSteps, 200));
        IsSilent(A.Recipe().With(Facts.Epochs, 3).Unresolved(Facts.MaxSteps));
    }
}
