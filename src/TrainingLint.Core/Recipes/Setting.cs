using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>One fact of a recipe, without its type.</summary>
public abstract class Setting
{
    private protected Setting(SettingState state, string? text, string? key, Place? place, Origin origin)
    {
        State = state;
        Text = text;
        Key = key;
        Place = place;
        Origin = origin;
    }

    /// <summary>What is known.</summary>
    public SettingState State { get; }

    /// <summary>The value as it is written, before any reading; null when nothing is written.</summary>
    public string? Text { get; }

    /// <summary>Path of the setting in its file, such as <c>SOLVER.BASE_LR</c>; null when nothing is written.</summary>
    public string? Key { get; }

    /// <summary>Where the value is written; null for defaults and for what is derived from nothing written.</summary>
    public Place? Place { get; }

    /// <summary>Where the value comes from.</summary>
    public Origin Origin { get; }

    /// <summary>How a derived value came about, for people (<c>8 x 4 accumulation steps</c>); null otherwise.</summary>
    public string? Derivation { get; init; }

    /// <summary>Where it would be written; null where it is written, or nobody can tell.</summary>
    public SettingHome? Home { get; init; }

    /// <summary>True when a value is at hand: written, derived, or the framework's default.</summary>
    public abstract bool HasValue { get; }

    /// <summary>True when somebody wrote it, here or in a base file.</summary>
    public bool IsWritten => State == SettingState.Known && Origin is (Origin.File or Origin.Inherited);

    /// <summary>True when it is known that neither the file nor the framework sets it.</summary>
    public bool IsMissing => State == SettingState.Absent && !HasValue;

    /// <summary>The value as an object, for reporters; null when there is none.</summary>
    public abstract object? BoxedValue { get; }
}

/// <summary>One fact of a recipe: known with value, place and origin; absent with the framework's default; or unknown.</summary>
/// <typeparam name="T">double for numbers (NaN when text stands where a number belongs), string, bool, or a list of double.</typeparam>
public sealed class Setting<T> : Setting
    where T : notnull
{
    private readonly T? _value;

    private Setting(SettingState state, T? value, bool hasValue, string? text, string? key, Place? place, Origin origin)
        : base(state, text, key, place, origin)
    {
        _value = value;
        HasValue = hasValue;
    }

    /// <summary>The setting about which nothing can be said.</summary>
    public static Setting<T> Unknown { get; } = new(SettingState.Unknown, default, false, null, null, null, Origin.File);

    /// <summary>Not written, and the framework then does without it.</summary>
    public static Setting<T> Missing { get; } = new(SettingState.Absent, default, false, null, null, null, Origin.Default);

    /// <summary>A value that stands in a file.</summary>
    public static Setting<T> Written(T value, string text, string key, Place place, Origin origin = Origin.File) =>
        new(SettingState.Known, value, true, text, key, place, origin);

    /// <summary>Written as nothing (<c>seed: null</c>), which the framework takes for not written.</summary>
    public static Setting<T> MissingAt(string key, Place place) =>
        new(SettingState.Absent, default, false, null, key, place, Origin.Default);

    /// <summary>Not written, the framework does without it, and this is where it would stand.</summary>
    public static Setting<T> MissingFrom(SettingHome home) =>
        new(SettingState.Absent, default, false, null, null, null, Origin.Default) { Home = home };

    /// <summary>Written, but what it says is known only at run time (<c>auto</c>, <c>${...}</c>).</summary>
    public static Setting<T> Unresolved(string text, string key, Place place) =>
        new(SettingState.Unknown, default, false, text, key, place, Origin.File);

    /// <summary>Not written; the framework uses <paramref name="value"/>.</summary>
    public static Setting<T> ByDefault(T value) =>
        new(SettingState.Absent, value, true, null, null, null, Origin.Default);

    /// <summary>Follows from other settings; the place is the one of the setting that decides it.</summary>
    public static Setting<T> Derived(T value, string derivation, Setting? from = null) =>
        new(SettingState.Known, value, true, null, from?.Key, from?.Place, Origin.Derived) { Derivation = derivation };

    /// <inheritdoc/>
    public override bool HasValue { get; }

    /// <inheritdoc/>
    public override object? BoxedValue => HasValue ? _value : null;

    /// <summary>The value, or <paramref name="fallback"/> when there is none.</summary>
    public T Or(T fallback) => HasValue ? _value! : fallback;

    /// <summary>True when a value is at hand, which is then in <paramref name="value"/>.</summary>
    public bool TryGet(out T value)
    {
        value = _value!;
        return HasValue;
    }

    /// <summary>True when a value is at hand and equals <paramref name="expected"/>.</summary>
    public bool Is(T expected) => HasValue && EqualityComparer<T>.Default.Equals(_value!, expected);
}
