using System.Collections.Generic;
using System.Text.Json;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>The summary of a sweep as JSON: one object per recipe. What was not measured is absent, never zero.</summary>
internal static class SweepSummaryJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RecipeSummary> summaries)
    {
        json.WriteStartArray("summary");
        foreach (var summary in summaries)
        {
            WriteRecipe(json, summary);
        }

        json.WriteEndArray();
    }

    private static void WriteRecipe(Utf8JsonWriter json, RecipeSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("file", summary.Recipe.File);
        json.WriteString("recipe", summary.Recipe.Name);
        json.WriteNumber("runs", summary.Runs);
        json.WriteNumber("failed", summary.Failed);
        if (summary.NotRun is { } reason)
        {
            json.WriteString("notRun", reason);
        }

        if (summary.FinalLoss is { } loss)
        {
            WriteSpread(json, loss);
        }

        json.WriteStartObject("verdicts");
        foreach (var (verdict, runs) in summary.Verdicts)
        {
            json.WriteNumber(verdict, runs);
        }

        json.WriteEndObject();
        json.WriteNumber("risky", summary.Risky);
        if (summary.SmallestMargin is var (value, seed, step))
        {
            json.WriteStartObject("smallestMargin");
            json.WriteNumber("value", value);
            json.WriteNumber("seed", seed);
            json.WriteNumber("step", step);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, SampleSpread loss)
    {
        json.WriteStartObject("finalLoss");
        json.WriteNumber("runs", loss.Count);
        json.WriteNumber("mean", loss.Mean);
        if (loss.Count > 1)
        {
            WriteInterval(json, "meanInterval", loss.MeanInterval);
            json.WriteNumber("standardDeviation", loss.StandardDeviation);
            WriteInterval(json, "standardDeviationInterval", loss.DeviationInterval);
        }

        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, string name, (double Low, double High) interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }
}
