using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class DropoutOutOfRangeTests : RecipeRuleTests<DropoutOutOfRange>
{
    [Theory]
    [InlineData(1, "no probability below 1;")]
    [InlineData(20, "(a percentage?)")]
    [InlineData(-0.1, "-0.1")]
    public void OutsideOfZeroToOneExclusive_IsAnError(double dropout, string saying) =>
        Fires(A.Recipe().With(Facts.Dropout, dropout), Severity.Error, saying, "between 0 and 0.5");

    [Fact]
    public void NineTenthsInclusive_Warns()
    {
        Fires(A.Recipe().With(Facts.Dropout, 0.9), Severity.Warning, "0.9", "0 to 0.5");
        IsSilent(A.Recipe().With(Facts.Dropout, 0.89));
    }

    [Fact]
    public void PlainMinusOne_IsAWayToSayNone()
    {
        Fires(A.Recipe().With(Facts.Dropout, -1.0, "-1"), Severity.Info, "-1", "for none");
        Fires(A.Recipe().With(Facts.Dropout, -1.0, "-1.0"), Severity.Error, "no probability");
        Fires(A.Recipe().With(Facts.Dropout, -0.1), Severity.Error, "no probability");
    }

    [Fact]
    public void Zero_IsSilent() => IsSilent(A.Recipe().With(Facts.Dropout, 0));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Dropout, 1.0));
        IsSilent(A.Recipe().Unresolved(Facts.Dropout));
        IsSilent(A.Recipe().With(Facts.Dropout, double.NaN, "some"));
    }

    [Fact]
    public void LimitOfTheTeam_SaysWhatIsExtreme() => Assert.Single(JudgedWith("max", "0.6", A.Recipe().With(Facts.Dropout, 0.6)));
}
