using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Documents;

/// <summary>The text of a config with its path.</summary>
public sealed class SourceFile
{
    private const int LettersPerZero = 10;

    private byte[] _byteOrderMark = [];
    private int[]? _lineStarts;

    /// <summary>A file that is already text, such as an unsaved editor buffer.</summary>
    public SourceFile(string path, string text, string? fullPath = null)
    {
        Path = path;
        FullPath = fullPath;
        Text = text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
    }

    /// <summary>Path as the host knows it.</summary>
    public string Path { get; }

    /// <summary>Absolute path on disk, from which base files are found; null for text without a file.</summary>
    public string? FullPath { get; }

    /// <summary>The whole text, without byte order mark.</summary>
    public string Text { get; }

    /// <summary>How the text is written on disk.</summary>
    public Encoding Encoding { get; private init; } = new UTF8Encoding(false, true);

    /// <summary>The bytes that the text has on disk, byte order mark included.</summary>
    /// <param name="text">This text, or one that is to take its place.</param>
    public byte[] Encode(string text) => [.. _byteOrderMark, .. Encoding.GetBytes(text)];

    /// <summary>How it is written, once <c>ConfigFormats</c> has been asked for it.</summary>
    internal ConfigFormat? KnownFormat { get; set; }

    /// <summary>Number of lines.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The text of a line (from 1), without its line break; empty beyond the end.</summary>
    public string Line(int number)
    {
        if (number < 1 || number > LineStarts.Length)
        {
            return "";
        }

        var start = LineStarts[number - 1];
        var end = number < LineStarts.Length ? LineStarts[number] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    /// <summary>Position in the text of a line and column (both from 1); the end of the line or text where they lie beyond it.</summary>
    public int OffsetOf(int line, int column)
    {
        if (line > LineStarts.Length)
        {
            return Text.Length;
        }

        var start = LineStarts[line - 1];
        var end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Math.Min(start + column - 1, end);
    }

    /// <summary>Line and column (both from 1) of a position in the text.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var found = Array.BinarySearch(LineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>Where a stretch of the text stands, for findings.</summary>
    internal Place PlaceOf(int offset, int length)
    {
        var span = SpanOf(offset, offset + length);
        return new Place(Path, span.Line, span.Column, span.EndLine, span.EndColumn);
    }

    /// <summary>The stretch between two positions in the text, of which the second is exclusive.</summary>
    internal Span SpanOf(int start, int end)
    {
        var from = Math.Min(start, Text.Length);

        // Behind the first half of a line break there is no column.
        from -= from > 0 && from < Text.Length && Text[from] == '\n' && Text[from - 1] == '\r' ? 1 : 0;
        var to = Math.Max(from, Math.Min(end, Text.Length));

        // What lies on a line ends on it: a break is no part of a value.
        while (to > from && Text[to - 1] is '\r' or '\n')
        {
            to--;
        }

        var ((line, column), (endLine, endColumn)) = (PositionOf(from), PositionOf(to));
        return new Span(line, column, endLine, endColumn);
    }

    /// <summary>The text at a place of this file.</summary>
    public string Slice(Place place)
    {
        var start = OffsetOf(place.Line, place.Column);
        return Text.Substring(start, Math.Max(0, OffsetOf(place.EndLine, place.EndColumn) - start));
    }

    /// <summary>
    /// Decodes bytes as UTF-8, or as UTF-16 or UTF-32 when a byte order mark says so or zero bytes give UTF-16 away.
    /// Returns null for what is no text at all.
    /// </summary>
    public static SourceFile? Decode(string path, byte[] bytes, string? fullPath = null)
    {
        var encoding = EncodingOf(bytes, out var skip);
        try
        {
            var text = encoding.GetString(bytes, skip, bytes.Length - skip);
            return IsBinary(text) ? null : new SourceFile(path, text, fullPath)
            {
                Encoding = encoding,
                _byteOrderMark = bytes.Take(skip).ToArray(),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A zero here and there is a slip in a text, which its format refuses at its place.
    private static bool IsBinary(string text) =>
        text.IndexOf('\0') >= 0 && text.Count(letter => letter == '\0') > text.Length / LettersPerZero;

    private static Encoding EncodingOf(byte[] bytes, out int skip)
    {
        (byte[] Mark, Encoding Encoding)[] marks =
        [
            ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false, true)),
            ([0xFF, 0xFE, 0, 0], new UTF32Encoding(false, false, true)),
            ([0, 0, 0xFE, 0xFF], new UTF32Encoding(true, false, true)),
            ([0xFF, 0xFE], new UnicodeEncoding(false, false, true)),
            ([0xFE, 0xFF], new UnicodeEncoding(true, false, true)),
        ];
        foreach (var (mark, encoding) in marks)
        {
            if (StartsWith(bytes, mark))
            {
                skip = mark.Length;
                return encoding;
            }
        }

        skip = 0;
        return bytes.Length < 2 ? new UTF8Encoding(false, true)
            : bytes[0] == 0 && bytes[1] != 0 ? new UnicodeEncoding(true, false, true)
            : bytes[0] != 0 && bytes[1] == 0 ? new UnicodeEncoding(false, false, true)
            : new UTF8Encoding(false, true);
    }

    private static bool StartsWith(byte[] bytes, byte[] mark)
    {
        for (var i = 0; i < mark.Length; i++)
        {
            if (i >= bytes.Length || bytes[i] != mark[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
