using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class FinalLearningRateAbovePeakTests : RecipeRuleTests<FinalLearningRateAbovePeak>
{
    [Fact]
    public void FinalRateAboveThePeak_Warns()
    {
        var finding = Fires(A.Recipe().With(Facts.LearningRate, 0.02).With(Facts.FinalLearningRate, 0.2), Severity.Warning, "ends at 0.2", "peak of 0.02");
        Assert.Equal("finalLearningRate", finding.Key);
    }

    [Theory]
    [InlineData("cosine")]
    [InlineData("CosineAnnealingLR")]
    [InlineData("linear")]
    public void ScheduleThatEndsAtItsPeak_IsANote(string schedule) =>
        Fires(A.Recipe().With(Facts.Schedule, schedule).With(Facts.LearningRate, 0.02).With(Facts.FinalLearningRate, 0.02), Severity.Info,
            "the rate never falls");

    [Fact]
    public void ConstantSchedule_EndsAtItsPeak() =>
        IsSilent(A.Recipe().With(Facts.Schedule, "constant").With(Facts.LearningRate, 0.02).With(Facts.FinalLearningRate, 0.02));

    [Fact]
    public void FinalRateAtThePeak_IsSilent() => IsSilent(A.Recipe().With(Facts.LearningRate, 0.02).With(Facts.FinalLearningRate, 0.02));

    [Fact]
    public void DerivedFinalRate_SaysHow() =>
        Fires(A.Recipe().With(Facts.LearningRate, 0.02).With(Facts.DecayFactor, 3)
            .Derived(Facts.FinalLearningRate, 0.06, "3 times the peak", Facts.DecayFactor), Severity.Warning, "0.06", "3 times the peak");

    [Fact]
    public void ScaledPeak_IsThePeak()
    {
        var scaled = A.Recipe().With(Facts.LearningRate, 1e-4).Derived(Facts.EffectiveLearningRate, 1e-3, "1e-4 x 10 devices");
        IsSilent(scaled.With(Facts.FinalLearningRate, 5e-4));
        Fires(scaled.With(Facts.FinalLearningRate, 2e-3), Severity.Warning, "0.002", "0.001");
    }

    [Fact]
    public void WarmupThatCoolsDown_Warns() =>
        Fires(A.Recipe().With(Facts.LearningRate, 0.01).With(Facts.WarmupStartLearningRate, 0.1).With(Facts.WarmupEpochs, 3),
            Severity.Warning, "starts at 0.1", "peak of 0.01");

    [Fact]
    public void StartRateWithoutWarmup_IsSilent() =>
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.01).With(Facts.WarmupStartLearningRate, 0.1).WithoutWarmup());

    [Fact]
    public void UnknownRates_AreSilent()
    {
        IsSilent(A.Recipe().Unresolved(Facts.LearningRate).With(Facts.FinalLearningRate, 0.2));
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.02).Unresolved(Facts.FinalLearningRate));
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.02).With(Facts.FinalLearningRate, 0.2).Unresolved(Facts.EffectiveLearningRate));
        IsSilent(A.Recipe().With(Facts.LearningRate, 1e-7).ByDefault(Facts.FinalLearningRate, 1e-5));
    }
}
