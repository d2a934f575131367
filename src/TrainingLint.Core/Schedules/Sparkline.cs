using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Schedules;

/// <summary>The course of the learning rate over the run, as one line of text.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Steps that stand for an epoch where the recipe counts in epochs; the shape does not depend on it.</summary>
    private const double AssumedStepsPerEpoch = 100;

    /// <summary>The course in <paramref name="width"/> characters; null when the recipe does not determine it.</summary>
    public static string? Of(Recipe recipe, int width) =>
        Points(recipe, width) is { } rates && rates.Max() is > 0 and var peak
            ? string.Concat(rates.Select(rate => Bars[(int)Math.Round(Math.Max(0, Math.Min(1, rate / peak)) * (Bars.Length - 1))]))
            : null;

    /// <summary>The rate at evenly spaced points from the first step to the last; null when the recipe does not determine it.</summary>
    public static IReadOnlyList<double>? Points(Recipe recipe, int count) =>
        RecipeSchedule.Of(recipe, AssumedStepsPerEpoch) is { Peak: > 0 } schedule
            ? [.. Enumerable.Range(0, count)
                .Select(i => schedule.At(Counts.Of(Math.Round(i * (schedule.Steps - 1) / (double)Math.Max(1, count - 1)))))]
            : null;
}
