using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class WarmupTooLongTests : RecipeRuleTests<WarmupTooLong>
{
    [Fact]
    public void WarmupBeyondTheEnd_Warns() =>
        Fires(A.Recipe().With(Facts.WarmupSteps, 18000).With(Facts.MaxSteps, 9000), Severity.Warning, "warmup of 18000 steps", "does not end in a run of 9000 steps", "1 to 10 %");

    [Fact]
    public void WarmupThatEndsWithTheRun_NeverReachesThePeak() =>
        Fires(A.Recipe().With(Facts.WarmupEpochs, 1).With(Facts.Epochs, 1), Severity.Warning, "warmup of 1 epoch does not end in a run of 1 epoch,");

    [Fact]
    public void TrialOfTwentySteps_IsOnlyNoted()
    {
        Fires(A.Recipe().With(Facts.WarmupSteps, 50).With(Facts.MaxSteps, 20), Severity.Info, "does not end in a run of 20 steps");
        Fires(A.Recipe().With(Facts.WarmupSteps, 50).With(Facts.MaxSteps, 21), Severity.Warning, "does not end in a run of 21 steps");
    }

    [Fact]
    public void MoreThanHalfTheRun_Warns() =>
        Fires(A.Recipe().With(Facts.WarmupEpochs, 60).With(Facts.Epochs, 100), Severity.Warning, "60 epochs takes 60 % of the run");

    [Fact]
    public void HalfTheRun_IsSilent() => IsSilent(A.Recipe().With(Facts.WarmupEpochs, 50).With(Facts.Epochs, 100));

    [Fact]
    public void RatioAboveAHalf_Warns() =>
        Fires(A.Recipe().With(Facts.WarmupRatio, 0.6), Severity.Warning, "warmup of 60 % of the run is more than half of it");

    [Fact]
    public void RatioMeantAsAPercentage_Warns() =>
        Fires(A.Recipe().With(Facts.WarmupRatio, 3), Severity.Warning, "warmup of 300 % of the run does not end,");

    [Fact]
    public void RatioOfAHalf_IsSilent() => IsSilent(A.Recipe().With(Facts.WarmupRatio, 0.5));

    [Fact]
    public void StepsAndEpochs_AreComparedThroughTheStepsOfAnEpoch()
    {
        var run = A.Recipe().With(Facts.WarmupEpochs, 2).With(Facts.MaxSteps, 1000);
        IsSilent(run);
        Fires(run.With(Facts.StepsPerEpoch, 600), Severity.Warning, "2 epochs", "1000 steps");
        IsSilent(run.With(Facts.StepsPerEpoch, 250));
    }

    [Fact]
    public void DefaultWarmup_IsNamedAsTheFrameworks()
    {
        var finding = Fires(A.Recipe().ByDefault(Facts.WarmupSteps, 1000.0).With(Facts.MaxSteps, 900), Severity.Warning, "framework's default warmup of 1000 steps");
        Assert.Equal(1, finding.Place.Line);
    }

    [Fact]
    public void DefaultWarmupOfASmokeTest_IsInformation() =>
        Fires(A.Recipe().Being(Facts.SmokeTest).ByDefault(Facts.WarmupSteps, 1000.0).With(Facts.MaxSteps, 10), Severity.Info, "1000");

    [Fact]
    public void UnknownLengthOrWarmup_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.WarmupSteps, 18000));
        IsSilent(A.Recipe().With(Facts.WarmupSteps, 18000).Unresolved(Facts.MaxSteps));
        IsSilent(A.Recipe().Unresolved(Facts.WarmupSteps).With(Facts.MaxSteps, 10));
        IsSilent(A.Recipe().With(Facts.WarmupTokens, 1e9).With(Facts.MaxSteps, 10));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeAHalf()
    {
        Assert.Single(JudgedWith("max-share", "0.2", A.Recipe().With(Facts.WarmupRatio, 0.3)));
        Assert.Empty(JudgedWith("max-share", "0.8", A.Recipe().With(Facts.WarmupRatio, 0.7)));
    }
}
