using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class WrongTypeTests : ObservationRuleTests<WrongType, WrongTypeObservation>
{
    [Theory]
    [InlineData(Severity.Error)]
    [InlineData(Severity.Warning)]
    public void ValueOfAnotherType_FiresAsStronglyAsTheReaderSays(Severity severity) =>
        Fires(new WrongTypeObservation(Here, "SOLVER.BASE_LR", "the whole number 1", "a float", "yacs refuses the file", severity), severity, "Found the whole number 1", "wanted a float", "yacs refuses the file");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
