using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Conformance.Tests;

public class ExampleTests
{
    private static readonly Regex OtherSeverity = new(@"\bSeverity\.(Error|Warning|Info)\b", RegexOptions.CultureInvariant);

    public static TheoryData<string> ConfigRules =>
        [.. RuleBook.Rules.Where(rule => rule.Info.ExampleLanguage == ExampleLanguage.Config).Select(rule => rule.Info.Name)];

    [Theory]
    [MemberData(nameof(ConfigRules))]
    public void RiskyExample_MakesItsRuleFire(string name)
    {
        var rule = RuleBook.Find(name)!;
        var findings = Example.Lint("risky", rule.Info.Risky);
        Assert.True(findings.Any(finding => finding.Rule.Id == rule.Info.Id), "Only these fired: " + Show(findings));
    }

    [Theory]
    [MemberData(nameof(ConfigRules))]
    public void SoundExample_SilencesItsRuleAndGivesNoWarning(string name)
    {
        var rule = RuleBook.Find(name)!;
        var disturbing = Example.Lint("sound", rule.Info.Sound)
            .Where(finding => finding.Rule.Id == rule.Info.Id || finding.Severity > Severity.Info).ToArray();
        Assert.True(disturbing.Length == 0, Show(disturbing));
    }

    [Theory]
    [MemberData(nameof(ConfigRules))]
    public void ExampleOfAnotherSeverity_IsExplainedByANote(string name)
    {
        var rule = RuleBook.Find(name)!;
        var severities = Example.Lint("risky", rule.Info.Risky).Where(finding => finding.Rule.Id == rule.Info.Id).Select(finding =>
            finding.Severity);
        Assert.True(rule.Info.SeverityNote is not null || severities.All(severity => severity == rule.Info.Severity));
    }

    [Fact]
    public void RuleThatWritesAnotherSeverity_HasANote()
    {
        var sources = Directory.EnumerateFiles(Repository.PathOf("src", "TrainingLint.Core", "Rules"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileNameWithoutExtension);
        var silent = RuleBook.Rules.Where(rule => rule.Info.SeverityNote is null && sources[rule.GetType().Name]
            .Any(path => OtherSeverity.Matches(File.ReadAllText(path)).Any(match =>
                match.Groups[1].Value != rule.Info.Severity.ToString())));
        Assert.Empty(silent.Select(rule => rule.Info.Name));
    }

    private static string Show(System.Collections.Generic.IReadOnlyCollection<Finding> findings) =>
        findings.Count == 0 ? "(none)"
            : string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Severity} {finding.Rule.Name}: {finding.Message}"));
}
