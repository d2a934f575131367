using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Judgement;

/// <summary>How often the whole rule book tells risky recipes from sound ones, over recipes from papers and official examples.</summary>
public class RecipeJudgementTests
{
    private const double LeastRiskyWarned = 0.9;
    private const double MostSoundWarned = 0.03;

    private static readonly IReadOnlyList<(bool IsRisky, string Name, string Source, string Text)> Recipes = Load();

    [Fact]
    public void RiskyRecipes_AreWarnedOf()
    {
        var risky = Recipes.Where(recipe => recipe.IsRisky).ToArray();
        var missed = risky.Where(recipe => !IsWarned(recipe.Name, recipe.Text)).Select(recipe => recipe.Name).ToArray();

        Assert.True(risky.Length >= 60);
        Assert.True(missed.Length <= (1 - LeastRiskyWarned) * risky.Length, "missed: " + string.Join(", ", missed));
    }

    [Fact]
    public void SoundRecipes_AreLeftAlone()
    {
        var sound = Recipes.Where(recipe => !recipe.IsRisky).ToArray();
        var blamed = sound.Where(recipe => IsWarned(recipe.Name, recipe.Text)).Select(recipe => recipe.Name).ToArray();

        Assert.True(sound.Length >= 60);
        Assert.True(blamed.Length <= MostSoundWarned * sound.Length, "blamed: " + string.Join(", ", blamed));
    }

    [Fact]
    public void EveryRecipe_NamesItsSourceAndIsReadAsTraining() => Assert.All(Recipes, recipe =>
    {
        Assert.False(string.IsNullOrWhiteSpace(recipe.Source), recipe.Name);
        Assert.True(new ConfigReader().Read(new SourceFile(recipe.Name, recipe.Text)).IsTraining, recipe.Name);
    });

    private static bool IsWarned(string name, string text) =>
        new Judge().Findings(new ConfigReader().Read(new SourceFile(name, text))).Any(finding => finding.Severity >= Severity.Warning);

    private static IReadOnlyList<(bool IsRisky, string Name, string Source, string Text)> Load()
    {
        using var stream = typeof(RecipeJudgementTests).GetTypeInfo().Assembly.GetManifestResourceStream("recipes.txt")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split("\n## ", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(section => section.Split('\n', 2))
                .Select(section => (Head: section[0].Split(" | "), Text: section[1]))
                .Select(section => (section.Head[0] == "risky", section.Head[1], section.Head[2], section.Text)),
        ];
    }
}
