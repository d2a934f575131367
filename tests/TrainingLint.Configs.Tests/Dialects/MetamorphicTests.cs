using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>The same data in another writing is the same recipe with the same findings: what is judged is what the loader hands over.</summary>
public class MetamorphicTests
{
    public static TheoryData<string, string> Texts => Pairs(Rewriting.OfText.Keys);

    public static TheoryData<string, string> Data => Pairs(Rewriting.OfData.Keys);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Layout_ChangesNothing(string name, string way)
    {
        var source = OwnConfigs.Source(name);
        AssertSame(source, new SourceFile(source.Path, Rewriting.OfText[way](source.Text)));
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void StyleOfCollectionsAndKeys_ChangesNothing(string name, string way)
    {
        var source = OwnConfigs.Source(name);
        if (DocumentParser.Parse(source).Roots[0] is MappingNode root && Rewriting.IsPlain(source.Text, root))
        {
            AssertSame(source, new SourceFile(source.Path, Rewriting.OfData[way](root)));
        }
    }

    // Hydra and NeMo: a directive in front, a mark, another key before the defaults list.
    [Theory]
    [InlineData("# @package _global_\ndefaults:\n  - override /trainer: gpu\nseed: 5\n", "---\ndefaults:\n  - override /trainer: gpu\nseed: 5\n")]
    [InlineData("defaults:\n  - override /trainer: gpu\nseed: 5\n", "seed: 5\ndefaults:\n  - override /trainer: gpu\n")]
    [InlineData("defaults:\n  - override /trainer: gpu\nseed: 5\n", "---\n# @package _global_\nseed: 5\ndefaults: [{override /trainer: gpu}]\n")]
    public void Experiment_IsOneWhateverStandsInFront(string text, string other)
    {
        const string Rest = "model: {optimizer: {_target_: torch.optim.SGD, lr: 0.1, momentum: 0.9}}\ntrainer: {max_epochs: 10}\n";
        AssertSame(new SourceFile("experiment.yaml", text + Rest), new SourceFile("experiment.yaml", other + Rest));
    }

    private static TheoryData<string, string> Pairs(IEnumerable<string> ways)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in OwnConfigs.Yaml)
        {
            foreach (var way in ways)
            {
                data.Add(name, way);
            }
        }

        return data;
    }

    private static void AssertSame(SourceFile first, SourceFile other)
    {
        var (before, after) = (new ConfigReader().Read(first), new ConfigReader().Read(other));
        Assert.Equal(before.Dialect, after.Dialect);
        Assert.Equal(before.Recipes.SelectMany(Facets).Order(StringComparer.Ordinal),
            after.Recipes.SelectMany(Facets).Order(StringComparer.Ordinal));
        Assert.Equal(Found(before), Found(after));
    }

    private static IEnumerable<string> Facets(Recipe recipe) => recipe.Settings
        .Select(setting =>
            string.Create(CultureInfo.InvariantCulture,
                $"{recipe.Name} {setting.Key.Name}: {setting.Value.State} {Value(setting.Value.BoxedValue)}"))
        .Concat(recipe.Meanings.Select(fact => $"{recipe.Name} {fact.Key.Name} means {string.Join(' ', fact.Value)}"))
        .Append(FormattableString.Invariant($"{recipe.Name} {recipe.Regime} {recipe.IsFragment} {recipe.ScheduleUnit}"));

    private static string Value(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IEnumerable<double> numbers => string.Join(" ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        _ => value?.ToString() ?? "",
    };

    // Of two keys that contradict each other the later one is named, so that the key is no part of it.
    private static string[] Found(TrainingFile file) =>
        [.. new Judge().Findings(file).Select(finding => finding.Rule.Id + " " + finding.Severity).Order(StringComparer.Ordinal)];
}
