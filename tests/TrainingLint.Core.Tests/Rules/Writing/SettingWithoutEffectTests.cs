using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class SettingWithoutEffectTests : ObservationRuleTests<SettingWithoutEffect, WithoutEffectObservation>
{
    [Theory]
    [InlineData(Severity.Warning)]
    [InlineData(Severity.Info)]
    public void SettingThatNobodyReads_FiresAsStronglyAsTheReaderSays(Severity severity) =>
        Fires(new WithoutEffectObservation(Here, "seed", "seed: 42", "the framework takes the seed from the command line only.", severity), severity, "'seed: 42' has no effect: the framework takes");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
