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
    public void RateOfATestRun_IsANote() => Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 9e-6)
        .Being(Facts.SmokeTest), Severity.Info, "below 1e-5");

    [Fact]
    public void SgdAtTheLowerEnd_IsSilent() => IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 1e-5));

    [Theory]
    [InlineData("SGD", 2e-5, true)]
    [InlineData("SGD", 1e-4, false)]
    [InlineData("adamw", 5e-6, true)]
    [InlineData("adamw", 1e-5, false)]
    public void LowRateFromScratch_IsANote(string optimizer, double rate, bool isTold)
    {
        var recipe = A.Recipe(Regime.FromScratch).With(Facts.Optimizer, optimizer).With(Facts.LearningRate, rate);
        if (isTold)
        {
            Fires(recipe, Severity.Info, "start at random");
        }
        else
        {
            IsSilent(recipe);
        }
    }

    [Fact]
    public void LowPeakOfANoamSchedule_IsANote()
    {
        var recipe = A.Recipe().With(Facts.Optimizer, "adamw").With(Facts.LearningRateFactor, 0.1);
        Fires(recipe.Derived(Facts.LearningRate, 4.4e-5, "factor 0.1"), Severity.Info, "4.4e-5", "1 to 10");
        IsSilent(A.Recipe().With(Facts.Optimizer, "adamw").With(Facts.LearningRateFactor, 5)
            .Derived(Facts.LearningRate, 2.2e-3, "factor 5"));
        IsSilent(A.Recipe().With(Facts.Optimizer, "adamw").With(Facts.LearningRateFactor, 1e-3)
            .Derived(Facts.LearningRate, 3.16e-5, "factor 0.001"));
    }

    // Goyal et al. 2017, table 2a.
    [Theory]
    [InlineData(8192, 0.1, true)]
    [InlineData(8192, 0.4, false)]
    [InlineData(1024, 0.01, false)]
    public void RateOfASmallBatchAtALargeOne_IsANote(double batch, double rate, bool isTold)
    {
        var recipe = A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, rate).With(Facts.EffectiveBatchSize, batch);
        if (isTold)
        {
            Fires(recipe, Severity.Info, "batch of 8192", "3.2");
        }
        else
        {
            IsSilent(recipe);
        }
    }

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
        IsSilent(A.Recipe().Meaning(Facts.LearningRate, Meaning.NoStepSize).With(Facts.LearningRate, 1e-12));
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
