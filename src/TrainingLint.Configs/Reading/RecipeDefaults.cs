using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>Defaults that depend on other settings, so that no table can hold them.</summary>
internal static class RecipeDefaults
{
    /// <summary>Says what the framework uses, unless the file, or one that completes it, says otherwise.</summary>
    public static void SetDefault<T>(this RecipeBuilder draft, SettingKey<T> key, T value)
        where T : notnull
    {
        if (IsOpen(draft, key))
        {
            draft.Set(key, Setting<T>.ByDefault(value));
        }
    }

    /// <summary>Says that the framework does without a setting, unless the file, or one that completes it, says otherwise.</summary>
    public static void SetNone<T>(this RecipeBuilder draft, SettingKey<T> key)
        where T : notnull
    {
        if (IsOpen(draft, key))
        {
            draft.Set(key, Setting<T>.Missing);
        }
    }

    /// <summary>Says what holds of every recipe of a framework, in parts too, unless the file says otherwise.</summary>
    public static void SetAlways<T>(this RecipeBuilder draft, SettingKey<T> key, T value)
        where T : notnull
    {
        if (draft.Get(key) is { HasValue: false, Text: null })
        {
            draft.Set(key, Setting<T>.ByDefault(value));
        }
    }

    /// <summary>Says what follows from something else that the file says.</summary>
    /// <param name="draft">The recipe.</param>
    /// <param name="key">The fact.</param>
    /// <param name="value">What follows.</param>
    /// <param name="from">From what, for people.</param>
    public static RecipeBuilder Infer<T>(this RecipeBuilder draft, SettingKey<T> key, T value, string from)
        where T : notnull => draft.Set(key, Setting<T>.Derived(value, "from " + from));

    /// <summary>Reads a switch that matters in some recipes only, so that it is no row of the table; nothing where it is not written.</summary>
    public static void SetWritten(this RecipeBuilder draft, SettingKey<bool> key, RecipeScope scope, string path)
    {
        if (Values.Flag(scope, scope.Node(path), scope.Absolute(path)) is { State: not SettingState.Absent } written)
        {
            draft.Set(key, written);
        }
    }

    private static bool IsOpen<T>(RecipeBuilder draft, SettingKey<T> key)
        where T : notnull =>
        !draft.IsFragment && draft.Get(key) is { HasValue: false, Text: null };
}
