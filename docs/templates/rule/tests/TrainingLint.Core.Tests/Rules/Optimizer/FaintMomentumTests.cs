using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class FaintMomentumTests : RecipeRuleTests<FaintMomentum>
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.0999)]
    public void BelowTheSmallestUsual_IsMentioned(double momentum) =>
        Fires(A.Recipe().With(Facts.Momentum, momentum), Severity.Info, "hardly averages", "0.9 is usual");

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.9)]
    public void None_OrFromTheSmallestUsual_IsSilent(double momentum) => IsSilent(A.Recipe().With(Facts.Momentum, momentum));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Momentum, 0.01));
        IsSilent(A.Recipe().Unresolved(Facts.Momentum));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeTheUsual() => Assert.Single(JudgedWith("min", "0.5", A.Recipe().With(Facts.Momentum, 0.4)));
}
