using System.Text.Json;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>Measured numbers in the JSON of a probe. What is no number is left out, never zero.</summary>
internal static class ProbeNumbers
{
    public static void WriteFinite(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
    }

    /// <summary>A value with its standard error.</summary>
    public static void WriteMeasured(Utf8JsonWriter json, string name, double value, double error)
    {
        if (double.IsFinite(value))
        {
            json.WriteStartObject(name);
            json.WriteNumber("value", value);
            WriteFinite(json, "error", error);
            json.WriteEndObject();
        }
    }

    public static void WriteInterval(Utf8JsonWriter json, string name, (double Low, double High) interval)
    {
        if (double.IsFinite(interval.Low) && double.IsFinite(interval.High))
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
            json.WriteEndArray();
        }
    }

    /// <summary>A share with its interval and the count it rests on; without trials it has no value.</summary>
    public static void WriteProportion(Utf8JsonWriter json, string name, Proportion share)
    {
        json.WriteStartObject(name);
        WriteFinite(json, "value", share.Value);
        json.WriteNumber("error", share.Error);
        WriteInterval(json, "interval", (share.Low, share.High));
        json.WriteNumber("trials", share.Trials);
        json.WriteEndObject();
    }

    /// <summary>A barrier; absent when it was not measured, without a value when the line leaves all bounds.</summary>
    public static void WriteBarrier(Utf8JsonWriter json, string name, LinearBarrier? barrier)
    {
        if (barrier is null)
        {
            return;
        }

        json.WriteStartObject(name);
        WriteFinite(json, "value", barrier.Height);
        WriteFinite(json, "error", barrier.HeightError);
        WriteFinite(json, "position", barrier.Position);
        json.WriteEndObject();
    }
}
