using System.Collections.Generic;
using System.Globalization;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>The two decays of Adam's moments where a framework writes them as one list.</summary>
internal static class Betas
{
    /// <summary>Splits a list into both settings; what is not written takes the defaults, in a part it stays unknown.</summary>
    public static void Fill(RecipeBuilder draft, Setting<IReadOnlyList<double>> betas, double first, double second)
    {
        draft.Set(Facts.Beta1, Of(draft, betas, 0, first));
        draft.Set(Facts.Beta2, Of(draft, betas, 1, second));
    }

    private static Setting<double> Of(RecipeBuilder draft, Setting<IReadOnlyList<double>> betas, int index, double byDefault) =>
        betas.TryGet(out var values)
            ? index < values.Count
            ? Setting<double>.Written(values[index], values[index].ToString(CultureInfo.InvariantCulture), betas.Key!, betas.Place!,
                betas.Origin) : Setting<double>.Unknown
            : betas.State == SettingState.Absent && !draft.IsFragment ? Setting<double>.ByDefault(byDefault)
            : Setting<double>.Unknown;
}
