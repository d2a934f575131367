using System;
using System.Collections.Generic;
using System.Text.Json;
using TrainingLint.Cli.Diagnosing.Checks;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Diagnosing.Reports;

/// <summary>Writes a diagnosis for scripts.</summary>
internal static class DiagnosisJsonReport
{
    public static void Write(DiagnosisAnswer answer, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        json.WriteString("verdict", answer.Verdict);
        json.WriteString("summary", answer.Sentence);
        WriteLog(json, answer.Run);
        if (answer.Config is { } config)
        {
            json.WriteStartObject("config");
            json.WriteString("file", config);
            json.WriteString("recipe", answer.Run.Recipe!.Name);
            json.WriteString("dialect", answer.Run.Recipe.Dialect);
            json.WriteEndObject();
        }

        WriteAll(json, "findings", answer.Diagnosis.Findings, finding => WriteFinding(json, answer.Run, finding));
        WriteAll(json, "checked", answer.Diagnosis.Checked, json.WriteStringValue);
        WriteAll(json, "unchecked", answer.Diagnosis.Unchecked, part =>
        {
            json.WriteStartObject();
            json.WriteString("check", part.Check);
            json.WriteString("reason", part.Reason);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteLog(Utf8JsonWriter json, LoggedRun run)
    {
        json.WriteStartObject("log");
        json.WriteStartArray("files");
        foreach (var file in run.Log.Files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteString("unit", run.Log.Unit switch { LogUnit.Steps => "steps", LogUnit.Epochs => "epochs", _ => "entries" });
        json.WriteNumber("first", run.Log.Range.First);
        json.WriteNumber("last", run.Log.Range.Last);
        WriteSeries(json, "learningRate", run.Rates.Count > 0 ? run.Rates[0] : null);
        WriteSeries(json, "loss", run.Loss);
        WriteSeries(json, "gradientNorm", run.GradientNorm);
        WriteSeries(json, "heldOutLoss", run.HeldOutLoss);
        json.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, LogSeries? series)
    {
        if (series is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("name", series.Name);
            json.WriteNumber("values", series.Points.Count);
            json.WriteEndObject();
        }
    }

    private static void WriteFinding(Utf8JsonWriter json, LoggedRun run, DiagnosisFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("cause", finding.Cause);
        json.WriteString("severity", finding.IsRisk ? "risk" : "note");
        json.WriteString("message", finding.Message);
        json.WriteString("advice", finding.Advice);
        if (finding.Setting is { Place: { } place } setting)
        {
            json.WriteStartObject("setting");
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
            json.WriteString("key", setting.Key);
            json.WriteString("text", setting.Text);
            json.WriteEndObject();
        }

        if (finding.At is { } at)
        {
            json.WriteStartObject("logged");
            json.WriteString("file", run.Log.Files[at.Place.File]);
            json.WriteNumber(run.Log.Format == LogFormat.Events ? "byte" : "line", at.Place.Position);
            JsonOutput.WriteValue(json, "step", at.Step);
            JsonOutput.WriteValue(json, "value", double.IsNaN(at.Value) ? "NaN" : at.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
