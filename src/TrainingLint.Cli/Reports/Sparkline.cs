using System;
using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Reports;

/// <summary>The course of the learning rate over the run, as one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Steps that stand for an epoch where the recipe counts in epochs; the shape does not depend on it.</summary>
    private const double AssumedStepsPerEpoch = 100;

    /// <summary>The course in <paramref name="width"/> characters; null when the recipe does not determine it.</summary>
    public static string? Of(Recipe recipe, int width)
    {
        if (RecipeSchedule.Of(recipe, AssumedStepsPerEpoch) is not { Peak: > 0 } schedule)
        {
            return null;
        }

        return string.Concat(Enumerable.Range(0, width).Select(i =>
        {
            var step = (long)Math.Round(i * (schedule.Steps - 1) / (double)Math.Max(1, width - 1));
            return Bars[(int)Math.Round(Math.Clamp(schedule.At(step) / schedule.Peak, 0, 1) * (Bars.Length - 1))];
        }));
    }
}
