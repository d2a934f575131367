using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reinforcement;

namespace TrainingLint.Core.Tests.Rules.Reinforcement;

public class OutsideDocumentedRangeTests : ObservationRuleTests<OutsideDocumentedRange, OutsideRangeObservation>
{
    [Fact]
    public void ValueOutsideOfTheDocumentedRange_IsWorthKnowing() =>
        Fires(new OutsideRangeObservation(Here, "Walker.hyperparameters.lambd", "0.5", 0.9, 0.95, "Training-Configuration-File.md"), Severity.Info, "'lambd: 0.5'", "0.9 to 0.95", "(Training-Configuration-File.md)");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
