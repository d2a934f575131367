using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class SharpMinimumRiskTests : RecipeRuleTests<SharpMinimumRisk>
{
    [Fact]
    public void LargeBatchAtASmallRateWithoutDecay_IsWorthKnowing()
    {
        var finding = Fires(Risky(0.001, 4096), Severity.Info, "0.001 is small for a batch of 4096", "Raise the rate");
        Assert.Equal("learningRate", finding.Key);
    }

    [Fact]
    public void TenthOfTheLinearRule_IsSilent()
    {
        IsSilent(Risky(0.16, 4096));
        Fires(Risky(0.15, 4096), Severity.Info, "0.15");
    }

    [Fact]
    public void LargeBatch_StartsAtAThousandTwentyFourInclusive()
    {
        Fires(Risky(0.001, 1024), Severity.Info, "1024");
        IsSilent(Risky(0.001, 1023));
    }

    [Fact]
    public void DecayOrAveraging_IsSilent()
    {
        IsSilent(Risky(0.001, 4096).With(Facts.WeightDecay, 1e-4));
        IsSilent(Risky(0.001, 4096).With(Facts.EmaDecay, 0.999));
        IsSilent(Risky(0.001, 4096).With(Facts.SwaStart, 60));
    }

    [Fact]
    public void ScaledRate_IsTheOneThatCounts()
    {
        IsSilent(Risky(0.1, 4096).Derived(Facts.EffectiveLearningRate, 1.6, "0.1 x 4096 / 256"));
        IsSilent(Risky(0.001, 4096).Unresolved(Facts.EffectiveLearningRate));
    }

    [Fact]
    public void AdamOrUnknown_IsSilent()
    {
        IsSilent(Risky(0.001, 4096).With(Facts.Optimizer, "Adam"));
        IsSilent(Risky(0.001, 4096).Unresolved(Facts.WeightDecay));
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.001).With(Facts.BatchSize, 4096).With(Facts.WeightDecay, 0));
    }

    private static RecipeFactory Risky(double rate, double batch) =>
        A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, rate).With(Facts.EffectiveBatchSize, batch).With(Facts.WeightDecay, 0);
}
