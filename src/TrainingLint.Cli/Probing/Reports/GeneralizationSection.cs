using System;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>What held-out samples, averaging and another batch size say, for people and as JSON.</summary>
internal sealed class GeneralizationSection()
    : AnswerSection<GeneralizationReport>("generalization", ProbeQuestions.Generalization, place: 3, result => result.Generalization)
{
    /// <summary>One to three lines.</summary>
    public override void WriteText(GeneralizationReport report, Action<string, FormattableString> line)
    {
        var ends = report.Ends.ToArray();
        if (ends.Length == 0)
        {
            line("held out", $"{(report.Runs.Count > 0 ? FormattableString.Invariant($"all {report.Runs.Count} trainings diverged") : "stopped before the first training was done")}");
            return;
        }

        var basis = FormattableString.Invariant($"{ends.Length} of {report.Requested} seeds{(report.IsPartial ? ", stopped early" : "")}");
        if (report.Gap is { } gap)
        {
            line("held out",
                $"loss {ends.Average(end => end.HeldOutLoss!.Value).Rounded()} on {(report.HeldOutSamples > 0 ? FormattableString.Invariant($"{report.HeldOutSamples} samples") : "what the problem holds back")}, {ends.Average(end => end.TrainLoss.Value).Rounded()} on the {report.TrainedSamples} trained on; gap {Interval(gap)}{Errors(ends)} ({basis})");
        }
        else
        {
            line("held out", $"nothing: there are too few samples ({basis})");
        }

        if (report.Averaging is { } averaging)
        {
            line("", $"average of the last {report.AveragedIterates} iterates instead of the last one: {Contrast(averaging)}; {Flatness(averaging.Flatness)}{(averaging.TrainLoss.Low > 0 ? ", but it lies behind a run that was still descending" : "")}");
        }

        if (report.OtherBatch is { } batch)
        {
            line("", $"batch of {report.OtherBatchSize} instead of {report.BatchSize} with the same steps and rate: {Contrast(batch)}; {Flatness(batch.Flatness)}");
        }
    }

    public override void WriteJson(GeneralizationReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("generalization");
        json.WriteNumber("trainedSamples", report.TrainedSamples);
        json.WriteNumber("heldOutSamples", report.HeldOutSamples);
        json.WriteNumber("steps", report.Steps);
        json.WriteNumber("requested", report.Requested);
        json.WriteBoolean("partial", report.IsPartial);
        WriteDifference(json, "gap", report.Gap);
        if (report.Averaging is { } averaging)
        {
            json.WriteStartObject("averaging");
            json.WriteNumber("iterates", report.AveragedIterates);
            WriteContrast(json, averaging);
            json.WriteEndObject();
        }

        if (report.OtherBatch is { } batch && report.OtherBatchSize is { } size)
        {
            json.WriteStartObject("batchComparison");
            json.WriteNumber("recipeBatch", report.BatchSize);
            json.WriteNumber("otherBatch", size);
            json.WriteString("same", "steps and learning rate");
            WriteContrast(json, batch);
            json.WriteEndObject();
        }

        WriteRuns(json, report);
        json.WriteEndObject();
    }

    private static void WriteRuns(Utf8JsonWriter json, GeneralizationReport report)
    {
        json.WriteStartArray("runs");
        foreach (var run in report.Runs)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", run.Seed);
            json.WriteBoolean("diverged", run.HasDiverged);
            WritePoint(json, "last", run.Last);
            WritePoint(json, "average", run.Average?.Measures);
            WritePoint(json, "otherBatch", run.OtherBatch?.Measures);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Interval(SeedDifference difference) =>
        FormattableString.Invariant($"{difference.Mean.Rounded(3)}{Range(difference)}");

    private static string Range(SeedDifference difference) => double.IsFinite(difference.Low)
        ? FormattableString.Invariant($" ({difference.Low.Rounded(3)} to {difference.High.Rounded(3)})")
        : " (error unknown)";

    private static string Errors(PointMeasures[] ends) =>
        ends.All(end => end.HeldOutErrorRate is not null && end.TrainErrorRate is not null)
        ? FormattableString.Invariant(
            $", errors {100 * ends.Average(end => end.HeldOutErrorRate!.Value):F1} % against {100 * ends.Average(end => end.TrainErrorRate!.Value):F1} %")
        : "";

    private static string Contrast(ContrastSummary contrast) =>
        (contrast.HeldOutLoss is { } held
            ? "held-out loss " + Signed(held.Mean) + Range(held)
            : "loss " + Signed(contrast.TrainLoss.Mean) + Range(contrast.TrainLoss))
        + $", largest eigenvalue {Signed(contrast.LargestEigenvalue.Mean)}, trace {Signed(contrast.Trace.Mean)}";

    private static string Signed(double value) => FormattableString.Invariant($"{(value > 0 ? "+" : "")}{value.Rounded(3)}");

    private static string Flatness(FlatnessVerdict verdict) => verdict switch
    {
        FlatnessVerdict.NoDifference => "no clear difference in flatness",
        FlatnessVerdict.Flatter => "flatter",
        FlatnessVerdict.Sharper => "sharper",
        FlatnessVerdict.Mixed => "flatter by one measure, sharper by the other",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static void WriteContrast(Utf8JsonWriter json, ContrastSummary contrast)
    {
        WriteDifference(json, "trainLoss", contrast.TrainLoss);
        WriteDifference(json, "heldOutLoss", contrast.HeldOutLoss);
        WriteDifference(json, "largestEigenvalue", contrast.LargestEigenvalue);
        WriteDifference(json, "trace", contrast.Trace);
        json.WriteString("flatness", contrast.Flatness switch
        {
            FlatnessVerdict.NoDifference => "no-difference",
            FlatnessVerdict.Flatter => "flatter",
            FlatnessVerdict.Sharper => "sharper",
            _ => "mixed",
        });
    }

    private static void WriteDifference(Utf8JsonWriter json, string name, SeedDifference? difference)
    {
        if (difference is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("value", difference.Mean);
        ProbeNumbers.WriteFinite(json, "error", (difference.High - difference.Low) / 2);
        ProbeNumbers.WriteInterval(json, "interval", (difference.Low, difference.High));
        json.WriteNumber("seeds", difference.Seeds);
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, string name, PointMeasures? point)
    {
        if (point is null)
        {
            return;
        }

        json.WriteStartObject(name);
        ProbeNumbers.WriteMeasured(json, "trainLoss", point.TrainLoss.Value, point.TrainLoss.Error);
        if (point.HeldOutLoss is { } held)
        {
            ProbeNumbers.WriteMeasured(json, "heldOutLoss", held.Value, held.Error);
        }

        WriteRate(json, "trainErrorRate", point.TrainErrorRate);
        WriteRate(json, "heldOutErrorRate", point.HeldOutErrorRate);
        ProbeNumbers.WriteMeasured(json, "largestEigenvalue", point.LargestEigenvalue.Value, point.LargestEigenvalue.Residual);
        ProbeNumbers.WriteMeasured(json, "trace", point.Trace.Value, point.Trace.StandardError);
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, Proportion? rate)
    {
        if (rate is not null)
        {
            ProbeNumbers.WriteProportion(json, name, rate);
        }
    }
}
