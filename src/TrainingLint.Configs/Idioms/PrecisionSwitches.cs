using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>Precision of frameworks that have one switch per number format, of which at most one should be on.</summary>
internal static class PrecisionSwitches
{
    /// <summary>
    /// The format that is switched on; several joined by <c>+</c> at the later switch; <paramref name="otherwise"/> when all are off,
    /// and unknown when one of them is decided at run time.
    /// </summary>
    public static Setting<string> Read(RecipeScope scope, Setting<string> otherwise, params (string Path, string Format)[] switches)
    {
        var on = new List<(Setting<bool> Flag, string Format)>();
        var undecided = scope.IsFragment;
        foreach (var (path, format) in switches)
        {
            var flag = Values.Flag(scope, scope.Node(path), scope.Absolute(path));
            if (flag.Is(true) || IsFull(flag))
            {
                on.Add((flag, format));
            }

            undecided |= flag.State == SettingState.Unknown && !IsFull(flag);
        }

        if (on.Count == 0)
        {
            return undecided ? Setting<string>.Unknown : otherwise;
        }

        var last = on.OrderBy(one => one.Flag.Place!.Line).Last().Flag;
        return Setting<string>.Written(string.Join("+", on.Select(one => one.Format).Distinct()), last.Text!, last.Key!, last.Place!,
            last.Origin);
    }

    // axolotl writes "bf16: full" for weights in that format as well.
    private static bool IsFull(Setting<bool> flag) => flag is { State: SettingState.Unknown, Text: "full" };
}
