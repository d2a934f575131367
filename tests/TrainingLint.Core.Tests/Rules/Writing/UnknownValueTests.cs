using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnknownValueTests : ObservationRuleTests<UnknownValue, UnknownNameObservation>
{
    [Fact]
    public void NameThatNobodyHas_WarnsWithTheKnownOne() =>
        Fires(new UnknownNameObservation(Here, "optimizer.type", "optimizer", "AdaWm", "AdamW", "A program that looks it up stops", Severity.Warning), Severity.Warning, "no optimizer 'AdaWm'", "'AdamW' is one slip away", "stops");

    [Fact]
    public void NameThatAFrameworkRefuses_IsAnError() =>
        Fires(new UnknownNameObservation(Here, "optim", "optimizer", "adma", "adam", "The framework stops", Severity.Error), Severity.Error, "'adma'");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
