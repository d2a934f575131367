using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class CommandCutShortTests : ObservationRuleTests<CommandCutShort, CutCommandObservation>
{
    [Fact]
    public void LostFlags_AreNamed()
    {
        var finding = Fires(new CutCommandObservation(Here, "this comment ends the command", ["--seed", "--lr"], Here), Severity.Warning, "This comment ends the command, so --seed, --lr never reach the program");
        Assert.Equal("what is lost", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void ManyLostFlags_AreCounted() =>
        Fires(new CutCommandObservation(Here, "this line is empty", ["-a", "-b", "-c", "-d", "-e", "-f", "-g", "-h"], Here), Severity.Warning, "-f and 2 more");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
