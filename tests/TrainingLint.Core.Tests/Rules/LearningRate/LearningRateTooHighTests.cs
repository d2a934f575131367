using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class LearningRateTooHighTests : RecipeRuleTests<LearningRateTooHigh>
{
    [Fact]
    public void SgdAboveItsRange_Warns() =>
        Fires(Sgd(1.5).With(Facts.EffectiveBatchSize, 16), Severity.Warning, "The learning rate 1.5", "above 1,", "SGD", "at a batch of 16");

    [Fact]
    public void Fix_IsTheHighestRateThatNothingIsSaidAbout()
    {
        var fix = Assert.Single(Fires(Sgd(20).With(Facts.EffectiveBatchSize, 16), Severity.Error).Fixes);

        var edit = Assert.IsType<ReplaceValue>(Assert.Single(fix.Edits));
        Assert.Equal(FixSafety.Unsafe, fix.Safety);
        IsSilent(Sgd(edit.Number!.Value).With(Facts.EffectiveBatchSize, 16));
    }

    [Fact]
    public void SgdFarAboveItsRange_IsAnError() =>
        Fires(Sgd(20).With(Facts.EffectiveBatchSize, 16), Severity.Error, "20", "above 1,");

    [Fact]
    public void SgdAtTheUpperEnd_IsSilent() => IsSilent(Sgd(1).With(Facts.EffectiveBatchSize, 16));

    [Fact]
    public void SgdAtTheErrorLimit_OnlyWarns() => Fires(Sgd(10).With(Facts.EffectiveBatchSize, 16), Severity.Warning, "10");

    [Fact]
    public void LargeBatch_RaisesTheLimitLinearlyForSgd()
    {
        IsSilent(Sgd(3.2).With(Facts.EffectiveBatchSize, 1024));
        Fires(Sgd(4.1).With(Facts.EffectiveBatchSize, 1024), Severity.Warning, "above 4,", "at a batch of 1024");
    }

    [Fact]
    public void LargeBatch_RaisesTheLimitWithTheRootForAdam()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "adam").With(Facts.LearningRate, 0.01).With(Facts.EffectiveBatchSize, 1024));
        Fires(A.Recipe().With(Facts.Optimizer, "adam").With(Facts.LearningRate, 0.011).With(Facts.EffectiveBatchSize, 1024), Severity.Info, "above 0.01,");
    }

    [Fact]
    public void UnknownTraining_IsDoubtedUpToFiveTimesTheUpperEndOfAdam()
    {
        Fires(Adam(Regime.Unknown, 0.05), Severity.Info, "above 0.01,");
        Fires(Adam(Regime.Unknown, 0.051), Severity.Warning, "above 0.01,");
        Fires(Adam(Regime.Unknown, 10), Severity.Error, "above 0.01,");
        Fires(Sgd(2.1), Severity.Warning, "above 2,");
    }

    [Fact]
    public void TrainingFromScratch_IsDoubtedUpToThreeTimes()
    {
        Fires(Adam(Regime.FromScratch, 0.03), Severity.Info, "above 0.01,", "trained from scratch");
        Fires(Adam(Regime.FromScratch, 0.031), Severity.Warning, "trained from scratch");
    }

    [Fact]
    public void UnknownBatch_GivesTheBenefitOfTheDoubt()
    {
        IsSilent(Sgd(2));
        Fires(Sgd(2.1), Severity.Warning, "above 2,");
    }

    [Fact]
    public void Regime_DecidesWhatIsHigh()
    {
        IsSilent(Adam(Regime.FromScratch, 2e-3));
        IsSilent(Adam(Regime.Adapter, 2e-3));
        IsSilent(Adam(Regime.FineTuning, 1e-3));
        Fires(Adam(Regime.FineTuning, 2e-3), Severity.Warning, "above 0.001", "in fine-tuning all weights");
        Fires(Adam(Regime.Preference, 1e-4), Severity.Warning, "above 6e-5", "in preference optimization of all weights");
        Fires(Adam(Regime.OnPolicyReinforcement, 0.1), Severity.Error, "above 0.003", "in on-policy reinforcement learning");
    }

    [Fact]
    public void NeuralField_MayRunAtATenth()
    {
        IsSilent(Adam(Regime.NeuralField, 0.1));
        Fires(Adam(Regime.NeuralField, 0.5), Severity.Warning, "of a neural field");
    }

    [Fact]
    public void LinearProbe_MayRunAtThirty() =>
        IsSilent(A.Recipe(Regime.LinearProbe).With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 30));

    [Fact]
    public void LongWarmup_AllowsFourTimesAsMuchForAdam()
    {
        var warm = A.Recipe().With(Facts.Optimizer, "adam").With(Facts.EffectiveBatchSize, 32).With(Facts.WarmupRatio, 0.1);
        IsSilent(warm.With(Facts.LearningRate, 0.02));
        Fires(warm.With(Facts.LearningRate, 0.021), Severity.Info, "above 0.02");
        Fires(warm.With(Facts.LearningRate, 0.11), Severity.Warning, "above 0.02");
        Fires(warm.With(Facts.LearningRate, 0.02).With(Facts.WarmupRatio, 0.05), Severity.Info, "above 0.005");
    }

    [Fact]
    public void RateOfAGroup_FiresThere()
    {
        var finding = Fires(Sgd(0.1).WithGroup("bias", 20), Severity.Warning, "20");
        Assert.Equal("bias.lr", finding.Key);
    }

    [Fact]
    public void EffectiveRate_IsJudgedInPlaceOfTheWrittenOne()
    {
        IsSilent(Sgd(8).Derived(Facts.EffectiveLearningRate, 0.25, "8 x 16 / 512"));
        var finding = Fires(Sgd(0.1).Derived(Facts.EffectiveLearningRate, 100.0, "0.1 x 1000 workers", Facts.LearningRate), Severity.Error, "100");
        Assert.Equal("learningRate", finding.Key);
    }

    [Fact]
    public void UnknownScaling_IsSilent() => IsSilent(Sgd(20).Unresolved(Facts.EffectiveLearningRate, "by workers"));

    [Theory]
    [InlineData("prodigy")]
    [InlineData("DAdaptAdam")]
    [InlineData("LBFGS")]
    public void OptimizersThatFindTheirStep_AreSilentAtOne(string optimizer) =>
        IsSilent(A.Recipe().With(Facts.Optimizer, optimizer).With(Facts.LearningRate, 10));

    [Fact]
    public void NumberThatIsNoStepSize_IsSilent() => IsSilent(Sgd(50).Meaning(Facts.LearningRate, Meaning.NoStepSize));

    [Fact]
    public void UnresolvedOptimizer_IsSilent() => IsSilent(A.Recipe().Unresolved(Facts.Optimizer).With(Facts.LearningRate, 20));

    [Fact]
    public void UnknownOptimizer_IsJudgedByTheWidestRange()
    {
        IsSilent(A.Recipe().With(Facts.LearningRate, 2));
        Fires(A.Recipe().With(Facts.LearningRate, 2.5), Severity.Warning, "above 2, the upper end for the optimizer");
    }

    [Fact]
    public void RatesOfTheInvalidRule_AreLeftToIt()
    {
        IsSilent(Sgd(double.PositiveInfinity));
        IsSilent(Sgd(double.NaN));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeTheTable()
    {
        Assert.Empty(JudgedWith("max", "30", Sgd(20)));
        Assert.Contains("above 0.05, the limit configured here", Assert.Single(JudgedWith("sgd.max", "0.05", Sgd(0.06))).Message, System.StringComparison.Ordinal);
        Assert.Empty(JudgedWith("adamw.max", "0.05", Sgd(0.06)));
    }

    private static RecipeFactory Sgd(double rate) => A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, rate);

    private static RecipeFactory Adam(Regime regime, double rate) =>
        A.Recipe(regime).With(Facts.Optimizer, "adamw_torch").With(Facts.LearningRate, rate);

    [Fact]
    public void BatchOfOneDevice_IsTheLeastThatTheWholeOneCanBe()
    {
        IsSilent(Sgd(2.048).With(Facts.BatchSize, 2048));
        Fires(Sgd(2.048).With(Facts.BatchSize, 64), Severity.Warning, "above 2,");
        Fires(Sgd(8.1).With(Facts.BatchSize, 2048), Severity.Warning, "above 8,");
    }

    [Fact]
    public void LargeEpsilon_AllowsFiveTimesAsMuchForRmsProp()
    {
        var rmsProp = A.Recipe().With(Facts.Optimizer, "rmsprop");
        IsSilent(rmsProp.With(Facts.LearningRate, 0.3).With(Facts.Epsilon, 1e-3));
        Fires(rmsProp.With(Facts.LearningRate, 0.6).With(Facts.Epsilon, 1e-3), Severity.Warning, "above 0.5,");
        Fires(rmsProp.With(Facts.LearningRate, 0.3).With(Facts.Epsilon, 1e-8), Severity.Warning, "above 0.1,");
        Fires(A.Recipe().With(Facts.Optimizer, "adam").With(Facts.LearningRate, 0.06).With(Facts.Epsilon, 1e-3), Severity.Warning, "above 0.01,");
    }

    [Fact]
    public void UnnamedOptimizer_IsBoundedByWhatIsTrained()
    {
        IsSilent(A.Recipe(Regime.Adapter).With(Facts.LearningRate, 0.05));
        Fires(A.Recipe(Regime.Adapter).With(Facts.LearningRate, 0.1), Severity.Warning, "above 0.05,");
        Fires(A.Recipe(Regime.OffPolicyReinforcement).With(Facts.LearningRate, 0.3), Severity.Warning, "above 0.1,");
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.3));
    }

    [Fact]
    public void SizeOfTheModel_DecidesWhatIsHighInFineTuning()
    {
        Fires(Adam(Regime.FineTuning, 1e-3).With(Facts.ModelParameters, 8e9), Severity.Warning, "above 8e-4", "a billion weights",
            "Usual is 1e-5");
        Fires(Adam(Regime.FineTuning, 5e-4).With(Facts.ModelParameters, 8e9), Severity.Info, "hardly a public recipe goes above 2e-4");
        IsSilent(Adam(Regime.FineTuning, 2e-4).With(Facts.ModelParameters, 8e9));
        IsSilent(Adam(Regime.FineTuning, 1e-3).With(Facts.ModelParameters, 9e8));
    }

    [Fact]
    public void KindOfTheModel_DecidesWhatIsHighInFineTuning()
    {
        Fires(Adam(Regime.FineTuning, 1e-3).With(Facts.ModelName, "bert-base-uncased"), Severity.Warning, "above 3e-4",
            "a pretrained encoder");
        IsSilent(Adam(Regime.FineTuning, 5e-5).With(Facts.ModelName, "bert-base-uncased"));
        IsSilent(Adam(Regime.FineTuning, 1e-3).With(Facts.ModelName, "google/flan-t5-xl").With(Facts.ModelParameters, 3e9));
        Fires(Adam(Regime.Adapter, 1e-3).Being(Facts.Diffusion), Severity.Warning, "above 6e-4", "a diffusion model");
        IsSilent(Adam(Regime.Adapter, 2e-4).Being(Facts.Diffusion));
        Fires(Adam(Regime.Unknown, 2e-3).With(Facts.ModelName, "detr_resnet50"), Severity.Warning, "above 0.0015",
            "a detection transformer");
    }

    [Fact]
    public void FewImagesAStep_LowerTheLimitOfADetector()
    {
        Fires(Sgd(0.01).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 1), Severity.Warning, "at a batch of 1",
            "Usual is 0.02 at a batch of 16");
        IsSilent(Sgd(0.01).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 8));
        IsSilent(Sgd(0.01).With(Facts.EffectiveBatchSize, 1));
    }

    [Fact]
    public void TrialOfADetectorOnALaptop_KeepsTheRateOfTheRealTraining()
    {
        var trial = Sgd(0.03).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 2);
        IsSilent(trial.With(Facts.MaxSteps, 40));
        Fires(Sgd(20).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 2).With(Facts.MaxSteps, 40), Severity.Error, "20");
        Fires(Sgd(0.03).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 2).With(Facts.MaxSteps, 101),
            Severity.Warning, "at a batch of 2");
    }

    [Fact]
    public void RateOfALargeBatch_IsNotedForASmallOneOfADetector()
    {
        Fires(Sgd(0.02).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 4), Severity.Info, "at a batch of 4");
        IsSilent(Sgd(0.02).With(Facts.ModelName, "GeneralizedRCNN").With(Facts.EffectiveBatchSize, 8));
        IsSilent(Sgd(0.02).With(Facts.ModelName, "GeneralizedRCNN"));
    }

    [Fact]
    public void ShortWarmup_MakesAHighPeakOfANoamSchedule()
    {
        Fires(Noam(2.2e-3, 400), Severity.Warning, "peak of 0.0022", "after only 400 steps");
        IsSilent(Noam(2.2e-3, 1000));
        IsSilent(Noam(1e-3, 400));
    }

    private static RecipeFactory Noam(double peak, double warmup) =>
        Adam(Regime.Unknown, peak).With(Facts.LearningRateFactor, 1).With(Facts.WarmupSteps, warmup);
}
