using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class LearningRateNotScaledTests : RecipeRuleTests<LearningRateNotScaled>
{
    [Fact]
    public void SmallerBatchAtTheRateOfTheBase_IsWorthKnowing() =>
        Fires(Sgd(rate: 0.02, batch: 2).OnBase(0.02, 16), Severity.Info, "The batch is 2 where the base has 16", "linear rule it would be 0.0025");

    [Fact]
    public void RateThatFollows_IsSilent() => IsSilent(Sgd(rate: 0.0025, batch: 2).OnBase(0.02, 16));

    [Fact]
    public void RateOfTheFileItself_IsAChoice() => IsSilent(Sgd(rate: 0.02, batch: 2).With(Facts.LearningRate, 0.02).OnBase(0.02, 16));

    [Fact]
    public void TwiceTheRule_IsStillSilent()
    {
        IsSilent(Sgd(rate: 0.02, batch: 8).OnBase(0.02, 16));
        Fires(Sgd(rate: 0.02, batch: 7).OnBase(0.02, 16), Severity.Info, "7");
    }

    [Fact]
    public void AdamByEitherRule_IsSilent()
    {
        IsSilent(Adam(rate: 4e-4, batch: 1024).OnBase(1e-4, 64));
        IsSilent(Adam(rate: 16e-4, batch: 1024).OnBase(1e-4, 64));
    }

    [Fact]
    public void AdamByNeitherRule_IsWorthKnowing() =>
        Fires(Adam(rate: 1e-4, batch: 1024).OnBase(1e-4, 64), Severity.Info, "1024", "64", "square-root rule it would be 4e-4");

    [Fact]
    public void SameBatchOrNoBase_IsSilent()
    {
        IsSilent(Sgd(rate: 0.2, batch: 16).OnBase(0.02, 16));
        IsSilent(Sgd(rate: 0.02, batch: 2));
    }

    [Fact]
    public void UnknownBatch_IsSilent() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").Inherited(Facts.LearningRate, 0.02).Unresolved(Facts.EffectiveBatchSize)
            .OnBase(0.02, 16));

    private static RecipeFactory Sgd(double rate, double batch) => Of("SGD", rate, batch);

    private static RecipeFactory Adam(double rate, double batch) => Of("AdamW", rate, batch);

    private static RecipeFactory Of(string optimizer, double rate, double batch) =>
        A.Recipe().With(Facts.Optimizer, optimizer).Inherited(Facts.LearningRate, rate).With(Facts.EffectiveBatchSize, batch);
}
