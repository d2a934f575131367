using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Evidence;

/// <summary>Sums recipes up: how often, and which percentiles. No single recipe can be read from it.</summary>
internal static class EvidenceTable
{
    /// <summary>Fewer recipes than this are no practice.</summary>
    private const int Fewest = 8;

    private static readonly (string Name, Func<Recipe, double?> Of)[] Quantities =
    [
        ("rate", recipe => Written(recipe, Facts.EffectiveLearningRate) ?? Written(recipe, Facts.LearningRate)),
        ("batch", recipe => recipe.EffectiveBatch()),
        ("warmupShare", recipe => recipe.Warmups().FirstOrDefault() is { } warmup ? recipe.ShareOfRun(warmup) : null),
        ("weightDecay", recipe => Written(recipe, Facts.WeightDecay)),
        ("clipNorm", recipe => Written(recipe, Facts.GradientClipNorm)),
        ("beta1", recipe => Written(recipe, Facts.Beta1)),
        ("beta2", recipe => Written(recipe, Facts.Beta2)),
    ];

    /// <summary>The rows, those of all frameworks before those of each.</summary>
    public static IReadOnlyList<EvidenceRow> Of(IReadOnlyList<SurveyedRecipe> recipes)
    {
        var rows = new List<EvidenceRow>();
        foreach (var byFramework in recipes.GroupBy(_ => "all").Concat(recipes.GroupBy(row => row.Recipe.Dialect)
            .OrderBy(group => group.Key, StringComparer.Ordinal)))
        {
            foreach (var kind in byFramework.GroupBy(row => (row.Recipe.Regime, Models: row.Recipe.ModelClass(),
                row.Recipe.OptimizerFamily)).OrderBy(group => group.Key))
            {
                rows.AddRange(Quantities.Select(quantity => Row(byFramework.Key, kind.Key, quantity, [.. kind])).OfType<EvidenceRow>());
            }
        }

        return rows;
    }

    private static EvidenceRow? Row(
        string framework,
        (Core.Knowledge.Regime Regime, Core.Knowledge.ModelClass Models, Core.Knowledge.OptimizerFamily Family) kind,
        (string Name, Func<Recipe, double?> Of) quantity,
        IReadOnlyList<SurveyedRecipe> recipes)
    {
        // Copies of one recipe in a repository (for other data, other languages) are one choice of its authors.
        var chosen = recipes.Select(row => (row.Repository, Value: quantity.Of(row.Recipe), Batch: row.Recipe.EffectiveBatch(),
            Model: row.Recipe.Get(Facts.ModelName).Or("")))
            .Where(row => row.Value is { } value && value > 0 && !double.IsInfinity(value)).Distinct().ToArray();
        return chosen.Length < Fewest
            ? null
            : new(framework, kind.Regime, kind.Models, kind.Family, quantity.Name, chosen.Select(row => row.Repository).Distinct().Count(),
                [.. chosen.Select(row => row.Value!.Value).Order()]);
    }

    private static double? Written(Recipe recipe, SettingKey<double> key) => recipe.Get(key) is { State: SettingState.Known } setting
        && setting.TryGet(out var value) ? value : null;
}
