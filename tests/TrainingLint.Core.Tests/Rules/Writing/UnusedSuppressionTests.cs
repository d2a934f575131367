using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnusedSuppressionTests : ObservationRuleTests<UnusedSuppression, UnusedSuppressionObservation>
{
    [Fact]
    public void CommentThatHidesNothing_WarnsAndCanGo()
    {
        var finding = Fires(new UnusedSuppressionObservation(Here, "no-warmup", IsKnownRule: true, IsWholeComment: true), Severity.Warning, "Nothing here is reported by 'no-warmup'");
        Assert.Equal(FixSafety.Safe, Assert.Single(finding.Fixes).Safety);
    }

    [Fact]
    public void CommentThatNamesOtherRulesToo_StaysForThePersonToEdit() =>
        Assert.Empty(Fires(new UnusedSuppressionObservation(Here, "no-warmup", IsKnownRule: true, IsWholeComment: false), Severity.Warning, "'no-warmup'").Fixes);

    [Fact]
    public void UnknownRule_IsToldApart() =>
        Assert.Empty(Fires(new UnusedSuppressionObservation(Here, "no-warmpu", IsKnownRule: false, IsWholeComment: true), Severity.Warning, "There is no rule 'no-warmpu'").Fixes);

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
