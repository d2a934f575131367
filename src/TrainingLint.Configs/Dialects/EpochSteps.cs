using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>The step lists of pycls and PySlowFast, which name where each rate begins and therefore start with 0.</summary>
internal static class EpochSteps
{
    /// <summary>The drops only: the leading 0 is the start of training, where the rate does not change.</summary>
    public static Setting<IReadOnlyList<double>> WithoutStart(Setting<IReadOnlyList<double>> steps) =>
        steps.TryGet(out var epochs) && epochs.Count > 0 && epochs[0] == 0 && steps.Place is { } place
            ? Setting<IReadOnlyList<double>>.Written(epochs.Skip(1).ToArray(), steps.Text!, steps.Key!, place, steps.Origin)
            : steps;
}
