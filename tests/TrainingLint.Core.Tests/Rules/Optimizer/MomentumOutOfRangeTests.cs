using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class MomentumOutOfRangeTests : RecipeRuleTests<MomentumOutOfRange>
{
    [Theory]
    [InlineData(1, "grow without end")]
    [InlineData(9, "grow without end")]
    [InlineData(-0.1, "undo the last")]
    public void OutsideOfZeroToOneExclusive_IsAnError(double momentum, string saying) =>
        Fires(A.Recipe().With(Facts.Momentum, momentum), Severity.Error, "outside of [0, 1)", saying, "0.9 is usual");

    [Fact]
    public void AboveTheLargestUsual_Warns() => Fires(A.Recipe().With(Facts.Momentum, 0.9995), Severity.Warning, "0.9995", "2000 steps");

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void UpToTheLargestUsualInclusive_IsSilent(double momentum) => IsSilent(A.Recipe().With(Facts.Momentum, momentum));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Momentum, 1.0));
        IsSilent(A.Recipe().Unresolved(Facts.Momentum));
        IsSilent(A.Recipe().With(Facts.Momentum, double.NaN, "high"));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeTheUsual() => Assert.Single(JudgedWith("max", "0.95", A.Recipe().With(Facts.Momentum, 0.96)));
}
