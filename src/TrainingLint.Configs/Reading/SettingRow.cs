using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>One row of a dialect's table: which keys hold a setting, and what it means when they do not.</summary>
internal abstract class SettingRow
{
    /// <summary>Paths within the recipe's scope, the strongest first; a leading <c>/</c> starts at the root.</summary>
    public abstract IReadOnlyList<string> Paths { get; }

    /// <summary>The setting that the keys hold.</summary>
    public abstract SettingKey Setting { get; }

    /// <summary>The framework's default; null without one.</summary>
    public abstract object? Default { get; }

    /// <summary>True where the framework does without the setting unless it is written.</summary>
    public abstract bool IsNoneByDefault { get; }

    /// <summary>What the framework means by values of the setting where others mean something else.</summary>
    public abstract IReadOnlyList<Meaning> Meanings { get; }

    /// <summary>True when what is written is the setting itself, in its unit.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Puts what the file says of the setting into the recipe.</summary>
    public abstract void Fill(RecipeScope scope, RecipeBuilder draft);
}

/// <inheritdoc/>
internal sealed class SettingRow<T>(SettingKey<T> key, IReadOnlyList<string> paths, Func<RecipeScope, ConfigNode?, string, Setting<T>> read)
    : SettingRow
    where T : notnull
{
    private Setting<T> _absent = Setting<T>.Unknown;
    private Meaning[] _meanings = [];
    private bool _isAlways;

    public override IReadOnlyList<string> Paths => paths;

    public override SettingKey Setting => key;

    public override object? Default => _absent.BoxedValue;

    public override IReadOnlyList<Meaning> Meanings => _meanings;

    public override bool IsNoneByDefault => ReferenceEquals(_absent, Setting<T>.Missing);

    /// <summary>Not written, the framework uses this value.</summary>
    public SettingRow<T> Otherwise(T frameworkDefault)
    {
        _absent = Setting<T>.ByDefault(frameworkDefault);
        return this;
    }

    /// <summary>Not written, the framework does without it.</summary>
    public SettingRow<T> OtherwiseNone()
    {
        _absent = Setting<T>.Missing;
        return this;
    }

    /// <summary>Not written, this holds, whatever files complete the recipe: it is a fact about the framework and no default of a key.</summary>
    public SettingRow<T> Always(T value)
    {
        _isAlways = true;
        return Otherwise(value);
    }

    /// <summary>What the framework means by values of the setting where others mean something else.</summary>
    public SettingRow<T> Means(params Meaning[] meanings)
    {
        _meanings = meanings;
        return this;
    }

    public override void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Mean(key, _meanings);
        foreach (var path in paths)
        {
            var setting = read(scope, scope.Node(path), scope.Absolute(path));
            if (setting.State != SettingState.Absent)
            {
                if (setting is Setting<double> number && !ReferenceEquals(key, Facts.LearningRate))
                {
                    Values.ObserveWrongType(scope, number);
                }

                draft.Set(key, setting);
                return;
            }
        }

        // Who writes 'seed: null' is shown that line, not another one.
        if (ReferenceEquals(_absent, Setting<T>.Missing) && ReferenceEquals(key, Facts.Seed)
            && paths.FirstOrDefault(scope.Has) is { } nothing
            && scope.Entry(nothing) is { } written && scope.OriginOf(written.Key) == Origin.File && !scope.IsFragment
            && scope.View.IsComplete)
        {
            draft.Set(key, Setting<T>.MissingAt(scope.Absolute(nothing), written.Key.Place));
            return;
        }

        // In a part that other files complete, what is not here may well be there.
        var mayBeElsewhere = !_isAlways && (scope.IsFragment || !scope.View.IsComplete);
        draft.Set(key, mayBeElsewhere ? Setting<T>.Unknown
            : ReferenceEquals(_absent, Setting<T>.Missing) && ReferenceEquals(key, Facts.Seed) && HomeIn(scope) is { } home
            ? Setting<T>.MissingFrom(home) : _absent);
    }

    // The strongest key, beside the keys that its mapping has in this file.
    private SettingHome? HomeIn(RecipeScope scope)
    {
        var path = paths.Count > 0 ? scope.Absolute(paths[0]) : "";
        var dot = path.LastIndexOf('.');
        var mapping = dot < 0 ? scope.View.Root : scope.View.Node(path.Substring(0, dot)) as MappingNode;
        return path.Length > 0 && mapping?.Written.FirstOrDefault(entry => scope.OriginOf(entry.Key) == Origin.File) is { Key: { } first }
            ? new SettingHome(path.Substring(dot + 1), first.Place)
            : null;
    }
}
