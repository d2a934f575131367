using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class ScheduleBeyondEndTests : RecipeRuleTests<ScheduleBeyondEnd>
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(12_000)]
    public void DecayThatBeginsAtTheEndOrBehindIt_Warns(double start) =>
        Fires(Run(10_000).With(Facts.DecayStart, start), Severity.Warning, "The decay begins at", "the rate never falls");

    [Fact]
    public void MilestoneBeforeTheFirstStep_IsAnError() =>
        Fires(A.Recipe().With(Facts.Milestones, -30, 60).With(Facts.Epochs, 90), Severity.Error, "The milestone -30 lies before the first step");

    [Theory]
    [InlineData("CosineAnnealingLR", false)]
    [InlineData("linear", false)]
    [InlineData("MultiStepLR", true)]
    [InlineData("home_made", true)]
    public void MilestonesOfAScheduleWithoutDrops_AreNotJudged(string schedule, bool found)
    {
        var recipe = Run(60).With(Facts.Milestones, 40, 90).With(Facts.Schedule, schedule);
        if (found)
        {
            Fires(recipe, Severity.Warning, "The milestone 90 lies beyond the end");
        }
        else
        {
            IsSilent(recipe);
        }
    }

    [Fact]
    public void MilestoneAtTheStart_TakesThePeakAway() =>
        Fires(A.Recipe().With(Facts.Milestones, 0, 60).With(Facts.Epochs, 90), Severity.Warning, "The milestone 0 drops the rate before the first step");

    [Theory]
    [InlineData(9_000, true)]
    [InlineData(10_000, false)]
    [InlineData(8_000, false)]
    public void ScheduleThatLacksItsOwnWarmup_IsNoted(double length, bool found)
    {
        var recipe = Run(10_000).Meaning(Facts.ScheduleLength, Meaning.HoldsWarmup).With(Facts.ScheduleLength, length).With(Facts.WarmupSteps, 1_000);
        if (found)
        {
            Fires(recipe, Severity.Info, "shorter than the run by just its warmup");
            return;
        }

        IsSilent(recipe);
    }

    [Fact]
    public void DecayThatBeginsBeforeTheEnd_IsSilent() => IsSilent(Run(10_000).With(Facts.DecayStart, 9_999));

    [Fact]
    public void MilestoneBeyondTheEnd_Warns() =>
        Fires(Run(90000).With(Facts.Milestones, 60000, 120000), Severity.Warning, "milestone 120000", "beyond the end at 90000 steps");

    [Fact]
    public void MilestoneAtTheEnd_IsSilent() => IsSilent(Run(90000).With(Facts.Milestones, 60000, 90000));

    [Fact]
    public void MilestoneAtTheEndWhereItIsRefused_IsAnError() =>
        Fires(Run(90000).Meaning(Facts.Milestones, Meaning.EndIsRefused).With(Facts.Milestones, 60000, 90000), Severity.Error, "milestone 90000 is the very end");

    [Fact]
    public void AllMilestonesBeyondTheEnd_MayBeMeantAsConstant() =>
        Fires(Run(10).With(Facts.Milestones, 100, 200), Severity.Info, "All milestones [100, 200]", "beyond the end at 10 steps", "constant");

    [Fact]
    public void AllMilestonesShortlyBeyondTheEnd_Warn() =>
        Fires(Run(10).With(Facts.Milestones, 20, 200), Severity.Warning, "All milestones [20, 200]");

    [Fact]
    public void IdiomOfTheFramework_IsInformation() =>
        Fires(Run(90000).Meaning(Facts.Milestones, Meaning.BeyondEndIsIdiom).With(Facts.Milestones, 60000, 120000), Severity.Info, "120000");

    [Theory]
    [InlineData(4000, Severity.Info)]
    [InlineData(3999, Severity.Warning)]
    [InlineData(2000, Severity.Warning)]
    public void AllMilestonesBeyondTheEndByIdiom_WarnWhereTheyAreNear(double first, Severity severity) =>
        Fires(Run(1000).Meaning(Facts.Milestones, Meaning.BeyondEndIsIdiom).With(Facts.Milestones, first, 5000), severity, "All milestones");

    [Fact]
    public void OnlyMilestoneAtTheEnd_IsInformation() =>
        Fires(Run(90000).With(Facts.Milestones, 90000), Severity.Info, "comes at the very end");

    [Fact]
    public void PeriodAsLongAsTheRun_NeverDrops() =>
        Fires(Run(200).With(Facts.Schedule, "step").With(Facts.ScheduleLength, 200), Severity.Info, "drops every 200", "never drops");

    [Fact]
    public void PeriodWithinTheRun_IsSilent() => IsSilent(Run(200).With(Facts.Schedule, "step").With(Facts.ScheduleLength, 10));

    [Fact]
    public void CycleThatEndsBeforeTheRun_IsRefused() =>
        Fires(Run(90000).With(Facts.Schedule, "OneCycleLR").With(Facts.ScheduleLength, 80000), Severity.Warning, "OneCycleLR refuses");

    [Fact]
    public void CosineManyTimesAsLongAsTheRun_Warns() =>
        Fires(Run(30000).With(Facts.Schedule, "cosine").With(Facts.ScheduleLength, 400000), Severity.Warning, "400000 long", "hardly falls");

    [Fact]
    public void FallingMilestones_AreAnError() =>
        Fires(Run(90000).With(Facts.Milestones, 80000, 60000), Severity.Error, "[80000, 60000] do not rise");

    [Fact]
    public void TheSameMilestoneTwice_Warns() =>
        Fires(Run(90000).With(Facts.Milestones, 60000, 60000), Severity.Warning, "milestone 60000 stands twice");

    [Fact]
    public void DropByAFactorOfOne_DropsNothing() =>
        IsSilent(Run(90000).With(Facts.Milestones, 60000, 120000).With(Facts.DecayFactor, 1));

    [Fact]
    public void OtherUnits_AreNotCompared() =>
        IsSilent(A.Recipe().CountingScheduleIn(LengthUnit.Steps).With(Facts.Epochs, 12).With(Facts.Milestones, 60000, 80000));

    [Fact]
    public void UnitNobodyKnows_IsSilent() => IsSilent(A.Recipe().With(Facts.Epochs, 12).With(Facts.Milestones, 8, 20));

    [Fact]
    public void DefaultOrUnknownMilestones_AreSilent()
    {
        IsSilent(Run(100).ByDefault<System.Collections.Generic.IReadOnlyList<double>>(Facts.Milestones, [30000.0]));
        IsSilent(Run(100).Unresolved(Facts.Milestones));
        IsSilent(Run(100).With(Facts.Milestones));
    }

    [Fact]
    public void ScheduleTwiceAsLongAsTheRun_IsWorthKnowing()
    {
        Fires(Run(1000).With(Facts.ScheduleLength, 2000), Severity.Info, "2000 long", "ends at 1000 steps");
        IsSilent(Run(1000).With(Facts.ScheduleLength, 1999));
        IsSilent(Run(1000).Meaning(Facts.ScheduleLength, Meaning.BeyondEndIsIdiom).With(Facts.ScheduleLength, 5000));
    }

    [Fact]
    public void ScheduleThatEndsBeforeHalfOfTheRun_IsWorthKnowing()
    {
        Fires(Run(1000).With(Facts.ScheduleLength, 499), Severity.Info, "after 499 of 1000 steps");
        IsSilent(Run(1000).With(Facts.ScheduleLength, 500));
        IsSilent(A.Recipe().With(Facts.Epochs, 10).With(Facts.ScheduleLength, 1));
    }

    private static RecipeFactory Run(double steps) => A.Recipe().CountingScheduleIn(LengthUnit.Steps).With(Facts.MaxSteps, steps);
}
