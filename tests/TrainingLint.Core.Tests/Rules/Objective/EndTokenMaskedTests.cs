using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Objective;

namespace TrainingLint.Core.Tests.Rules.Objective;

public class EndTokenMaskedTests : ObservationRuleTests<EndTokenMasked, MaskedEndObservation>
{
    [Fact]
    public void AnEndThatPads_IsNoted() => Fires(new MaskedEndObservation(Here), Severity.Info, "The end token does the padding");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
