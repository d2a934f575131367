using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class ConflictingWarmupTests : RecipeRuleTests<ConflictingWarmup>
{
    [Fact]
    public void TwoWarmups_WarnAtTheLaterOne()
    {
        var finding = Fires(A.Recipe().With(Facts.WarmupSteps, 100).With(Facts.WarmupRatio, 0.1), Severity.Warning, "'warmupSteps: 100'", "'warmupRatio: 0.1'");
        Assert.Equal(3, finding.Place.Line);
        Assert.Equal(2, Assert.Single(finding.Related).Place.Line);
    }

    [Fact]
    public void InheritedWarmup_IsTheRelatedPlaceNotTheFinding()
    {
        var finding = Fires(A.Recipe().With(Facts.WarmupSteps, 100).Inherited(Facts.WarmupRatio, 0.1), Severity.Warning, "0.1");
        Assert.Equal("train.yaml", finding.Place.File);
        Assert.Equal("base.yaml", Assert.Single(finding.Related).Place.File);
    }

    [Fact]
    public void WarmupOfZero_SetsNone() => IsSilent(A.Recipe().With(Facts.WarmupSteps, 0).With(Facts.WarmupRatio, 0.1));

    [Fact]
    public void DefaultBesideAWrittenOne_IsSilent() =>
        IsSilent(A.Recipe().ByDefault(Facts.WarmupSteps, 100.0).With(Facts.WarmupRatio, 0.1));

    [Fact]
    public void UnknownOne_IsSilent() => IsSilent(A.Recipe().Unresolved(Facts.WarmupSteps).With(Facts.WarmupRatio, 0.1));
}
