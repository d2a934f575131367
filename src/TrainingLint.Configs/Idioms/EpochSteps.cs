using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>The step lists of pycls and PySlowFast, which name where each rate begins and therefore start with 0.</summary>
internal static class EpochSteps
{
    /// <summary>Notes a list that does not start with 0, with what the framework then does.</summary>
    public static void ObserveStart(RecipeScope scope, string path, string consequence)
    {
        var steps = Values.Numbers(scope, scope.Node(path), scope.Absolute(path));
        if (steps.TryGet(out var epochs) && epochs.Count > 0 && epochs[0] > 0)
        {
            scope.ObserveRefused(path, "a list that starts with " + epochs[0].ToString(CultureInfo.InvariantCulture), "a list that starts with 0, where the first rate begins", consequence);
        }
    }

    /// <summary>The drops only: the leading 0 is the start of training, where the rate does not change.</summary>
    public static Setting<IReadOnlyList<double>> WithoutStart(Setting<IReadOnlyList<double>> steps) =>
        steps.TryGet(out var epochs) && epochs.Count > 0 && epochs[0] == 0 && steps.Place is { } place
            ? Setting<IReadOnlyList<double>>.Written(epochs.Skip(1).ToArray(), steps.Text!, steps.Key!, place, steps.Origin)
            : steps;
}
