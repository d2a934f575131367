using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reinforcement;

namespace TrainingLint.Core.Tests.Rules.Reinforcement;

public class DiscountOutOfRangeTests : RecipeRuleTests<DiscountOutOfRange>
{
    [Theory]
    [InlineData(1.5, "grows without bound")]
    [InlineData(0, "discount 0")]
    [InlineData(-0.1, "discount -0.1")]
    public void OutsideOfZeroExclusiveToOne_IsAnError(double discount, string saying) =>
        Fires(A.Recipe().With(Facts.Discount, discount), Severity.Error, "outside of (0, 1]", saying, "0.99 is usual");

    [Fact]
    public void ExactlyOne_Warns() => Fires(A.Recipe().With(Facts.Discount, 1), Severity.Warning, "discount of 1", "infinite value");

    [Fact]
    public void ExactlyOneWhereItIsForbidden_IsAnError() =>
        Fires(A.Recipe().Meaning(Facts.Discount, Meaning.OneIsRefused).With(Facts.Discount, 1), Severity.Error, "discount of 1");

    [Fact]
    public void ExactlyOneForLanguageModels_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Facts.Discount, Meaning.OneIsUsual).With(Facts.Discount, 1));

    [Fact]
    public void JustBelowOne_IsSilent() => IsSilent(A.Recipe().With(Facts.Discount, 0.9999));

    [Fact]
    public void LambdaOutsideOfZeroToOneInclusive_IsAnError()
    {
        Fires(A.Recipe().With(Facts.GaeLambda, 1.1), Severity.Error, "lambda 1.1 is outside of [0, 1]", "0.95");
        Fires(A.Recipe().With(Facts.GaeLambda, -0.1), Severity.Error, "lambda -0.1");
        IsSilent(A.Recipe().With(Facts.GaeLambda, 0));
        IsSilent(A.Recipe().With(Facts.GaeLambda, 1));
    }

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Discount, 1.0).ByDefault(Facts.GaeLambda, 2.0));
        IsSilent(A.Recipe().Unresolved(Facts.Discount).Unresolved(Facts.GaeLambda));
    }
}
