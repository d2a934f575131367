using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Tests.Rules;

/// <summary>Where a test's recipe begins: <c>A.Recipe().With(Facts.LearningRate, 0.1)</c>.</summary>
internal static class A
{
    public static RecipeFactory Recipe(Regime regime = Regime.Unknown, string dialect = "test") => new(regime, dialect);
}

/// <summary>
/// Builds a recipe as a reader would: each written setting gets a line of its own, from line 2 downwards, under its canonical name;
/// the recipe itself starts on line 1. What a test does not mention is unknown.
/// </summary>
internal sealed class RecipeFactory(Regime regime, string dialect)
{
    private const string File = "train.yaml";
    private const string BaseFile = "base.yaml";

    private readonly RecipeBuilder _draft = new("training", dialect, Place.StartOf(File)) { Regime = regime };
    private int _line = 1;

    public Recipe Build() => _draft.Build();

    public RecipeFactory With(SettingKey<double> key, double value, string? text = null) =>
        Set(key, Written(key, value, text ?? Text(value)));

    public RecipeFactory With(SettingKey<string> key, string value) => Set(key, Written(key, value, value));

    public RecipeFactory With(SettingKey<bool> key, bool value, string? text = null) =>
        Set(key, Written(key, value, text ?? (value ? "true" : "false")));

    public RecipeFactory With(SettingKey<IReadOnlyList<double>> key, params double[] values) =>
        Set(key, Written<IReadOnlyList<double>>(key, values, "[" + string.Join(", ", values.Select(Text)) + "]"));

    /// <summary>Written in the base file, at the end of it.</summary>
    public RecipeFactory Inherited(SettingKey<double> key, double value) =>
        Set(key, Setting<double>.Written(value, Text(value), key.Name, PlaceIn(BaseFile, 99), Origin.Inherited));

    /// <summary>Not written; the framework uses this value.</summary>
    public RecipeFactory ByDefault<T>(SettingKey<T> key, T value)
        where T : notnull => Set(key, Setting<T>.ByDefault(value));

    /// <summary>Not written, and the framework does without.</summary>
    public RecipeFactory Without(params SettingKey<double>[] keys)
    {
        foreach (var key in keys)
        {
            Set(key, Setting<double>.Missing);
        }

        return this;
    }

    /// <summary>Written as nothing, such as <c>seed: null</c>.</summary>
    public RecipeFactory WrittenAsNothing(SettingKey<double> key) => Set(key, Setting<double>.MissingAt(key.Name, PlaceIn(File, ++_line)));

    public RecipeFactory Without(SettingKey<string> key) => Set(key, Setting<string>.Missing);

    /// <summary>Written as something that only run time decides.</summary>
    public RecipeFactory Unresolved<T>(SettingKey<T> key, string text = "${elsewhere}")
        where T : notnull => Set(key, Setting<T>.Unresolved(text, key.Name, PlaceIn(File, ++_line)));

    /// <summary>Follows from other settings.</summary>
    public RecipeFactory Derived<T>(SettingKey<T> key, T value, string how, SettingKey? from = null)
        where T : notnull => Set(key, Setting<T>.Derived(value, how, from is null ? null : _draft.Build().Get(from)));

    /// <summary>Every way to write a warmup is known to be absent.</summary>
    public RecipeFactory WithoutWarmup() => Without(Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio, Facts.WarmupTokens);

    /// <summary>This is known to be so.</summary>
    public RecipeFactory Being(SettingKey<bool> fact) => Set(fact, Setting<bool>.ByDefault(true));

    /// <summary>A model of this family.</summary>
    public RecipeFactory Being(string family) => Set(Facts.ModelFamily, Setting<string>.ByDefault(family));

    /// <summary>In a framework that means this by every fact of which it can be said.</summary>
    public RecipeFactory Meaning(Meaning meaning)
    {
        _draft.Mean(meaning);
        return this;
    }

    /// <summary>In a framework that means this by a fact.</summary>
    public RecipeFactory Meaning(SettingKey fact, Meaning meaning)
    {
        _draft.Mean(fact, meaning);
        return this;
    }

    public RecipeFactory AsFragment()
    {
        _draft.IsFragment = true;
        return this;
    }

    public RecipeFactory CountingScheduleIn(LengthUnit unit)
    {
        _draft.ScheduleUnit = unit;
        return this;
    }

    public RecipeFactory CountingEvaluationIn(LengthUnit unit)
    {
        _draft.EvaluationUnit = unit;
        return this;
    }

    public RecipeFactory WithGroup(string name, double rate)
    {
        _draft.ParameterGroups.Add(new ParameterGroup(name, Setting<double>.Written(rate, Text(rate), name + ".lr", PlaceIn(File, ++_line))));
        return this;
    }

    /// <summary>Drawing on a base file with this rate and batch.</summary>
    public RecipeFactory OnBase(double rate, double batch)
    {
        _draft.Base = new BaseRecipe(
            Setting<double>.Written(rate, Text(rate), "lr", PlaceIn(BaseFile, 1)),
            Setting<double>.Written(batch, Text(batch), "batch", PlaceIn(BaseFile, 2)));
        return this;
    }

    private Setting<T> Written<T>(SettingKey key, T value, string text)
        where T : notnull => Setting<T>.Written(value, text, key.Name, PlaceIn(File, ++_line));

    private RecipeFactory Set<T>(SettingKey<T> key, Setting<T> setting)
        where T : notnull
    {
        _draft.Set(key, setting);
        return this;
    }

    private static Place PlaceIn(string file, int line) => new(file, line, 10, line, 12);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
