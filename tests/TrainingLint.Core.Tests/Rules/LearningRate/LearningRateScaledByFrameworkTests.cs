using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class LearningRateScaledByFrameworkTests : RecipeRuleTests<LearningRateScaledByFramework>
{
    [Fact]
    public void ScaledRate_IsToldWithItsDerivation()
    {
        var finding = Fires(A.Recipe().With(Facts.LearningRate, 4.5e-6, "4.5e-6")
            .Derived(Facts.EffectiveLearningRate, 1.08e-4, "4.5e-6 x 12 samples x 2 accumulation steps"), Severity.Info, "4.5e-6 into 1.08e-4", "2 accumulation steps");
        Assert.Equal("learningRate", finding.Key);
    }

    [Fact]
    public void ScalingByOne_IsSilent() => IsSilent(A.Recipe().With(Facts.LearningRate, 0.1).Derived(Facts.EffectiveLearningRate, 0.1, "0.1 x 512 / 512"));

    [Fact]
    public void UnknownScaling_IsSilent() => IsSilent(A.Recipe().With(Facts.LearningRate, 0.1).Unresolved(Facts.EffectiveLearningRate));

    [Fact]
    public void RateNobodyWrote_IsSilent() =>
        IsSilent(A.Recipe().ByDefault(Facts.LearningRate, 0.1).Derived(Facts.EffectiveLearningRate, 0.2, "0.1 x 2"));
}
