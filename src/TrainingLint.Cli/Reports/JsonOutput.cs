using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrainingLint.Cli.Reports;

/// <summary>Writes JSON documents of the public contract.</summary>
internal static class JsonOutput
{
    public const int Version = 1;

    public static string ToolVersion { get; } =
        (typeof(JsonOutput).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    public static JsonWriterOptions Options { get; } =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TerminalIo io, Action<Utf8JsonWriter> write)
    {
        using var buffer = Document(write);
        io.Output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>A document as it stands in a file.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = Document(write);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>A value that can be asked for its members, and written again as it is.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options with { Indented = false }))
        {
            write(json);
        }

        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    /// <summary>Writes a setting's value; what JSON has no number for becomes text (<c>Infinity</c>), text where a number belongs and everything else null.</summary>
    public static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case double number when double.IsInfinity(number):
                json.WriteString(name, Word(number));
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case IReadOnlyList<double> numbers:
                json.WriteStartArray(name);
                foreach (var number in numbers)
                {
                    WriteNumber(json, number);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNull(name);
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else if (double.IsNaN(number))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(Word(number));
        }
    }

    // JSON has no number for it; the words are those that Python's json module prints.
    private static string Word(double number) => number > 0 ? "Infinity" : "-Infinity";

    private static MemoryStream Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, Options);
        write(json);
        return buffer;
    }
}
