using System;
using System.IO;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>Python writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> into JSON, which has no such numbers.</summary>
internal static class JsonNumbers
{
    /// <summary>The same text with those words in quotes, wherever they stand outside of text; lines stay where they are.</summary>
    public static byte[] Quoted(byte[] json)
    {
        if (json.AsSpan().IndexOf("NaN"u8) < 0 && json.AsSpan().IndexOf("Infinity"u8) < 0)
        {
            return json;
        }

        using var quoted = new MemoryStream(json.Length + 64);
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var length = inText ? 0 : WordAt(json.AsSpan(i));
            if (length > 0)
            {
                quoted.WriteByte((byte)'"');
                quoted.Write(json, i, length);
                quoted.WriteByte((byte)'"');
                i += length - 1;
                continue;
            }

            inText ^= json[i] == '"';
            quoted.WriteByte(json[i]);
            if (inText && json[i] == '\\' && i + 1 < json.Length)
            {
                quoted.WriteByte(json[++i]);
            }
        }

        return quoted.ToArray();
    }

    private static int WordAt(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
