using System;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;
using TrainingLint.Probe.Agreement;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>Whether runs with other seeds end in the same place, for people and as JSON.</summary>
internal sealed class AgreementSection()
    : AnswerSection<AgreementReport>("agreement", ProbeQuestions.Agreement, place: 2, result => result.Agreement)
{
    /// <summary>Of several pieces of advice, the most useful ones; JSON has all.</summary>
    private const int ShownAdvice = 2;

    /// <summary>Two to four lines.</summary>
    public override void WriteText(AgreementReport report, Action<string, FormattableString> line)
    {
        line("agreement", $"{NameOf(report.Verdict)}: {report.Evidence}");
        if (report.FinalLosses is { Count: > 1 } losses)
        {
            var (low, high) = losses.DeviationInterval;
            var mean = losses.Mean.Rounded() + " \u00b1 " + losses.StandardError.Rounded(2);
            line("",
                $"{report.Runs.Count} runs (seeds {Groups(report)}), final loss {mean}, deviation {losses.StandardDeviation.Rounded(2)} (95 %: {low.Rounded(2)} to {high.Rounded(2)}){Predictions(report)}");
        }

        var lines = report.Pairs.Where(pair => pair.Barrier is not null).ToArray();
        var stopped = !report.IsPartial ? ""
            : FormattableString.Invariant($"stopped early, with {report.Runs.Count} of {report.Requested} runs and the barriers of {lines.Length} of {report.Pairs.Count} pairs");
        if (lines.Length > 0)
        {
            var matched = lines.All(pair => pair.MatchedBarrier is not null)
                ? FormattableString.Invariant($", {lines.Max(pair => pair.MatchedBarrier!.Height).Rounded(3)} with matched units") : "";
            var (height, distance) = (lines.Max(pair => pair.Barrier!.Height), lines.Max(pair => pair.Distance));
            line("",
                $"highest barrier between two ends {height.Rounded(3)}{matched}, distance up to {distance.Rounded(3)}{(report.IsPartial ? "; " + stopped : "")}");
        }
        else if (report.IsPartial)
        {
            line("", $"{stopped}");
        }

        if (report.Advice.Count > 0)
        {
            line("", $"next: {string.Join("; ", report.Advice.Take(ShownAdvice))}");
        }
    }

    public override void WriteJson(AgreementReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("agreement");
        json.WriteString("verdict", NameOf(report.Verdict));
        json.WriteString("evidence", report.Evidence);
        WriteAdvice(report, json);
        json.WriteNumber("requested", report.Requested);
        json.WriteBoolean("partial", report.IsPartial);
        json.WriteStartArray("runs");
        foreach (var run in report.Runs)
        {
            WriteRun(run, json);
        }

        json.WriteEndArray();
        WriteSpread(report, json);
        WriteMean("churn", report.Churn, json);
        WriteMean("adjustedRand", report.AdjustedRand, json);
        json.WriteStartArray("pairs");
        foreach (var pair in report.Pairs)
        {
            WritePair(report, pair, json);
        }

        json.WriteEndArray();
        WriteTolerances(report, json);
        json.WriteEndObject();
    }

    private static string NameOf(AgreementVerdict verdict) => verdict switch
    {
        AgreementVerdict.Undecided => "undecided",
        AgreementVerdict.Stable => "stable",
        AgreementVerdict.SameLossElsewhere => "same-loss-elsewhere",
        AgreementVerdict.OddOneOut => "odd-one-out",
        AgreementVerdict.Unstable => "unstable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>Seeds that end alike stand together: 0, 2 | 1; those that diverged stand at the end.</summary>
    private static string Groups(AgreementReport report)
    {
        var diverged = report.Runs.Where(run => run.HasDiverged).Select(run => run.Seed).ToArray();
        var groups = string.Join(" | ", report.Groups.Select(group => string.Join(", ", group)));
        return diverged.Length == 0 ? groups : $"{groups}; diverged: {string.Join(", ", diverged)}";
    }

    private static string Predictions(AgreementReport report) => report switch
    {
        { Churn: { } churn } => FormattableString.Invariant($"; two runs predict {100 * churn.Value:F1}{Error(100 * churn.StandardError)} % of the samples differently"),
        { AdjustedRand: { } index } => FormattableString.Invariant($"; adjusted Rand index of two runs {index.Value:F3}{Error(index.StandardError)}"),
        _ => "",
    };

    private static string Error(double? error) => error is { } known ? FormattableString.Invariant($" \u00b1 {known.Rounded(2)}") : "";

    private static void WriteAdvice(AgreementReport report, Utf8JsonWriter json)
    {
        if (report.OddOne is { } odd)
        {
            json.WriteNumber("oddSeed", odd.Seed);
        }

        json.WriteStartArray("advice");
        foreach (var advice in report.Advice)
        {
            json.WriteStringValue(advice);
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (var group in report.Groups)
        {
            json.WriteStartArray();
            foreach (var seed in group)
            {
                json.WriteNumberValue(seed);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(SeedRun run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", run.Seed);
        json.WriteNumber("steps", run.Steps);
        ProbeNumbers.WriteFinite(json, "initialLoss", run.InitialLoss);
        ProbeNumbers.WriteFinite(json, "finalLoss", run.FinalLoss);
        json.WriteBoolean("diverged", run.HasDiverged);
        if (run.ErrorRate is { } wrong)
        {
            ProbeNumbers.WriteProportion(json, "errorRate", wrong);
        }

        json.WriteEndObject();
    }

    private static void WriteSpread(AgreementReport report, Utf8JsonWriter json)
    {
        if (report.FinalLosses is not { Count: > 1 } losses)
        {
            return;
        }

        json.WriteStartObject("finalLoss");
        json.WriteNumber("value", losses.Mean);
        json.WriteNumber("error", losses.StandardError);
        ProbeNumbers.WriteInterval(json, "interval", losses.MeanInterval);
        json.WriteNumber("standardDeviation", losses.StandardDeviation);
        ProbeNumbers.WriteInterval(json, "standardDeviationInterval", losses.DeviationInterval);
        json.WriteEndObject();
    }

    private static void WriteMean(string name, PairMean? mean, Utf8JsonWriter json)
    {
        if (mean is not null)
        {
            json.WriteStartObject(name);
            json.WriteNumber("value", mean.Value);
            ProbeNumbers.WriteFinite(json, "error", mean.StandardError ?? double.NaN);
            json.WriteEndObject();
        }
    }

    private static void WritePair(AgreementReport report, PairComparison pair, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("seeds");
        json.WriteNumberValue(report.Runs[pair.First].Seed);
        json.WriteNumberValue(report.Runs[pair.Second].Seed);
        json.WriteEndArray();
        json.WriteNumber("lossDifference", pair.LossDifference);
        json.WriteNumber("distance", pair.Distance);
        ProbeNumbers.WriteFinite(json, "matchedDistance", pair.MatchedDistance ?? double.NaN);
        ProbeNumbers.WriteBarrier(json, "barrier", pair.Barrier);
        ProbeNumbers.WriteBarrier(json, "matchedBarrier", pair.MatchedBarrier);
        if (pair.Churn is { } churn)
        {
            ProbeNumbers.WriteProportion(json, "churn", churn);
        }

        if (pair.AdjustedRand is { } index)
        {
            json.WriteStartObject("adjustedRand");
            json.WriteNumber("value", index.Value);
            ProbeNumbers.WriteInterval(json, "interval", (index.Low, index.High));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTolerances(AgreementReport report, Utf8JsonWriter json)
    {
        if (report.Tolerances is not { } tolerances)
        {
            return;
        }

        json.WriteStartObject("tolerances");
        json.WriteNumber("gain", tolerances.Gain);
        json.WriteNumber("loss", tolerances.Loss);
        json.WriteNumber("oddLoss", tolerances.OddLoss);
        json.WriteNumber("barrier", tolerances.Barrier);
        json.WriteNumber("churn", AgreementTolerances.LargestChurn);
        json.WriteNumber("adjustedRand", AgreementTolerances.LeastAdjustedRand);
        json.WriteNumber("oddFactor", AgreementTolerances.OddFactor);
        json.WriteEndObject();
    }
}
