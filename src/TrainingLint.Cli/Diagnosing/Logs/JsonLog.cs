using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>Reads logs in JSON: <c>trainer_state.json</c>, an array of entries, or one entry a line.</summary>
internal static class JsonLog
{
    private const string Wanted = "wanted is a log_history of entries, an array of entries, or one JSON object a line";

    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>True for text that is one document rather than one a line.</summary>
    public static bool IsDocument(byte[] text)
    {
        var first = Array.FindIndex(text, letter => letter > ' ');
        return first >= 0 && (text[first] == '[' || (text[first] == '{' && text.AsSpan().IndexOf("\"log_history\""u8) >= 0));
    }

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="LogFormatException">It is not JSON, or holds no entries; with its line.</exception>
    public static void ReadDocument(byte[] text, string shown, LogBuilder log)
    {
        var json = JsonNumbers.Quoted(text);
        var reader = new Utf8JsonReader(json, Options);
        var lines = new LineCounter(json);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadEntries(ref reader, lines, log);
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "log_history" && reader.TokenType == JsonTokenType.StartArray)
                {
                    ReadEntries(ref reader, lines, log);
                }
                else if (name == "max_steps" && Value(ref reader) is > 0 and var planned && double.IsFinite(planned))
                {
                    log.PlannedSteps = planned;
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException broken)
        {
            throw new LogFormatException(FormattableString.Invariant(
                $"{shown}:{broken.LineNumber + 1}: the JSON is broken or cut off, at byte {broken.BytePositionInLine} of the line; {Wanted}"));
        }
    }

    /// <summary>Reads one object a line. A broken line is reported and the others are read.</summary>
    public static void ReadLines(byte[] text, string shown, LogBuilder log)
    {
        using var reader = new StreamReader(new MemoryStream(text), Encoding.UTF8);
        var number = 0L;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().Length == 0)
            {
                continue;
            }

            try
            {
                ReadLine(line, number, log);
            }
            catch (JsonException)
            {
                var reason = reader.EndOfStream && text[^1] != '\n' ? "the last line is cut off, as by a run that was stopped while it wrote"
                    : "the line is not a JSON object";
                log.Problem(FormattableString.Invariant($"{shown}:{number}: {reason}; {Wanted}"));
            }
        }
    }

    private static void ReadLine(string line, long number, LogBuilder log)
    {
        var reader = new Utf8JsonReader(JsonNumbers.Quoted(Encoding.UTF8.GetBytes(line)), Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("no object");
        }

        var (fields, empty) = (new List<(string, double)>(), new List<string>());
        ReadFields(ref reader, "", fields, empty);
        reader.Read();
        if (fields.Count > 0)
        {
            log.AddRow(fields, empty, number);
        }
    }

    private static void ReadEntries(ref Utf8JsonReader reader, LineCounter lines, LogBuilder log)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var line = lines.At(reader.TokenStartIndex);
            var (fields, empty) = (new List<(string, double)>(), new List<string>());
            ReadFields(ref reader, "", fields, empty);
            if (fields.Count > 0)
            {
                log.AddRow(fields, empty, line);
            }
        }
    }

    /// <summary>The numbers of an object; those of objects within it under names joined by a slash. The reader bounds the depth.</summary>
    private static void ReadFields(ref Utf8JsonReader reader, string prefix, List<(string Name, double Value)> fields, List<string> empty)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadFields(ref reader, name + "/", fields, empty);
            }
            else if (Value(ref reader) is { } value)
            {
                fields.Add((name, value));
            }
            else if (reader.TokenType == JsonTokenType.Null
                || (reader.TokenType == JsonTokenType.String && LogBuilder.IsNothing(reader.GetString()!)))
            {
                empty.Add(name);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static double? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDouble(out var value) ? value : null,
        JsonTokenType.String => LogBuilder.Number(reader.GetString()!),
        _ => null,
    };

    /// <summary>Counts lines up to places that only move on.</summary>
    private sealed class LineCounter(byte[] text)
    {
        private long _at;
        private long _line = 1;

        public long At(long index)
        {
            for (; _at < index; _at++)
            {
                _line += text[_at] == '\n' ? 1 : 0;
            }

            return _line;
        }
    }
}
