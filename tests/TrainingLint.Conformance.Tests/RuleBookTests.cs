using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Rules;
using TrainingLint.DocGenerator;

namespace TrainingLint.Conformance.Tests;

public partial class RuleBookTests
{
    [Fact]
    public void GivenIdsAndNames_StandForTheSameRuleForEver()
    {
        var actual = RuleBook.Rules.Select(rule => (rule.Info.Id, rule.Info.Name)).ToArray();
        Assert.Equal(RuleIds.Given(Repository.Root).Where(rule => !RuleBook.RetiredIds.Contains(rule.Id)), actual);
    }

    [Fact]
    public void Ids_AreWellFormedUniqueAndInOrder()
    {
        var ids = RuleBook.Rules.Select(rule => rule.Info.Id).ToArray();
        Assert.All(ids, id => Assert.Matches(@"^TL\d{4}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    [Fact]
    public void RetiredIds_AreNeverUsedAgain()
    {
        Assert.Empty(RuleBook.Rules.Select(rule => rule.Info.Id).Intersect(RuleBook.RetiredIds));
        Assert.All(RuleBook.RetiredIds, id => Assert.Contains(id, RuleIds.Given(Repository.Root).Select(rule => rule.Id)));
    }

    [Fact]
    public void Names_AreUniqueAndTheClassInKebabCase()
    {
        Assert.Equal(RuleBook.Rules.Count, RuleBook.Rules.Select(rule => rule.Info.Name).Distinct().Count());
        Assert.All(RuleBook.Rules, rule => Assert.Equal(Kebab(rule.GetType().Name), rule.Info.Name));
        Assert.All(RuleBook.Rules, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Info.Name));
    }

    [Fact]
    public void EveryRuleClass_StandsInTheRuleBook()
    {
        var classes = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract);
        Assert.Equal(classes.Select(type => type.Name).Order(StringComparer.Ordinal),
            RuleBook.Rules.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryRule_HasAFileAndATestClassOfItsName()
    {
        Assert.All(RuleBook.Rules, rule =>
        {
            var block = rule.GetType().Namespace!.Split('.')[^1];
            var name = rule.GetType().Name;
            AssertHolds(Repository.PathOf("src", "TrainingLint.Core", "Rules", block, name + ".cs"), $"class {name} :");
            if (rule is not CodeRule)
            {
                AssertHolds(Repository.PathOf("tests", "TrainingLint.Core.Tests", "Rules", block, name + "Tests.cs"), $"public class {name}Tests");
            }
        });
    }

    [Fact]
    public void EveryRuleAboutCode_IsTestedWithTheAnalyzers()
    {
        var tests = Repository.PathOf("tests", "TrainingLint.Analyzers.Tests");
        if (!Directory.Exists(Repository.PathOf("src", "TrainingLint.Analyzers")))
        {
            return;
        }

        var present = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(RuleBook.Rules.OfType<CodeRule>(), rule => Assert.Contains(rule.GetType().Name + "Tests", present));
    }

    [Fact]
    public void Metadata_IsCompleteAndReadsAsOneSentence()
    {
        Assert.All(RuleBook.Rules.Select(rule => rule.Info), info =>
        {
            Assert.False(info.Title.EndsWith('.'), info.Id + ": a title has no full stop");
            Assert.All(new[] { info.Why, info.Instead, info.Suppress }, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
            Assert.NotEmpty(info.Sources);
            Assert.All(info.Sources, source => Assert.False(string.IsNullOrWhiteSpace(source), info.Id));
            Assert.NotEqual(info.Risky, info.Sound);
        });
    }

    [Fact]
    public void Options_AreDescribedInKebabCase() =>
        Assert.All(RuleBook.Rules.SelectMany(rule => rule.Options), option =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", option.Name);
            Assert.NotEqual("severity", option.Name);
            Assert.NotEqual("", option.Description);
        });

    private static void AssertHolds(string path, string declaration)
    {
        Assert.True(File.Exists(path), Path.GetRelativePath(Repository.Root, path) + " is missing");
        Assert.Contains(declaration, File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static string Kebab(string name) => WordStart().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)([A-Z])|(?<=[a-z])[0-9]+(?![A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
