using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A sweep for people: what was run, and what the seeds of each recipe came to.</summary>
internal static class SweepTextReport
{
    private const int LabelWidth = 11;
    private const string Indent = "  ";

    public static void Write(SweepDocument document, Ansi ansi, TextWriter output)
    {
        void Line(string label, FormattableString text) =>
            output.Write(ansi.Bold(label.PadRight(LabelWidth)) + text.ToString(CultureInfo.InvariantCulture) + "\n");

        var sweep = document.Sweep;
        Line("problem", $"{Problem(sweep.Json.GetProperty("problem"))}");
        Line("sweep", $"{Count(sweep.Recipes.Count, "recipe")}, {Count(sweep.Seeds, "seed")} from {sweep.FirstSeed} on, {Count(sweep.Steps, "step")}: {Count(sweep.Units, "unit")}");
        if (document.Missing is { Count: > 0 } missing)
        {
            Line("missing", $"{Count(missing.Count, "unit")}, because the sweep was stopped: {string.Join(", ", missing.Select(unit => unit.ToString(CultureInfo.InvariantCulture)))}");
        }

        foreach (var summary in document.Summaries)
        {
            output.Write("\n" + ansi.Bold(summary.Recipe.Title) + "\n");
            WriteRecipe(summary, text => output.Write(Indent + text.ToString(CultureInfo.InvariantCulture) + "\n"));
        }

        foreach (var config in sweep.Json.GetProperty("unreadable").EnumerateArray())
        {
            output.Write("\n"
                + FormattableString.Invariant(
                    $"{config.GetProperty("file").GetString()}:{config.GetProperty("line").GetInt32()}: not read: {config.GetProperty("message").GetString()}") + "\n");
        }
    }

    private static void WriteRecipe(RecipeSummary summary, Action<FormattableString> line)
    {
        if (summary.NotRun is { } reason)
        {
            line($"not run: {reason}");
        }

        if (summary.FinalLoss is { } loss)
        {
            var (mean, spread) = (loss.MeanInterval, loss.DeviationInterval);
            var deviation = loss.StandardDeviation.Rounded(3);
            line(loss.Count > 1
                ? (FormattableString)$"final loss {loss.Mean.Rounded()} (95 % interval {mean.Low.Rounded()} to {mean.High.Rounded()}), standard deviation {deviation} ({spread.Low.Rounded(3)} to {spread.High.Rounded(3)})"
                : $"final loss {loss.Mean.Rounded()} in one run");
        }

        if (summary.Runs > 0)
        {
            var verdicts = summary.Verdicts.Select(counted => FormattableString.Invariant($"{counted.Verdict} {counted.Runs}"));
            line(
                $"ended: {string.Join(", ", verdicts)}{(summary.Risky > 0 ? FormattableString.Invariant($"; with a risk: {summary.Risky} of {summary.Runs}") : "")}");
        }

        if (summary.SmallestMargin is var (value, seed, step))
        {
            line($"closest to the stability limit at step {step} with seed {seed}, where the limit is {value.Rounded(3)} times the rate");
        }

        foreach (var entry in summary.Entries.Where(entry => entry.Failed is not null))
        {
            line($"failed with seed {entry.Seed}: {entry.Failed}");
        }
    }

    private static FormattableString Problem(JsonElement problem)
    {
        string? Text(string name) => problem.TryGetProperty(name, out var value) ? value.GetString() : null;

        var shape = Text("layers") is { } layers ? $" {layers} ({Text("activation")}, {Text("loss")})" : "";
        return $"{Text("name")}{shape}: {problem.GetProperty("parameters").GetInt32()} parameters, {problem.GetProperty("samples").GetInt32()} samples";
    }

    private static string Count(int number, string thing) => FormattableString.Invariant($"{number} {thing}{(number == 1 ? "" : "s")}");
}
