using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class LearningRateInvalidTests : RecipeRuleTests<LearningRateInvalid>
{
    [Theory]
    [InlineData(0, "'0' is zero")]
    [InlineData(-0.1, "'-0.1' is negative")]
    [InlineData(double.PositiveInfinity, "is infinite")]
    public void RateThatCannotTrain_Fires(double rate, string saying) =>
        Fires(A.Recipe().With(Facts.LearningRate, rate), Severity.Error, saying, "write a positive number");

    [Fact]
    public void TextInPlaceOfARate_FiresWithTheText() =>
        Fires(A.Recipe().With(Facts.LearningRate, double.NaN, "fast"), Severity.Error, "'fast' is not a number");

    [Fact]
    public void KnownOptimizer_IsAdvisedItsUpperEnd() =>
        Fires(A.Recipe().With(Facts.Optimizer, "AdamW").With(Facts.LearningRate, 0), Severity.Error, "at most 0.005 for Adam-type optimizers");

    [Fact]
    public void SmallestPositiveRate_IsSilent() => IsSilent(A.Recipe().With(Facts.LearningRate, double.Epsilon));

    [Fact]
    public void ZeroForOneGroup_FreezesItOnPurpose() =>
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.1).WithGroup("backbone", 0));

    [Fact]
    public void NegativeRateOfAGroup_FiresThere()
    {
        var finding = Fires(A.Recipe().With(Facts.LearningRate, 0.1).WithGroup("head", -0.1), Severity.Error, "'-0.1' is negative");
        Assert.Equal("head.lr", finding.Key);
    }

    [Fact]
    public void ZeroWhereASchedulerOwnsTheRate_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Facts.LearningRate, Meaning.SetByScheduler).With(Facts.LearningRate, 0));

    [Fact]
    public void FactorOfZero_Fires() =>
        Fires(A.Recipe().With(Facts.LearningRateFactor, 0), Severity.Error, "factor '0'", "positive");

    [Fact]
    public void FactorAboveEveryRate_IsSilent() => IsSilent(A.Recipe().With(Facts.LearningRateFactor, 5));

    [Fact]
    public void UnknownOrAbsentRate_IsSilent()
    {
        IsSilent(A.Recipe());
        IsSilent(A.Recipe().Unresolved(Facts.LearningRate));
        IsSilent(A.Recipe().Without(Facts.LearningRate));
        IsSilent(A.Recipe().ByDefault(Facts.LearningRate, 0.0));
    }
}
