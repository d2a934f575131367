using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnknownFlagTests : ObservationRuleTests<UnknownFlag, UnknownFlagObservation>
{
    [Fact]
    public void FlagWithoutANeighbour_IsNamedWithItsProgram() =>
        Fires(new UnknownFlagObservation(Here, "warm_up", "train.py", null), Severity.Warning, "train.py declares no flag 'warm_up'", "before the first step.");

    [Fact]
    public void FlagOneSlipAway_IsNamedWithTheOneThatIsMeant() =>
        Fires(new UnknownFlagObservation(Here, "batchsize", "train.py", "batch_size"), Severity.Warning, "it has 'batch_size'.");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
