using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class SettingOverriddenTests : ObservationRuleTests<SettingOverridden, OverriddenObservation>
{
    [Fact]
    public void ValueOfTheFile_NeverRuns()
    {
        var finding = Fires(new OverriddenObservation(Here, "train.lr", "1e-5", Here, "2e-5"), Severity.Info, "'1e-5' on the command line replaces 'train.lr: 2e-5'", "never runs");
        Assert.Single(finding.Related);
    }

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
