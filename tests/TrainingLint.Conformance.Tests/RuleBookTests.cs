using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Rules;

namespace TrainingLint.Conformance.Tests;

public partial class RuleBookTests
{
    /// <summary>IDs and names are public: scripts, comments and options of users hold them. A rule is added here once and never changed.</summary>
    private static readonly (string Id, string Name)[] Fixed =
    [
        ("TL0101", "learning-rate-invalid"),
        ("TL0102", "learning-rate-too-high"),
        ("TL0103", "learning-rate-too-low"),
        ("TL0104", "no-warmup"),
        ("TL0105", "warmup-too-long"),
        ("TL0106", "conflicting-warmup"),
        ("TL0107", "no-schedule"),
        ("TL0108", "schedule-beyond-end"),
        ("TL0109", "final-learning-rate-above-peak"),
        ("TL0110", "learning-rate-not-scaled"),
        ("TL0111", "learning-rate-scaled-by-framework"),
        ("TL0201", "no-momentum"),
        ("TL0202", "momentum-out-of-range"),
        ("TL0203", "betas-out-of-range"),
        ("TL0204", "epsilon-extreme"),
        ("TL0205", "weight-decay-extreme"),
        ("TL0206", "adam-with-l2"),
        ("TL0301", "missing-seed"),
        ("TL0302", "seed-incomplete"),
        ("TL0303", "single-run-conclusion"),
        ("TL0304", "nondeterministic-mode"),
        ("TL0401", "batch-size-invalid"),
        ("TL0402", "batch-product-mismatch"),
        ("TL0403", "large-batch-without-warmup"),
        ("TL0404", "no-training-steps"),
        ("TL0405", "conflicting-length"),
        ("TL0406", "full-batch-gradient"),
        ("TL0501", "gradient-clipping-zero"),
        ("TL0502", "gradient-clipping-disabled"),
        ("TL0503", "conflicting-precision"),
        ("TL0504", "half-precision-without-scaling"),
        ("TL0601", "dropout-out-of-range"),
        ("TL0602", "no-regularization"),
        ("TL0603", "averaging-never-starts"),
        ("TL0604", "sharp-minimum-risk"),
        ("TL0605", "label-smoothing-out-of-range"),
        ("TL0701", "constant-initialization"),
        ("TL0702", "initialization-mismatch"),
        ("TL0801", "no-validation"),
        ("TL0802", "best-model-without-evaluation"),
        ("TL0803", "evaluation-beyond-end"),
        ("TL0804", "early-stopping-too-eager"),
        ("TL0901", "number-read-as-string"),
        ("TL0902", "duplicate-key"),
        ("TL0903", "unknown-key"),
        ("TL0904", "unresolved-reference"),
        ("TL0905", "unreadable-config"),
        ("TL0906", "setting-without-effect"),
        ("TL0907", "wrong-type"),
        ("TL0908", "unused-suppression"),
        ("TL1001", "discount-out-of-range"),
        ("TL1002", "ppo-batch-exceeds-buffer"),
        ("TL1003", "ppo-batch-not-dividing"),
        ("TL1004", "ppo-horizon-exceeds-buffer"),
        ("TL1005", "outside-documented-range"),
        ("TL1101", "lora-scale-extreme"),
        ("TL2001", "missing-zero-grad"),
        ("TL2002", "step-order"),
        ("TL2003", "left-in-evaluation-mode"),
        ("TL2004", "gradient-in-evaluation"),
        ("TL2005", "loss-input-mismatch"),
        ("TL2006", "optimizer-recreated"),
        ("TL2007", "unshuffled-training-data"),
        ("TL2008", "unseeded-random"),
        ("TL2009", "plateau-without-metric"),
        ("TL2010", "cycle-momentum-unsupported"),
        ("TL2011", "one-cycle-without-length"),
        ("TL2012", "schedule-argument-invalid"),
        ("TL2013", "nesterov-without-momentum"),
        ("TL2014", "lbfgs-misuse"),
        ("TL2015", "parameter-group-default-rate"),
        ("TL2016", "model-moved-after-optimizer"),
        ("TL2017", "step-without-backward"),
        ("TL2018", "misplaced-clipping"),
        ("TL2019", "default-decay-per-step"),
        ("TL2020", "fresh-scheduler-resumed"),
        ("TL2021", "integer-division-in-schedule"),
        ("TL2022", "dropout-always-on"),
        ("TL2023", "unregistered-modules"),
        ("TL2024", "rate-overridden-by-scheduler"),
    ];

    [Fact]
    public void FixedIdsAndNames_StandForTheSameRuleForEver()
    {
        var actual = RuleBook.Rules.Select(rule => (rule.Info.Id, rule.Info.Name)).ToArray();
        Assert.Equal(Fixed.Where(rule => !RuleBook.RetiredIds.Contains(rule.Id)), actual);
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
        Assert.All(RuleBook.RetiredIds, id => Assert.Contains(id, Fixed.Select(rule => rule.Id)));
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
        Assert.Equal(classes.Select(type => type.Name).Order(StringComparer.Ordinal), RuleBook.Rules.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
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
