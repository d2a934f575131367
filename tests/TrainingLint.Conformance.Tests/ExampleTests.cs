using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Conformance.Tests;

public class ExampleTests
{
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
        var disturbing = Example.Lint("sound", rule.Info.Sound).Where(finding => finding.Rule.Id == rule.Info.Id || finding.Severity > Severity.Info).ToArray();
        Assert.True(disturbing.Length == 0, Show(disturbing));
    }

    private static string Show(System.Collections.Generic.IReadOnlyCollection<Finding> findings) =>
        findings.Count == 0 ? "(none)" : string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Severity} {finding.Rule.Name}: {finding.Message}"));
}
