using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Projects;

/// <summary>The whole recipes of a project: each optimizer, with what stands elsewhere in the project and can only belong to it.</summary>
internal static class ProjectRecipes
{
    /// <summary>Dialect of recipes that were read from code.</summary>
    private const string Dialect = "csharp";

    /// <summary>Joins what was read. A setting of which the project has several values belongs to no optimizer for certain.</summary>
    /// <param name="read">What one project holds; a project for several frameworks says everything several times.</param>
    /// <param name="display">How a path is shown.</param>
    /// <returns>Recipes in the order of files and lines, each named by its place.</returns>
    public static IReadOnlyList<Recipe> Join(IReadOnlyList<CodeRecipe> read, Func<string, string> display)
    {
        CodeRecipe[] distinct = [.. read.DistinctBy(recipe => (recipe.Place, recipe.IsOptimizer)).OrderBy(recipe => recipe.Place)];
        var crowded = distinct.Where(recipe => recipe.IsOptimizer)
            .GroupBy(recipe => (recipe.Place.File, recipe.Place.Line))
            .Where(onOneLine => onOneLine.Count() > 1)
            .Select(onOneLine => onOneLine.Key)
            .ToHashSet();
        return [.. distinct.Where(recipe => recipe.IsOptimizer)
            .Select(recipe => Whole(recipe, distinct, Name(recipe, crowded, display), display))];
    }

    private static string Name(CodeRecipe recipe, HashSet<(string File, int Line)> crowded, Func<string, string> display)
    {
        var place = recipe.Place;
        var line = display(place.File) + ":" + place.Line.ToString(CultureInfo.InvariantCulture);
        return crowded.Contains((place.File, place.Line)) ? line + ":" + place.Column.ToString(CultureInfo.InvariantCulture) : line;
    }

    private static Recipe Whole(CodeRecipe optimizer, CodeRecipe[] all, string name, Func<string, string> display)
    {
        var draft = Draft(optimizer, name, display);
        var groups = Parts(all.Where(recipe => recipe.IsGroup), display);
        if (draft.Get(Facts.LearningRate) is { HasValue: true, IsWritten: false }
            && groups.Any(group => group.Get(Facts.LearningRate).IsWritten))
        {
            // The default rate is that of no group then.
            draft.Set(Facts.LearningRate, Only(groups, Facts.LearningRate) ?? Setting<double>.Unknown);
        }

        var settings = Parts(all.Where(recipe => recipe is { IsOptimizer: false, IsGroup: false }), display);
        var loaders = Parts(all.Where(recipe => recipe.IsShuffledLoader), display);
        Fill(draft, Facts.BatchSize, loaders.Length > 0 ? loaders : settings);
        Fill(draft, Facts.GradientClipNorm, settings);
        Fill(draft, Facts.GradientClipValue, settings);
        return draft.Build();
    }

    private static void Fill(RecipeBuilder draft, SettingKey<double> key, Recipe[] parts)
    {
        if (!draft.Get(key).HasValue && Only(parts, key) is { } setting)
        {
            draft.Set(key, setting).Mean(key, [.. parts.First(part => part.Get(key).IsWritten).MeaningsOf(key)]);
        }
    }

    private static Setting<double>? Only(Recipe[] parts, SettingKey<double> key) =>
        parts.Select(part => part.Get(key)).Where(setting => setting.IsWritten).DistinctBy(setting => setting.Or(0)).ToArray() is [var only]
            ? only
            : null;

    private static Recipe[] Parts(IEnumerable<CodeRecipe> read, Func<string, string> display) =>
        [.. read.Select(part => Draft(part, "", display).Build())];

    private static RecipeBuilder Draft(CodeRecipe read, string name, Func<string, string> display)
    {
        var draft = new RecipeBuilder(name, Dialect, read.Place with { File = display(read.Place.File) });
        RecipeText.Read(draft, read.Texts, display);
        return draft;
    }
}
