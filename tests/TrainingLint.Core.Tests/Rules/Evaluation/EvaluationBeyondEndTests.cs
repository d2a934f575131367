using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Evaluation;

namespace TrainingLint.Core.Tests.Rules.Evaluation;

public class EvaluationBeyondEndTests : RecipeRuleTests<EvaluationBeyondEnd>
{
    [Fact]
    public void IntervalLongerThanTheRun_Warns() =>
        Fires(Every(100000).With(Facts.MaxSteps, 90000), Severity.Warning, "after 100000 of 90000 steps");

    [Fact]
    public void WhereTheEndIsEvaluatedAnyway_ThatIsSaid() => Fires(
        Every(180000).Meaning(Facts.EvaluationInterval, Meaning.AlsoAtEnd).With(Facts.MaxSteps, 90000), Severity.Warning, "evaluated only when it is over");

    [Fact]
    public void LessThanTwiceARunThatIsEvaluatedAtItsEnd_IsOnlyNoted() => Fires(
        Every(179999).Meaning(Facts.EvaluationInterval, Meaning.AlsoAtEnd).With(Facts.MaxSteps, 90000), Severity.Info, "evaluated only when it is over");

    [Fact]
    public void TrialOfTwentySteps_IsOnlyNoted() => Fires(Every(100).With(Facts.MaxSteps, 20), Severity.Info, "after 100 of 20 steps");

    [Fact]
    public void IntervalOfTheWholeRun_IsSilent() => IsSilent(Every(90000).With(Facts.MaxSteps, 90000));

    [Fact]
    public void TenTimesTheRunInclusive_IsAWayToSayNever()
    {
        IsSilent(Every(9000).With(Facts.MaxSteps, 900));
        Fires(Every(8999).With(Facts.MaxSteps, 900), Severity.Warning, "8999");
    }

    [Theory]
    [InlineData(100, Severity.Info)]
    [InlineData(101, Severity.Warning)]
    public void ShortRun_HasTheIntervalOfALongerOne(double steps, Severity severity) =>
        Fires(Every(500).With(Facts.MaxSteps, steps), severity, "500");

    [Fact]
    public void ZeroOrNegative_MeansOff()
    {
        IsSilent(Every(0).With(Facts.MaxSteps, 90));
        IsSilent(Every(-1).With(Facts.MaxSteps, 90));
    }

    [Fact]
    public void Epochs_AreSpelt() =>
        Fires(A.Recipe().CountingEvaluationIn(LengthUnit.Epochs).With(Facts.EvaluationInterval, 2).With(Facts.Epochs, 1),
            Severity.Warning, "after 2 of 1 epoch,");

    [Fact]
    public void OtherOrUnknownUnits_AreNotCompared()
    {
        IsSilent(Every(100000).With(Facts.Epochs, 12));
        IsSilent(A.Recipe().With(Facts.EvaluationInterval, 100).With(Facts.MaxSteps, 90));
    }

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().CountingEvaluationIn(LengthUnit.Steps).ByDefault(Facts.EvaluationInterval, 500.0).With(Facts.MaxSteps, 90));
        IsSilent(Every(100).Unresolved(Facts.MaxSteps));
    }

    private static RecipeFactory Every(double interval) =>
        A.Recipe().CountingEvaluationIn(LengthUnit.Steps).With(Facts.EvaluationInterval, interval);
}
