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
    [InlineData(".5e3", 500, "Write 0.5e+3.")]
    [InlineData("3E-05", 3e-5, "Write 3.0e-05.")]
    [InlineData("'1e-4'", 1e-4, "Write 1.0e-4.")]
    [InlineData("0.001", 0.001, "Write 0.001 without quotes.")]
    public void TextThatNothingConverts_WarnsWithTheSpellingThatWorks(string text, double number, string advice) =>
        Fires(new TextNumberObservation(Here, "optim.lr", text, number, "PyYAML", "the optimizer fails on text"), Severity.Warning, "'" + text + "'", "PyYAML", "the optimizer fails on text", advice);

    [Theory]
    [InlineData("0.0001", 0.0001, "0.0001")]
    [InlineData("1e-4", 1e-4, "1.0e-4")]
    [InlineData("2.e-5", 2e-5, "2.0e-5")]
    [InlineData("-.5", -0.5, "-0.5")]
    [InlineData("+3e5", 3e5, "3.0e+5")]
    [InlineData("1_000", 1000, "1000")]
    [InlineData("0x10", 16, "16")]
    [InlineData("007", 7, "7")]
    [InlineData("1E300", 1e300, "1.0e+300")]
    public void Fix_WritesTheNumberAndNothingElse(string text, double number, string spelling)
    {
        var finding = new NumberReadAsString().Judge(new TextNumberObservation(Here, "lr", text, number, "OmegaConf", "training stops"), new TrainingFile { Path = "train.yaml" })!;
        var edit = Assert.IsType<ReplaceValue>(Assert.Single(Assert.Single(finding.Fixes).Edits));
        Assert.Equal((text, spelling, number), (edit.OldText, edit.NewText, edit.Number));
    }

    [Theory]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData(".nan", double.NaN)]
    public void NumberThatNotEveryLoaderKnows_GetsAdviceButNoFix(string text, double number)
    {
        var finding = new NumberReadAsString().Judge(new TextNumberObservation(Here, "lr", text, number, "OmegaConf", "training stops"), new TrainingFile { Path = "train.yaml" })!;
        Assert.Empty(finding.Fixes);
        Assert.EndsWith("Write " + text + " without quotes.", finding.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatTheFrameworkConverts_IsSilent() =>
        IsSilent(new TextNumberObservation(Here, "optim.lr", "1e-4", 1e-4, "PyYAML", null));

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
