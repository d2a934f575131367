using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>A length as Composer writes it: <c>100ba</c>, <c>0.02dur</c>, <c>1ep</c>, <c>5e9tok</c> (<c>composer/core/time.py</c>). A bare number counts epochs.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what; unknown for samples, seconds and iterations.</param>
internal readonly record struct ComposerTime(double Amount, LengthUnit Unit)
{
    private static readonly (string Suffix, LengthUnit Unit)[] Units =
    [
        ("ba", LengthUnit.Steps),
        ("ep", LengthUnit.Epochs),
        ("tok", LengthUnit.Tokens),
        ("dur", LengthUnit.ShareOfRun),
        ("sp", LengthUnit.Unknown),
        ("iter", LengthUnit.Unknown),
        ("sec", LengthUnit.Unknown),
        ("", LengthUnit.Epochs),
    ];

    /// <summary>Reads a length; null for what is none.</summary>
    public static ComposerTime? Parse(string text)
    {
        var trimmed = text.Trim();
        foreach (var (suffix, unit) in Units)
        {
            if (trimmed.EndsWith(suffix, StringComparison.Ordinal)
                && ScalarResolver.AnyNumber(trimmed.Substring(0, trimmed.Length - suffix.Length)) is { } amount)
            {
                return new ComposerTime(amount, unit);
            }
        }

        return null;
    }

    /// <summary>The length at a path as a setting, with its unit; unknown where it cannot be read.</summary>
    public static (Setting<double> Setting, LengthUnit Unit) Read(RecipeScope scope, string path)
    {
        var node = scope.Node(path);
        var text = Values.Text(scope, node, scope.Absolute(path));
        return !text.TryGet(out var written)
            ? (text.State == SettingState.Absent ? Setting<double>.Missing : Setting<double>.Unknown, LengthUnit.Unknown)
            : Parse(written) is { } time ? (Setting<double>.Written(time.Amount, written, text.Key!, text.Place!, text.Origin), time.Unit)
            : (Setting<double>.Unresolved(written, text.Key!, text.Place!), LengthUnit.Unknown);
    }

    /// <summary>Puts a length into the recipe under the key of its unit.</summary>
    public static void Set(RecipeBuilder draft, (Setting<double> Setting, LengthUnit Unit) length,
        params (LengthUnit Unit, SettingKey<double> Key)[] keys)
    {
        foreach (var (_, key) in keys.Where(candidate => candidate.Unit == length.Unit))
        {
            draft.Set(key, length.Setting);
        }
    }
}
