using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Tests.Recipes;

public class RecipeTextTests
{
    private static readonly Place Start = new("/src/a|b.cs", 7, 5, 7, 40);

    private static readonly Place Value = new("/src/a|b.cs", 7, 20, 7, 24);

    [Fact]
    public void WhatIsWritten_IsReadBack_WithKeyAndPlace()
    {
        var draft = new RecipeBuilder("main", "csharp", Start) { IsFragment = true };
        draft.ScheduleUnit = LengthUnit.Epochs;
        var recipe = draft
            .Set(Facts.Optimizer, Setting<string>.Written("SGD", "SGD", "optimizer", Start))
            .Set(Facts.LearningRate, Setting<double>.Written(0.1, "Rate", "lr", Value))
            .Set(Facts.Momentum, Setting<double>.ByDefault(0))
            .Set(Facts.Schedule, Setting<string>.Missing)
            .Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Written([1, 2.5], "[1, 2.5]", "milestones", Start))
            .Set(Facts.Deterministic, Setting<bool>.ByDefault(true))
            .Set(Facts.WeightDecay, Setting<double>.Unknown)
            .Mean(Facts.GradientClipNorm, Meaning.ZeroErases, Meaning.NegativeReverses)
            .Mean(Facts.LearningRate, Meaning.SetByScheduler)
            .Build();

        var read = RoundTrip(recipe);

        Assert.Equal(("SGD", true), (read.Get(Facts.Optimizer).Or(""), read.Get(Facts.Optimizer).IsWritten));
        var rate = read.Get(Facts.LearningRate);
        Assert.Equal((0.1, "lr", Value with { File = "shown:/src/a|b.cs" }), (rate.Or(0), rate.Key, rate.Place));
        Assert.True(read.Get(Facts.Momentum) is { HasValue: true, IsWritten: false });
        Assert.True(read.Get(Facts.Schedule).IsMissing);
        Assert.Equal([1, 2.5], read.Get(Facts.Milestones).Or([]));
        Assert.True(read.Get(Facts.Deterministic).Or(false));
        Assert.Equal(SettingState.Unknown, read.Get(Facts.WeightDecay).State);
        Assert.Equal((LengthUnit.Epochs, true), (read.ScheduleUnit, read.IsFragment));
        Assert.Equal(recipe.Meanings.Select(Text), read.Meanings.Select(Text));
    }

    private static string Text(KeyValuePair<SettingKey, IReadOnlyList<Meaning>> fact) =>
        fact.Key.Name + ": " + string.Join(" ", fact.Value.OrderBy(meaning => meaning.Name));

    [Fact]
    public void WhatCannotBeSaidOfAFact_IsRefused()
    {
        var draft = new RecipeBuilder("main", "csharp", Start);

        Assert.Throws<ArgumentException>(() => draft.Mean(Facts.Seed, Meaning.ZeroErases));
        Assert.False(draft.Build().Means(Facts.Seed, Meaning.ZeroErases));
    }

    [Fact]
    public void ChangedRecipe_KeepsWhatItsFrameworkMeans()
    {
        var recipe = new RecipeBuilder("main", "csharp", Start).Mean(Meaning.ZeroIsUnlimited).Build();

        var changed = new RecipeBuilder(recipe).Set(Facts.Epochs, Setting<double>.ByDefault(0)).Mean(Facts.Epochs, Meaning.EndsTheRun).Build();

        Assert.Equal([Meaning.ZeroIsUnlimited, Meaning.EndsTheRun], changed.MeaningsOf(Facts.Epochs));
        Assert.Equal([Meaning.ZeroIsUnlimited], changed.MeaningsOf(Facts.MaxSteps));
        Assert.Equal([Meaning.ZeroIsUnlimited], recipe.MeaningsOf(Facts.Epochs));
        Assert.Empty(recipe.MeaningsOf(Facts.Seed));
    }

    [Fact]
    public void EveryMeaning_HasANameOfItsOwnAFactAndWords()
    {
        Assert.Equal(Meaning.All.Count, Meaning.All.Select(meaning => meaning.Name).Distinct().Count());
        Assert.Equal(typeof(Meaning).GetProperties().Count(property => property.PropertyType == typeof(Meaning)), Meaning.All.Count);
        Assert.All(Meaning.All, meaning => Assert.True(meaning.Of.Count > 0 && meaning.Description.Length > 0 && meaning.Name == meaning.ToString()));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-300)]
    [InlineData(0.1 + 0.2)]
    public void Numbers_AreExact(double rate)
    {
        var recipe = new RecipeBuilder("main", "csharp", Start).Set(Facts.LearningRate, Setting<double>.ByDefault(rate)).Build();

        Assert.Equal(rate, RoundTrip(recipe).Get(Facts.LearningRate).Or(0));
    }

    [Theory]
    [InlineData("learningRate", "fast")]
    [InlineData("milestones", "1 two")]
    [InlineData("deterministic", "perhaps")]
    [InlineData("seed.means", "zero-erases perhaps")]
    [InlineData("scheduleUnit", "fortnights")]
    [InlineData("nothing", "of this name")]
    public void WhatIsNotUnderstood_IsLeftOut(string name, string text)
    {
        var draft = new RecipeBuilder("main", "csharp", Start);

        RecipeText.Read(draft, new Dictionary<string, string> { [name] = text }, path => path);

        Assert.DoesNotContain(draft.Build().Settings, setting => setting.Value.HasValue);
        Assert.Empty(draft.Build().Meanings);
        Assert.Equal(LengthUnit.Unknown, draft.ScheduleUnit);
    }

    [Theory]
    [InlineData("lr|0|1|1|1|a.cs")]
    [InlineData("lr|1|1|1|a.cs")]
    [InlineData("lr|1|1|1|99999999999|a.cs")]
    public void BrokenPlace_LeavesTheValue(string place)
    {
        var draft = new RecipeBuilder("main", "csharp", Start);

        RecipeText.Read(draft, new Dictionary<string, string> { ["learningRate"] = "0.5", ["learningRate.at"] = place }, path => path);

        Assert.Equal((0.5, false), (draft.Get(Facts.LearningRate).Or(0), draft.Get(Facts.LearningRate).IsWritten));
    }

    private static Recipe RoundTrip(Recipe recipe)
    {
        var draft = new RecipeBuilder(recipe.Name, recipe.Dialect, recipe.Place);
        var texts = RecipeText.Write(recipe, place => place).ToDictionary(text => text.Key, text => text.Value);
        RecipeText.Read(draft, texts, path => "shown:" + path);
        return draft.Build();
    }
}
