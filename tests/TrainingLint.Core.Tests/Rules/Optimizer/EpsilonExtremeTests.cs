using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class EpsilonExtremeTests : RecipeRuleTests<EpsilonExtreme>
{
    [Fact]
    public void Zero_Warns() => Fires(Adam(0), Severity.Warning, "epsilon 0 leaves a division by zero", "1e-8");

    [Fact]
    public void Negative_Warns() => Fires(Adam(-1e-8), Severity.Warning, "zero or negative");

    [Fact]
    public void TenthInclusive_MakesAdamSlowSgd()
    {
        Fires(Adam(0.1), Severity.Warning, "0.1", "degenerates to slow SGD");
        IsSilent(Adam(0.099));
    }

    [Fact]
    public void LargeEpsilonOfRmsProp_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "RMSprop").With(Facts.Epsilon, 1));

    [Theory]
    [InlineData("pure_fp16")]
    [InlineData("16-true")]
    public void BelowHalfPrecision_Warns(string precision)
    {
        Fires(Adam(1e-8).With(Facts.Precision, precision), Severity.Warning, "zero in half precision", "6e-8");
        IsSilent(Adam(6e-8).With(Facts.Precision, precision));
    }

    [Fact]
    public void MixedPrecision_KeepsMomentsInFull() => IsSilent(Adam(1e-8).With(Facts.Precision, "fp16"));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").ByDefault(Facts.Epsilon, 0.0));
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").Unresolved(Facts.Epsilon));
        IsSilent(A.Recipe().With(Facts.Epsilon, 1));
    }

    private static RecipeFactory Adam(double epsilon) => A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.Epsilon, epsilon);
}
