using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class ConflictingPrecisionTests : RecipeRuleTests<ConflictingPrecision>
{
    [Fact]
    public void TwoPrecisions_AreAnError() => Fires(A.Recipe().With(Facts.Precision, "fp16+bf16"), Severity.Error, "Both fp16 and bf16");

    [Fact]
    public void DerivedFromTwoSwitches_IsAnErrorAtTheSecond()
    {
        var finding = Fires(A.Recipe().With(Facts.Seed, 1).Derived(Facts.Precision, "bf16+fp16", "both are on", Facts.Seed), Severity.Error, "Both bf16 and fp16");
        Assert.Equal(2, finding.Place.Line);
    }

    [Fact]
    public void OnePrecision_IsSilent() => IsSilent(A.Recipe().With(Facts.Precision, "bf16"));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Precision, "fp16+bf16"));
        IsSilent(A.Recipe().Unresolved(Facts.Precision, "auto"));
    }
}
