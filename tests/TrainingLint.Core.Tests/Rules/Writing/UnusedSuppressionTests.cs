using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnusedSuppressionTests : ObservationRuleTests<UnusedSuppression, UnusedSuppressionObservation>
{
    [Fact]
    public void SuppressionOfNothing_IsToBeDeleted()
    {
        var finding = Fires(new(Here, "no-warmup", IsKnownRule: true, IsWholeComment: true), Severity.Warning, "'no-warmup'", "delete it");
        Assert.Equal(new RemoveComment(Here), Assert.Single(Assert.Single(finding.Fixes).Edits));
    }

    [Fact]
    public void SuppressionBesideOneThatIsUsed_IsLeftToThePerson() =>
        Assert.Empty(Fires(new(Here, "no-warmup", IsKnownRule: true, IsWholeComment: false), Severity.Warning).Fixes);

    [Fact]
    public void UnknownRule_IsNamedAndNotDeleted() =>
        Assert.Empty(Fires(new(Here, "no-warmpu", IsKnownRule: false, IsWholeComment: true), Severity.Warning, "no rule 'no-warmpu'").Fixes);

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
