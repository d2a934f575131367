using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>The learning rate of every step beside the largest one that would be stable there.</summary>
internal static class ScheduleFigure
{
    private const int MostPoints = 1500;

    public static Figure? Of(ProbeOptions plan, ProbeResult result)
    {
        if (plan.Schedule is not { } written || plan.Steps < 2)
        {
            return null;
        }

        var schedule = written.Steps == plan.Steps ? written : written.Over(plan.Steps);
        var steps = FigureNumbers.Spread(plan.Steps, MostPoints);
        var stability = result.Stability;
        return new Figure(
            "schedule",
            "Learning rate and its limit",
            Caption(result),
            ["schedule"],
            Table(schedule, result),
            json =>
            {
                FigureNumbers.Write(json, "steps", steps.Select(step => (double)step));
                FigureNumbers.Write(json, "rates", steps.Select(step => schedule.At(step)));
                FigureNumbers.Write(json, "limits", steps.Select(step => LimitAt(schedule, stability.Margins, step)));
                FigureNumbers.Write(json, "measuredAt", stability.Points.Select(point => (double)point.Step));
                FigureNumbers.Write(json, "measured", stability.Points.Select(point => point.LargestStableRate));
                FigureNumbers.Write(json, "measuredError",
                    stability.Points.Select(point => point.Curvature > 0
                    ? point.LargestStableRate * point.CurvatureError / point.Curvature
                    : double.NaN));
                json.WriteString("rule", stability.Rule.Name);
            });
    }

    private static string Caption(ProbeResult result)
    {
        var stability = result.Stability;
        if (stability.Points.Count == 0)
        {
            return "The learning rate of every step" + (stability.Rule.Factor is null ? "; curvature sets no limit to the steps of this optimizer." : ". Its stability limit was not measured.");
        }

        var unstable = stability.FirstUnstableStep is { } step
            ? FormattableString.Invariant($"The rate is above the limit from step {step} on")
            : "The rate stays below the limit";
        return FormattableString.Invariant($"Learning rate of every step, and the largest one at which {stability.Rule.Name} steps do not grow, measured at {stability.Points.Count} points. {unstable}. Logarithmic scale.");
    }

    private static double LimitAt(LearningRateSchedule schedule, IReadOnlyList<double> margins, int step) =>
        step < margins.Count ? margins[step] * schedule.At(step) : double.NaN;

    private static FigureTable Table(LearningRateSchedule schedule, ProbeResult result)
    {
        const int RowsWithoutMeasurement = 20;
        return result.Stability.Points.Count == 0
            ? new FigureTable(
                ["step", "learning rate"],
                [.. FigureNumbers.Spread((int)schedule.Steps, RowsWithoutMeasurement)
                    .Select(step => (IReadOnlyList<string>)[FigureNumbers.Show(step), FigureNumbers.Show(schedule.At(step))])])
            : new FigureTable(
                ["step", "learning rate", "largest stable rate", "curvature", "limit / rate"],
                [.. result.Stability.Points.Select(point => (IReadOnlyList<string>)
                [
                    FigureNumbers.Show(point.Step),
                    FigureNumbers.Show(point.Rate),
                    FigureNumbers.Show(point.LargestStableRate),
                    FigureNumbers.Show(point.Curvature) + " \u00b1 " + FigureNumbers.Show(point.CurvatureError),
                    FigureNumbers.Show(point.Margin),
                ])]);
    }
}
