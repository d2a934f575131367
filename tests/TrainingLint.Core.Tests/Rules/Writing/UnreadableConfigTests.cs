using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnreadableConfigTests : ObservationRuleTests<UnreadableConfig, UnreadableObservation>
{
    [Fact]
    public void TextThatCannotBeRead_IsAnErrorInTheWordsOfTheReader() =>
        Fires(new UnreadableObservation(Here, "Indented with a tab, which YAML forbids; use spaces."), Severity.Error, "Indented with a tab, which YAML forbids; use spaces.");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
