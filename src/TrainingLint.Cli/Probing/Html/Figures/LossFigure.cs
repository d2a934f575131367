using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>The loss of each update's batch, one curve per seed, with a running mean where batches make it rough.</summary>
internal static class LossFigure
{
    private const int MostPoints = 1500;
    private const int MostRows = 40;

    /// <summary>The running mean covers this share of the run.</summary>
    private const double WindowShare = 0.04;

    public static Figure? Of(ProbeOptions plan, ProbeResult result)
    {
        var runs = RunsOf(result);
        var longest = runs.Max(run => run.Losses.Count);
        if (longest < 2)
        {
            return null;
        }

        var isRough = plan.BatchSize > 0 && result.Run.BatchSize < plan.Problem.SampleCount;
        var window = isRough ? Math.Max(1, (int)(WindowShare * longest)) : 1;
        var steps = FigureNumbers.Spread(longest, MostPoints);
        var smooth = runs.ConvertAll(run => RunningMean(run.Losses, window));
        return new Figure(
            "loss",
            "Loss along the run",
            FormattableString.Invariant(
                $"Loss of each update's batch over {longest} steps{(runs.Count > 1 ? FormattableString.Invariant($", for {runs.Count} seeds") : "")}{(window > 1 ? FormattableString.Invariant($". Bold: mean over {window} steps; faint: each batch") : "")}."),
            ["loss"],
            Table(runs, longest),
            json =>
            {
                FigureNumbers.Write(json, "steps", steps.Select(step => (double)step));
                json.WriteStartArray("runs");
                for (var i = 0; i < runs.Count; i++)
                {
                    json.WriteStartObject();
                    json.WriteNumber("seed", runs[i].Seed);
                    FigureNumbers.Write(json, "mean", steps.Select(step => At(smooth[i], step)));
                    if (window > 1)
                    {
                        FigureNumbers.Write(json, "each", steps.Select(step => At(runs[i].Losses, step)));
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
    }

    /// <summary>Mean over a window around each place; at the ends, over the part of the window that there is.</summary>
    internal static double[] RunningMean(IReadOnlyList<double> values, int window)
    {
        var means = new double[values.Count];
        for (var i = 0; i < means.Length; i++)
        {
            var (from, to) = (Math.Max(0, i - (window / 2)), Math.Min(values.Count, i - (window / 2) + window));
            var sum = 0.0;
            for (var j = from; j < to; j++)
            {
                sum += values[j];
            }

            means[i] = sum / (to - from);
        }

        return means;
    }

    /// <summary>The run, and those with other seeds that were compared with it.</summary>
    private static List<(int Seed, IReadOnlyList<double> Losses)> RunsOf(ProbeResult result) =>
        [(result.Run.Seed, result.Run.Losses), .. (result.Agreement?.Runs ?? []).Skip(1).Select(run => (run.Seed, run.Losses))];

    private static double At(IReadOnlyList<double> values, int step) => step < values.Count ? values[step] : double.NaN;

    private static FigureTable Table(List<(int Seed, IReadOnlyList<double> Losses)> runs, int longest)
    {
        var shown = FigureNumbers.Spread(longest, MostRows);
        return new FigureTable(
            ["step", .. runs.Select(run => FormattableString.Invariant($"seed {run.Seed}"))],
            [.. shown.Select(step =>
                (IReadOnlyList<string>)[FigureNumbers.Show(step), .. runs.Select(run => FigureNumbers.Show(At(run.Losses, step)))])],
            shown.Count < longest ? FormattableString.Invariant($"{shown.Count} of {longest} steps.") : "");
    }
}
