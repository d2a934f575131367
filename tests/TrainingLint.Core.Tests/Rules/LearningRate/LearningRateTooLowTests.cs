using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class LearningRateTooLowTests : RecipeRuleTests<LearningRateTooLow>
{
    [Fact]
    public void SgdBelowItsRange_Warns() =>
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 9e-6), Severity.Warning, "below 1e-5", "SGD", "check the exponent");

    [Fact]
    public void SgdAtTheLowerEnd_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 1e-5));

    [Fact]
    public void Regime_DecidesWhatIsLow()
    {
        IsSilent(A.Recipe(Regime.FineTuning).With(Facts.Optimizer, "adamw").With(Facts.LearningRate, 5e-7));
        Fires(A.Recipe(Regime.FromScratch).With(Facts.Optimizer, "adamw").With(Facts.LearningRate, 5e-7), Severity.Warning, "below 1e-6");
    }

    [Fact]
    public void EffectiveRate_IsJudgedInPlaceOfTheWrittenOne() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 1e-6).Derived(Facts.EffectiveLearningRate, 0.1, "scaled"));

    [Fact]
    public void UnknownScaling_IsSilent() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 1e-8).Unresolved(Facts.EffectiveLearningRate, "by batch"));

    [Fact]
    public void AlmostFrozenGroup_IsMeant() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.1).WithGroup("stem", 1e-9));

    [Fact]
    public void ZeroAndUnknown_AreSilent()
    {
        IsSilent(A.Recipe().With(Facts.LearningRate, 0));
        IsSilent(A.Recipe().Unresolved(Facts.LearningRate));
        IsSilent(A.Recipe().Unresolved(Facts.Optimizer).With(Facts.LearningRate, 1e-12));
        IsSilent(A.Recipe().With(Facts.Optimizer, "lbfgs").With(Facts.LearningRate, 1e-12));
        IsSilent(A.Recipe().Being(RecipeTraits.RateIsNotAStepSize).With(Facts.LearningRate, 1e-12));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeTheTable()
    {
        Assert.Empty(JudgedWith("min", "1e-9", A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 1e-8)));
        Assert.Single(JudgedWith("min", "0.01", A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.009)));
    }

    [Fact]
    public void RateOfAnotherOptimizer_MakesTheStepsOfASelfScalingOneTiny()
    {
        Fires(A.Recipe(Regime.Adapter).With(Facts.Optimizer, "prodigy").With(Facts.LearningRate, 1e-4), Severity.Warning,
            "meant to be about 1", "Write 1");
        IsSilent(A.Recipe(Regime.Adapter).With(Facts.Optimizer, "prodigy").With(Facts.LearningRate, 0.1));
        IsSilent(A.Recipe().With(Facts.Optimizer, "lbfgs").With(Facts.LearningRate, 1e-4));
    }
}
