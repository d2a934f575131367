using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Projects;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Tests.Projects;

public class ProjectRecipesTests
{
    [Fact]
    public void Parts_JoinTheOptimizer_WhereThereIsOneValue()
    {
        var recipe = Assert.Single(Join(
            Optimizer(10, ("learningRate", "0.1")),
            Part(20, "setting", "batchSize", "64"),
            Part(30, "setting", "gradientClipNorm", "1", means: "zero-erases"),
            Part(31, "setting", "gradientClipNorm", "1")));

        Assert.Equal("Train.cs:10", recipe.Name);
        Assert.Equal(("SGD", 0.1), (recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0)));
        Assert.Equal((64, 1), (recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.GradientClipNorm).Or(0)));
        Assert.Equal(("Train.cs", 20), (recipe.Get(Facts.BatchSize).Place!.File, recipe.Get(Facts.BatchSize).Place!.Line));
        Assert.True(recipe.Means(Facts.GradientClipNorm, Meaning.ZeroErases));
    }

    [Fact]
    public void SeveralValues_JoinNothing()
    {
        var recipe = Assert.Single(Join(Optimizer(10), Part(20, "setting", "batchSize", "64"), Part(21, "setting", "batchSize", "512")));

        Assert.False(recipe.Get(Facts.BatchSize).HasValue);
    }

    [Fact]
    public void LoaderThatShuffles_IsTheOneOfTheTraining()
    {
        var recipe = Assert.Single(Join(
            Optimizer(10), Part(20, "shuffledLoader", "batchSize", "64"), Part(21, "setting", "batchSize", "512")));

        Assert.Equal(64, recipe.Get(Facts.BatchSize).Or(0));
    }

    [Fact]
    public void RatesOfGroups_ReplaceADefaultRate()
    {
        var unwritten = Optimizer(10, isWritten: false);
        var (slow, fast) = (Part(11, "group", "learningRate", "0.01"), Part(12, "group", "learningRate", "0.1"));

        Assert.Equal(0.01, Assert.Single(Join(unwritten, slow)).Get(Facts.LearningRate).Or(0));
        Assert.False(Assert.Single(Join(unwritten, slow, fast)).Get(Facts.LearningRate).HasValue);
        Assert.Equal(0.5, Assert.Single(Join(Optimizer(10), slow)).Get(Facts.LearningRate).Or(0));
    }

    [Fact]
    public void EachOptimizer_IsNamedByItsPlace_AndSaidOnceForAllFrameworks()
    {
        var names = Join(Optimizer(30), Optimizer(10), Optimizer(10), Optimizer(10, column: 60)).Select(recipe => recipe.Name);

        Assert.Equal(["Train.cs:10:9", "Train.cs:10:60", "Train.cs:30"], names);
    }

    [Fact]
    public void NoOptimizer_IsNoRecipe() =>
        Assert.Empty(Join(Part(20, "setting", "batchSize", "64"), Part(11, "group", "learningRate", "0.01")));

    private static IReadOnlyList<Recipe> Join(params CodeRecipe[] read) => ProjectRecipes.Join(read, path => path.TrimStart('/'));

    private static CodeRecipe Optimizer(int line, params (string Name, string Text)[] facts) =>
        Optimizer(line, isWritten: true, column: 9, facts);

    private static CodeRecipe Optimizer(int line, int column) => Optimizer(line, isWritten: true, column);

    private static CodeRecipe Optimizer(int line, bool isWritten, int column = 9, params (string Name, string Text)[] facts)
    {
        var texts = new Dictionary<string, string> { ["role"] = "optimizer", ["optimizer"] = "SGD", ["learningRate"] = "0.5" };
        if (isWritten)
        {
            texts["learningRate.at"] = At("lr", line);
        }

        foreach (var (name, text) in facts)
        {
            texts[name] = text;
        }

        return new CodeRecipe(new Place("/Train.cs", line, column, line, column + 30), texts);
    }

    private static CodeRecipe Part(int line, string role, string name, string text, string means = "")
    {
        var texts = new Dictionary<string, string>
        {
            ["role"] = role,
            [name] = text,
            [name + ".at"] = At(name, line),
            [name + ".means"] = means,
        };
        if (role == "group")
        {
            texts["optimizer"] = "SGD";
        }

        return new CodeRecipe(new Place("/Train.cs", line, 9, line, 40), texts);
    }

    private static string At(string key, int line) => $"{key}|{line}|9|{line}|40|/Train.cs";
}
