using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class FullBatchGradientTests : RecipeRuleTests<FullBatchGradient>
{
    [Theory]
    [InlineData("full")]
    [InlineData("all")]
    [InlineData("full_batch")]
    public void WordForTheWholeDataSet_IsWorthKnowing(string word) =>
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.BatchSize, double.NaN, word), Severity.Info, "whole data set", "noise");

    [Fact]
    public void NumberOfSamples_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.BatchSize, 60000));

    [Fact]
    public void MinusOne_IsLeftToTheInvalidBatch() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.BatchSize, -1));

    [Fact]
    public void ExactMethods_NeedTheWholeGradient() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "LBFGS").With(Facts.BatchSize, double.NaN, "full"));

    [Fact]
    public void BatchThatTheFrameworkChooses_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Facts.BatchSize, Meaning.ChosenByFramework).With(Facts.BatchSize, double.NaN, "full"));

    [Fact]
    public void Unknown_IsSilent()
    {
        IsSilent(A.Recipe().Unresolved(Facts.BatchSize, "auto"));
        IsSilent(A.Recipe());
    }
}
