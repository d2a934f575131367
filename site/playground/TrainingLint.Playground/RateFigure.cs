using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Playground;

/// <summary>The learning rate over the run as a figure: a line, and the marks of its axes, in units of the picture.</summary>
public sealed class RateFigure
{
    /// <summary>Width of the picture.</summary>
    public const int Width = 480;

    /// <summary>Height of the picture.</summary>
    public const int Height = 230;

    /// <summary>Left end of the horizontal axis.</summary>
    public const int Left = 76;

    /// <summary>Right end of the horizontal axis.</summary>
    public const int Right = Width - 18;

    /// <summary>Upper end of the vertical axis.</summary>
    public const int Top = 14;

    /// <summary>Lower end of the vertical axis.</summary>
    public const int Bottom = Height - 48;

    private const int Points = 300;

    // Where the recipe counts in epochs and nobody knows their steps, the shape is the same whatever they are.
    private const double AssumedStepsPerEpoch = 1000;

    private RateFigure(LearningRateSchedule schedule, bool inSteps)
    {
        var last = Math.Max(1, schedule.Steps - 1);
        var steps = Enumerable.Range(0, Points).Select(point => (long)Math.Round(point * (double)last / (Points - 1)))
            .Append(schedule.PeakStep)
            .Distinct()
            .Order();
        Line = string.Join(' ', steps.Select(step => Number(X(step / (double)last)) + "," + Number(Y(schedule.At(step) / schedule.Peak))));
        Across = inSteps ? "optimizer step" : "share of the run";
        string Mark(double share) => inSteps ? NumberText.Count(Math.Round(share * schedule.Steps)) : Number(share * 100) + " %";
        AcrossMarks = [.. new[] { 0, 0.5, 1 }.Select(share => (X(share), Mark(share)))];
        UpMarks = [.. new[] { 0, 0.5, 1 }.Select(share => (Y(share), share == 0 ? "0" : NumberText.Rounded(share * schedule.Peak)))];
        Description = "The learning rate peaks at " + NumberText.Rounded(schedule.Peak) + " and ends at " + NumberText.Rounded(schedule.Final) + ".";
    }

    /// <summary>The points of the line, as SVG writes them.</summary>
    public string Line { get; }

    /// <summary>Name of the horizontal axis.</summary>
    public string Across { get; }

    /// <summary>Marks of the horizontal axis.</summary>
    public IReadOnlyList<(double At, string Text)> AcrossMarks { get; }

    /// <summary>Marks of the vertical axis.</summary>
    public IReadOnlyList<(double At, string Text)> UpMarks { get; }

    /// <summary>What the figure shows, in words.</summary>
    public string Description { get; }

    /// <summary>The figure of a recipe; null when the recipe does not determine its rate.</summary>
    public static RateFigure? Of(Recipe recipe)
    {
        if (RecipeSchedule.Of(recipe) is { Peak: > 0 and < double.PositiveInfinity } schedule)
        {
            return new RateFigure(schedule, inSteps: true);
        }

        return RecipeSchedule.Of(recipe, AssumedStepsPerEpoch) is { Peak: > 0 and < double.PositiveInfinity } shape ? new RateFigure(shape, inSteps: false) : null;
    }

    /// <summary>A coordinate as SVG writes it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static double X(double share) => Left + (share * (Right - Left));

    private static double Y(double share) => Bottom - (Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (Bottom - Top));
}
