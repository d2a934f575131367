using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class HalfPrecisionWithoutScalingTests : RecipeRuleTests<HalfPrecisionWithoutScaling>
{
    [Theory]
    [InlineData("fp16")]
    [InlineData("float16")]
    [InlineData("half")]
    public void HalfPrecisionWithScalingOff_Warns(string precision) =>
        Fires(A.Recipe().With(Facts.LossScaling, false).With(Facts.Precision, precision), Severity.Warning, "without loss scaling", "bf16");

    [Fact]
    public void Scaling_IsSilent() => IsSilent(A.Recipe().With(Facts.Precision, "fp16"));

    [Fact]
    public void Bfloat16_NeedsNoScaling() => IsSilent(A.Recipe().With(Facts.LossScaling, false).With(Facts.Precision, "bf16"));

    [Fact]
    public void Unknown_IsSilent() => IsSilent(A.Recipe().With(Facts.LossScaling, false).Unresolved(Facts.Precision));
}
