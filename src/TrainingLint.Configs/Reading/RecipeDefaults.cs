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

    private static bool IsOpen<T>(RecipeBuilder draft, SettingKey<T> key)
        where T : notnull =>
        !draft.IsFragment && draft.Get(key) is { HasValue: false, Text: null };
}
