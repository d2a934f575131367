using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>Defaults that depend on other settings, so that no table can hold them.</summary>
internal static class RecipeDefaults
{
    /// <summary>Says what the framework uses, unless the file, or one that completes it, says otherwise.</summary>
    public static void SetDefault(this RecipeBuilder draft, SettingKey<double> key, double value)
    {
        if (draft.Get(key) is { State: SettingState.Unknown, Text: null } && !draft.IsFragment)
        {
            draft.Set(key, Setting<double>.ByDefault(value));
        }
    }
}
