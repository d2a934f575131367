using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class NumberReadAsStringTests : ObservationRuleTests<NumberReadAsString, TextNumberObservation>
{
    [Theory]
    [InlineData("1e-4", 1e-4, "Write 1.0e-4.")]
    [InlineData("1e4", 1e4, "Write 1.0e+4.")]
    [InlineData("1.5e4", 1.5e4, "Write 1.5e+4.")]
    [InlineData(".5e3", 500, "Write .5e+3.")]
    [InlineData("3E-05", 3e-5, "Write 3.0e-05.")]
    [InlineData("'1e-4'", 1e-4, "Write 1.0e-4.")]
    [InlineData("0.001", 0.001, "Write 0.001 without quotes.")]
    public void TextThatNothingConverts_WarnsWithTheSpellingThatWorks(string text, double number, string advice) =>
        Fires(new TextNumberObservation(Here, "optim.lr", text, number, "PyYAML", "the optimizer fails on text"), Severity.Warning, "'" + text + "'", "PyYAML", "the optimizer fails on text", advice);

    [Fact]
    public void TextThatTheFrameworkConverts_IsSilent() =>
        IsSilent(new TextNumberObservation(Here, "optim.lr", "1e-4", 1e-4, "PyYAML", null));

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
