using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class GradientClippingZeroTests : RecipeRuleTests<GradientClippingZero>
{
    [Fact]
    public void ZeroWhereItErasesGradients_IsAnError() =>
        Fires(A.Recipe().Meaning(Meaning.ZeroErases).With(Facts.GradientClipNorm, 0), Severity.Error, "clip norm of 0 erases", "1.0");

    [Fact]
    public void ZeroValueWhereItErasesGradients_IsAnError() =>
        Fires(A.Recipe().Meaning(Meaning.ZeroErases).With(Facts.GradientClipValue, 0), Severity.Error, "clip value of 0 erases");

    [Fact]
    public void NegativeWhereItReversesGradients_IsAnError() =>
        Fires(A.Recipe().Meaning(Facts.GradientClipNorm, Meaning.NegativeReverses).With(Facts.GradientClipNorm, -1), Severity.Error, "clip norm -1 reverses");

    [Fact]
    public void ZeroOrNegativeThatMeansOff_IsWorthKnowing()
    {
        Fires(A.Recipe().With(Facts.GradientClipNorm, 0), Severity.Info, "'gradientClipNorm: 0' does not clip");
        Fires(A.Recipe().With(Facts.GradientClipNorm, -1), Severity.Info, "-1' does not clip");
        Fires(A.Recipe().Meaning(Facts.GradientClipNorm, Meaning.NegativeReverses).With(Facts.GradientClipNorm, 0), Severity.Info, "does not clip");
    }

    [Fact]
    public void NegativeThatIsNobodysWayToSayOff_Warns() =>
        Fires(A.Recipe().With(Facts.GradientClipNorm, -0.5), Severity.Warning, "-0.5' does not clip");

    [Fact]
    public void NormThatLeavesNothingOfAnyGradient_Warns() =>
        Fires(A.Recipe().With(Facts.GradientClipNorm, 1e-9), Severity.Warning, "cuts every gradient down to nothing");

    [Fact]
    public void SmallNorm_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Meaning.ZeroErases).Meaning(Facts.GradientClipNorm, Meaning.NegativeReverses).With(Facts.GradientClipNorm, 1e-3));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().Meaning(Meaning.ZeroErases).ByDefault(Facts.GradientClipNorm, 0.0));
        IsSilent(A.Recipe().Meaning(Meaning.ZeroErases).Unresolved(Facts.GradientClipNorm));
        IsSilent(A.Recipe().Meaning(Meaning.ZeroErases).With(Facts.GradientClipNorm, double.NaN, "none"));
    }
}
