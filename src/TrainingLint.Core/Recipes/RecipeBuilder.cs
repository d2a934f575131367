using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Recipes;

/// <summary>A recipe in the making. Readers fill it, key by key; later settings replace earlier ones.</summary>
public sealed class RecipeBuilder
{
    private readonly Setting?[] _settings = new Setting?[Facts.All.Count];
    private readonly Meaning[]?[] _meanings = new Meaning[]?[Facts.All.Count];

    /// <summary>Starts a recipe about which nothing is known yet.</summary>
    public RecipeBuilder(string name, string dialect, Place place)
    {
        Name = name;
        Dialect = dialect;
        Place = place;
    }

    /// <summary>Starts from a finished recipe, to ask what a change of it would do. The recipe itself stays as it is.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="name">Another name for the new one; null for the same.</param>
    public RecipeBuilder(Recipe recipe, string? name = null)
        : this(name ?? recipe.Name, recipe.Dialect, recipe.Place)
    {
        (Regime, IsFragment, ScheduleUnit, EvaluationUnit, Base) =
            (recipe.Regime, recipe.IsFragment, recipe.ScheduleUnit, recipe.EvaluationUnit, recipe.Base);
        ParameterGroups.AddRange(recipe.ParameterGroups);
        FilledGaps = recipe.FilledGaps;
        foreach (var setting in recipe.Settings)
        {
            _settings[setting.Key.Ordinal] = setting.Value;
        }

        foreach (var fact in recipe.Meanings)
        {
            Mean(fact.Key, [.. fact.Value]);
        }
    }

    /// <inheritdoc cref="Recipe.Name"/>
    public string Name { get; }

    /// <inheritdoc cref="Recipe.Dialect"/>
    public string Dialect { get; }

    /// <inheritdoc cref="Recipe.Place"/>
    public Place Place { get; set; }

    /// <inheritdoc cref="Recipe.Regime"/>
    public Regime Regime { get; set; }

    /// <inheritdoc cref="Recipe.IsFragment"/>
    public bool IsFragment { get; set; }

    /// <inheritdoc cref="Recipe.ScheduleUnit"/>
    public LengthUnit ScheduleUnit { get; set; }

    /// <inheritdoc cref="Recipe.EvaluationUnit"/>
    public LengthUnit EvaluationUnit { get; set; }

    /// <inheritdoc cref="Recipe.ParameterGroups"/>
    public List<ParameterGroup> ParameterGroups { get; } = [];

    /// <inheritdoc cref="Recipe.FilledGaps"/>
    public IReadOnlyList<FilledGap> FilledGaps { get; set; } = [];

    /// <inheritdoc cref="Recipe.Base"/>
    public BaseRecipe? Base { get; set; }

    /// <summary>Says what is known of a setting.</summary>
    public RecipeBuilder Set<T>(SettingKey<T> key, Setting<T> setting)
        where T : notnull
    {
        _settings[key.Ordinal] = setting;
        return this;
    }

    /// <summary>Says what the framework means by the values of a fact; what was said before holds too.</summary>
    /// <exception cref="ArgumentException">It cannot be said of the fact.</exception>
    public RecipeBuilder Mean(SettingKey key, params Meaning[] meanings)
    {
        if (Array.Find(meanings, meaning => !meaning.FitsTo(key)) is { } stray)
        {
            throw new ArgumentException("'" + stray + "' cannot be said of " + key.Name, nameof(meanings));
        }

        if (meanings.Length > 0)
        {
            _meanings[key.Ordinal] = [.. (_meanings[key.Ordinal] ?? []).Union(meanings)];
        }

        return this;
    }

    /// <summary>Says it of every fact of which it can be said, such as of all lengths of the run.</summary>
    public RecipeBuilder Mean(Meaning meaning)
    {
        foreach (var key in meaning.Of)
        {
            Mean(key, meaning);
        }

        return this;
    }

    /// <summary>What is known of a setting so far.</summary>
    public Setting<T> Get<T>(SettingKey<T> key)
        where T : notnull =>
        (Setting<T>)(_settings[key.Ordinal] ?? key.UnknownSetting);

    /// <summary>The finished recipe.</summary>
    public Recipe Build() => new(this, (Setting?[])_settings.Clone(), (Meaning[]?[])_meanings.Clone());
}
