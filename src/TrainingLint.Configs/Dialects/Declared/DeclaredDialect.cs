using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>A dialect that a data file describes in full: one of the tool's own, or a repository's.</summary>
internal sealed class DeclaredDialect : Dialect
{
    /// <summary>The place of all declared dialects among the others.</summary>
    public const int First = 10;

    private readonly DialectDefinition _definition;

    public DeclaredDialect(DialectDefinition definition)
        : base(definition.Evidence.Name, definition.Evidence.Loader)
    {
        _definition = definition;
        Framework = definition.Evidence.Framework;
        UnknownKeys = definition.UnknownKeys;
        Bases = definition.Bases;
        TypeFacts = definition.Types;
        OtherKnownKeys =
            [.. definition.OtherKeys,
                .. definition.Facts.Where(fact => fact.Wanted is not null).Select(fact => KeyWords.LastSegment(fact.Path))];
        GuardedKeys = definition.GuardedKeys;
        KeyFacts = [.. definition.Facts.Where(fact => fact.Wanted is null).Select(AsKeyFact)];
        foreach (var setting in definition.Settings)
        {
            AddRow(setting);
        }
    }

    /// <summary>What the data file says, for whoever describes the dialect.</summary>
    public DialectDefinition Definition => _definition;

    /// <summary>Before all others: what a data file recognises, it recognises by keys that are its framework's own.</summary>
    public override int Precedence => First;

    public override bool IsWrittenIn(ConfigFormat format) => _definition.Evidence.IsWrittenIn(format);

    public override bool Recognises(ConfigView config) => _definition.Evidence.Covers(config);

    protected override ConfigView Rearrange(ConfigView config) => _definition.Evidence.Rearranged(config);

    protected override bool IsFragment(ConfigView config) => !_definition.Complete.Holds(new RecipeScope(config, Loader, []));

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        var recipes = _definition.RecipesAt.Where(recipe => (recipe.Path.Length == 0 || root.Has(recipe.Path)) && recipe.When.Holds(root))
            .ToArray();
        return recipes.Length == 0 ? [root] : recipes.Select(recipe => recipe.Path.Length == 0 ? root : root.At(recipe.Path));
    }

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = _definition.ScheduleUnit;
        draft.EvaluationUnit = _definition.EvaluationUnit;
        draft.Regime = _definition.Regimes.Where(row => row.When.Holds(scope)).Select(row => row.Regime).FirstOrDefault();
        if (_definition.HasTorchOptimizers)
        {
            TorchOptimizers.Complete(KeyWords.LastSegment(draft.Get(Core.Recipes.Facts.Optimizer).Or("")), draft.SetDefault);
        }

        foreach (var setting in _definition.Settings)
        {
            Array.ForEach([.. setting.Meanings.Where(row => row.When.Holds(scope))], row => draft.Mean(setting.Key, row.Meaning));
            FillCase(setting, scope, draft);
            FillAlways(setting, scope, draft);
        }

        CompleteNoam(scope, draft);
        foreach (var fact in _definition.Facts.Where(fact => fact.Wanted is not null && scope.Has(fact.Path) && fact.When.Holds(scope)))
        {
            var text = (scope.Node(fact.Path) as ScalarNode)?.Text;
            scope.ObserveRefused(fact.Path, text is null ? "'" + KeyWords.LastSegment(fact.Path) + "'"
                : KeyWords.LastSegment(fact.Path) + ": " + text, fact.Wanted!, fact.Says, fact.Severity);
        }
    }

    // A factor alone is no rate: with the width and the warmup it gives the peak.
    private void CompleteNoam(RecipeScope scope, RecipeBuilder draft)
    {
        if (_definition.NoamWidth is { } width && draft.Get(Core.Recipes.Facts.LearningRateFactor) is { HasValue: true } factor)
        {
            NoamSchedule.Apply(draft, factor, scope.Number(width), draft.Get(Core.Recipes.Facts.WarmupSteps).Or(0));
        }
    }

    private static KeyFact AsKeyFact(FactDefinition fact) =>
        new(fact.Path, fact.Says) { When = (scope, _) => fact.When.Holds(scope), Severity = fact.Severity };

    private void AddRow(SettingDefinition setting)
    {
        string[] paths = [.. setting.Paths];
        switch (setting.Key)
        {
            case SettingKey<double> number:
                Map(number, (scope, node, path) => ReadNumber(setting, scope, node, path), paths);
                break;
            case SettingKey<string> text:
                Map(text, (scope, node, path) => ReadText(setting, scope, node, path), paths);
                break;
            case SettingKey<bool> flag:
                Map(flag, paths);
                break;
            case SettingKey<IReadOnlyList<double>> numbers:
                Map(numbers, paths);
                break;
        }
    }

    private static Setting<double> ReadNumber(SettingDefinition setting, RecipeScope scope, ConfigNode? node, string path)
    {
        if (!setting.When.Holds(scope))
        {
            return Setting<double>.Missing;
        }

        var read = setting.Index is { } index ? Values.Element(scope, node, path, index) : Values.Number(scope, node, path);
        return !read.TryGet(out var value) ? read
            : setting.TextMayStand && double.IsNaN(value) && read.Place is { } place ? Setting<double>.Unresolved(read.Text!, path, place)
            : setting.Unset.Contains(value) ? Setting<double>.Missing
            : setting.Times == 1 ? read
            : Setting<double>.Derived(value * setting.Times, FormattableString.Invariant($"{KeyWords.LastSegment(path)} x {setting.Times}"),
                read);
    }

    private static Setting<string> ReadText(SettingDefinition setting, RecipeScope scope, ConfigNode? node, string path)
    {
        var read = Values.Text(scope, node, path);
        return read is { Place: { } place } && read.TryGet(out var text) && setting.Words.TryGetValue(text, out var word)
            ? Setting<string>.Written(word, text, path, place, read.Origin)
            : read;
    }

    // Defaults are claimed only where the whole recipe is at hand; what follows from a written key follows anyway.
    private static void FillCase(SettingDefinition setting, RecipeScope scope, RecipeBuilder draft)
    {
        if (setting.Cases.FirstOrDefault(one => one.When.Holds(scope)) is not { } found || (draft.IsFragment && found.From is null))
        {
            return;
        }

        var from = found.From is null ? null : Values.Text(scope, scope.Node(found.From), scope.Absolute(found.From));
        switch (setting.Key)
        {
            case SettingKey<double> number:
                Fill(draft, number, found, NumberOf(found), from);
                break;
            case SettingKey<bool> flag:
                Fill(draft, flag, found, IsOn(found), from);
                break;
            case SettingKey<string> text:
                Fill(draft, text, found, found.Value ?? "", from);
                break;
        }
    }

    private static void FillAlways(SettingDefinition setting, RecipeScope scope, RecipeBuilder draft)
    {
        if (setting.Always.FirstOrDefault(one => one.When.Holds(scope)) is not { } found)
        {
            return;
        }

        switch (setting.Key)
        {
            case SettingKey<double> number:
                draft.SetAlways(number, NumberOf(found));
                break;
            case SettingKey<bool> flag:
                draft.SetAlways(flag, IsOn(found));
                break;
            case SettingKey<string> text:
                draft.SetAlways(text, found.Value!);
                break;
        }
    }

    private static double NumberOf(SettingCase found) => found.Value is null ? 0 : ScalarResolver.AnyNumber(found.Value)!.Value;

    private static bool IsOn(SettingCase found) => found.Value == "true";

    private static void Fill<T>(RecipeBuilder draft, SettingKey<T> key, SettingCase found, T value, Setting? from)
        where T : notnull
    {
        if (found.Value is null)
        {
            draft.SetNone(key);
        }
        else if (from is { IsWritten: true } && draft.Get(key) is { HasValue: false, Text: null })
        {
            draft.Set(key, Setting<T>.Derived(value, "follows from " + from.Key, from));
        }
        else
        {
            draft.SetDefault(key, value);
        }
    }
}
