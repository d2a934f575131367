using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Objective;

namespace TrainingLint.Core.Tests.Rules.Objective;

public class InputNotScaledTests : ObservationRuleTests<InputNotScaled, UnscaledInputObservation>
{
    [Fact]
    public void AProgram_IsWarned() => Fires(
        new UnscaledInputObservation(Here, null, "cifar10.load_data", Severity.Warning), Severity.Warning, "Nothing here scales", "cifar10.load_data");

    [Fact]
    public void AListOfTransforms_IsNoted() => Fires(
        new UnscaledInputObservation(Here, "train.transforms", "ToTensorV2", Severity.Info), Severity.Info, "After ToTensorV2 nothing in this config");
}
