using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Probe.Tests;

/// <summary>Recipes for experiments, with what the rules say of them.</summary>
internal static class Recipes
{
    private static readonly Place Somewhere = Place.StartOf("train.yaml");

    /// <summary>SGD with momentum at a rate that suits the digits, 100 epochs, cosine after a warmup of 5.</summary>
    public static RecipeBuilder Sound(double rate = 0.1) => new RecipeBuilder("", "generic", Somewhere) { Regime = Regime.FromScratch }
        .Set(Facts.Optimizer, Text("SGD"))
        .Set(Facts.LearningRate, Number(rate))
        .Set(Facts.Momentum, Number(0.9))
        .Set(Facts.Schedule, Text("cosine"))
        .Set(Facts.WarmupEpochs, Number(5))
        .Set(Facts.Epochs, Number(100))
        .Set(Facts.BatchSize, Number(128))
        .Set(Facts.Seed, Number(1));

    public static Setting<double> Number(double value) =>
        Setting<double>.Written(value, value.ToString(System.Globalization.CultureInfo.InvariantCulture), "key", Somewhere);

    public static Setting<string> Text(string value) => Setting<string>.Written(value, value, "key", Somewhere);

    /// <summary>A finding of a rule on a recipe, whatever the rule itself would say: what is tried here is the experiment.</summary>
    public static Finding FindingOf(string rule) => new()
    {
        Rule = RuleBook.Find(rule)!.Info,
        Severity = Severity.Warning,
        Message = rule,
        Place = Somewhere,
    };

    public static IReadOnlyList<Finding> FindingsOf(params string[] rules) => [.. System.Linq.Enumerable.Select(rules, FindingOf)];
}
