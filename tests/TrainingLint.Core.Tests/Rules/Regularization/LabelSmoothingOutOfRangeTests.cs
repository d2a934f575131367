using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class LabelSmoothingOutOfRangeTests : RecipeRuleTests<LabelSmoothingOutOfRange>
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(-0.1)]
    public void OutsideOfZeroToOneExclusive_IsAnError(double smoothing) =>
        Fires(A.Recipe().With(Facts.LabelSmoothing, smoothing), Severity.Error, "outside of [0, 1)", "0.1 is usual");

    [Theory]
    [InlineData(0)]
    [InlineData(0.99)]
    public void WithinTheRange_IsSilent(double smoothing) => IsSilent(A.Recipe().With(Facts.LabelSmoothing, smoothing));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.LabelSmoothing, 1.0));
        IsSilent(A.Recipe().Unresolved(Facts.LabelSmoothing));
    }
}
