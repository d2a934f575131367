using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnresolvedReferenceTests : ObservationRuleTests<UnresolvedReference, UnresolvedObservation>
{
    [Fact]
    public void ReferenceThatLeadsNowhere_IsInformation() =>
        Fires(new UnresolvedObservation(Here, "_BASE_", "../missing.yaml", "there is no such readable file"), Severity.Info, "'../missing.yaml' cannot be followed", "no such readable file", "not judged");

    [Fact]
    public void ReferenceThatOughtToLeadSomewhere_Warns() =>
        Fires(new UnresolvedObservation(Here, "lr", "${train.lrr}", "the document has no 'train.lrr'") { IsBroken = true }, Severity.Warning, "'${train.lrr}'");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
