using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Core.Tests.Configuration;

public class LintOptionsTests
{
    private static readonly Rule TooHigh = RuleBook.Find("learning-rate-too-high")!;

    [Theory]
    [InlineData("error", Severity.Error)]
    [InlineData("warning", Severity.Warning)]
    [InlineData("suggestion", Severity.Info)]
    [InlineData("info", Severity.Info)]
    public void Severity_IsReadInBothVocabularies(string word, Severity severity) =>
        Assert.Equal(severity, Read(("traininglint.learning-rate-too-high.severity", word)).Severity);

    [Theory]
    [InlineData("none")]
    [InlineData("silent")]
    public void Severity_CanSwitchARuleOff(string word) =>
        Assert.True(Read(("traininglint.learning-rate-too-high.severity", word)).IsOff);

    [Fact]
    public void CompilersKey_CountsToo() =>
        Assert.Equal(Severity.Error, Read(("dotnet_diagnostic.TL0102.severity", "error")).Severity);

    [Fact]
    public void OwnKey_GoesBeforeTheCompilers_WhereverItStands() =>
        Assert.Equal(Severity.Info, Read(("traininglint.learning-rate-too-high.severity", "info"), ("dotnet_diagnostic.TL0102.severity", "error")).Severity);

    [Fact]
    public void LaterLine_GoesBeforeAnEarlierOne()
    {
        var settings = Read(("traininglint.learning-rate-too-high.severity", "none"), ("traininglint.learning-rate-too-high.severity", "warning"));
        Assert.False(settings.IsOff);
        Assert.Equal(Severity.Warning, settings.Severity);
    }

    [Theory]
    [InlineData("AdamW", 0.003)]
    [InlineData("adamw_torch_fused", 0.003)]
    [InlineData("Adam", 0.01)]
    [InlineData("SGD", 2.0)]
    [InlineData(null, 2.0)]
    public void Threshold_OfTheLongestFittingOptimizerCounts(string? optimizer, double expected)
    {
        var settings = Read(
            ("traininglint.learning-rate-too-high.adamw.max", "0.003"),
            ("traininglint.learning-rate-too-high.adam.max", "0.01"),
            ("traininglint.learning-rate-too-high.max", "2"));
        Assert.Equal(expected, settings.Find(TooHigh.Options.Single(), optimizer));
    }

    [Fact]
    public void NoThreshold_LeavesTheRuleItsOwn()
    {
        var option = Assert.Single(RuleBook.Find("warmup-too-long")!.Options);
        Assert.Equal(0.5, RuleSettings.Defaults.Get(option));
        Assert.Null(RuleSettings.Defaults.Find(option));
    }

    [Theory]
    [InlineData("traininglint.learning-rate-to-high.severity", "error", "no rule 'learning-rate-to-high'")]
    [InlineData("traininglint.learning-rate-too-high.severity", "fatal", "no severity")]
    [InlineData("traininglint.learning-rate-too-high.adamw.max", "0,003", "no number")]
    [InlineData("traininglint.learning-rate-too-high.adamw.maximum", "1", "severity, max, OPTIMIZER.max")]
    [InlineData("traininglint.warmup-too-long.adamw.max-share", "0.1", "severity, max-share")]
    [InlineData("traininglint.missing-seed.max", "1", "no options besides severity")]
    public void MeaninglessLine_IsAProblemThatSaysWhatToWrite(string key, string value, string saying)
    {
        var problem = Assert.Single(LintOptions.From([KeyValuePair.Create(key, value)]).Problems);
        Assert.Equal(key, problem.Key);
        Assert.Contains(saying, problem.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void KeysOfOthers_AreNoBusinessOfOurs()
    {
        var options = LintOptions.From([KeyValuePair.Create("indent_size", "2"), KeyValuePair.Create("dotnet_diagnostic.CA1305.severity", "error")]);
        Assert.Same(LintOptions.Default, options);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Exclusion_IsReadAsAFlag(string value, bool expected) =>
        Assert.Equal(expected, LintOptions.From([KeyValuePair.Create("traininglint.exclude", value)]).IsExcluded);

    private static RuleSettings Read(params (string Key, string Value)[] lines) =>
        LintOptions.From(lines.Select(line => KeyValuePair.Create(line.Key, line.Value))).For(TooHigh);
}
