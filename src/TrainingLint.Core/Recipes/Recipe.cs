using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Recipes;

/// <summary>What one optimizer run will do, as a reader understood it. Immutable; made by a <see cref="RecipeBuilder"/>.</summary>
public sealed class Recipe
{
    private readonly Setting?[] _settings;
    private readonly Meaning[]?[] _meanings;

    internal Recipe(RecipeBuilder draft, Setting?[] settings, Meaning[]?[] meanings)
    {
        Name = draft.Name;
        Dialect = draft.Dialect;
        Place = draft.Place;
        Regime = draft.Regime;
        IsFragment = draft.IsFragment;
        ScheduleUnit = draft.ScheduleUnit;
        EvaluationUnit = draft.EvaluationUnit;
        ParameterGroups = draft.ParameterGroups.ToArray();
        Base = draft.Base;
        FilledGaps = draft.FilledGaps;
        _settings = settings;
        _meanings = meanings;

        // A dozen rules ask for it, and names are taken apart letter by letter.
        OptimizerFamily = OptimizerFamilies.Of(Get(Facts.Optimizer).Or(""));
    }

    /// <summary>Name within the file, such as a behavior's name or the section that holds the optimizer.</summary>
    public string Name { get; }

    /// <summary>Name of the dialect that it was read as.</summary>
    public string Dialect { get; }

    /// <summary>Where the recipe starts; findings about something missing stand here.</summary>
    public Place Place { get; }

    /// <summary>What kind of training it describes.</summary>
    public Regime Regime { get; }

    /// <summary>True for a part that only other files complete, so that nothing can be called missing.</summary>
    public bool IsFragment { get; }

    /// <summary>Unit of milestones and schedule length.</summary>
    public LengthUnit ScheduleUnit { get; }

    /// <summary>Unit of the evaluation interval.</summary>
    public LengthUnit EvaluationUnit { get; }

    /// <summary>Further learning rates of the same optimizer, by group.</summary>
    public IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>What the base file says of the pair that must change together; null without a base file.</summary>
    public BaseRecipe? Base { get; }

    /// <summary>What the program that reads the config takes for settings that it leaves out; for people, and judged by no rule.</summary>
    public IReadOnlyList<FilledGap> FilledGaps { get; }

    /// <summary>The family of its optimizer; unknown when the optimizer is.</summary>
    public OptimizerFamily OptimizerFamily { get; }

    /// <summary>The setting under a key; unknown when the reader said nothing about it.</summary>
    public Setting<T> Get<T>(SettingKey<T> key)
        where T : notnull =>
        (Setting<T>)(_settings[key.Ordinal] ?? key.UnknownSetting);

    /// <summary>The setting under a key, without its type.</summary>
    public Setting Get(SettingKey key) => _settings[key.Ordinal] ?? key.UnknownSetting;

    /// <summary>Every setting that the reader said something about, in display order.</summary>
    public IEnumerable<KeyValuePair<SettingKey, Setting>> Settings =>
        Facts.All.Where(key => _settings[key.Ordinal] is not null)
            .Select(key => new KeyValuePair<SettingKey, Setting>(key, _settings[key.Ordinal]!));

    /// <summary>True where a fact is known to be so; what is unknown, or known not to be so, is not.</summary>
    public bool Is(SettingKey<bool> fact) => Get(fact).Is(true);

    /// <summary>True where the framework means this by the values of a fact.</summary>
    public bool Means(SettingKey fact, Meaning meaning) => _meanings[fact.Ordinal] is { } meanings && Array.IndexOf(meanings, meaning) >= 0;

    /// <summary>What the framework means by the values of a fact; none where it means what others do.</summary>
    public IReadOnlyList<Meaning> MeaningsOf(SettingKey fact) => _meanings[fact.Ordinal] ?? [];

    /// <summary>Every fact by whose values the framework means something of its own.</summary>
    public IEnumerable<KeyValuePair<SettingKey, IReadOnlyList<Meaning>>> Meanings =>
        Facts.All.Where(key => _meanings[key.Ordinal] is not null)
            .Select(key => new KeyValuePair<SettingKey, IReadOnlyList<Meaning>>(key, _meanings[key.Ordinal]!));

    /// <summary>The main learning rate and those of all parameter groups, main one first.</summary>
    public IEnumerable<Setting<double>> LearningRates =>
        new[] { Get(Facts.LearningRate) }.Concat(ParameterGroups.Select(group => group.LearningRate));
}
