using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>The lines of a text, and the way between offsets, positions of the protocol (from 0) and places of findings (from 1). All count UTF-16 units.</summary>
internal sealed class TextLines
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    public TextLines(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    public int Count => _starts.Count;

    /// <summary>The text of a line (from 0) without its break; empty beyond the end.</summary>
    public string this[int line] => line >= 0 && line < Count ? _text[_starts[line]..End(line)] : "";

    /// <summary>The offset of a position; what lies behind the end of a line or of the text is taken for that end, as the protocol wants it.</summary>
    public int OffsetOf(Position position) =>
        position.Line < 0 ? 0
        : position.Line >= Count ? _text.Length
        : Math.Min(_starts[position.Line] + Math.Max(0, position.Character), End(position.Line));

    public Position PositionOf(int offset)
    {
        var found = _starts.BinarySearch(Math.Clamp(offset, 0, _text.Length));
        var line = found >= 0 ? found : ~found - 1;
        return new Position(line, Math.Clamp(offset, 0, _text.Length) - _starts[line]);
    }

    /// <summary>The range of a place; a place without extent becomes the text of its line, so that there is something to underline.</summary>
    public Range RangeOf(Place place)
    {
        var (start, end) = (Clamp(place.Line, place.Column), Clamp(place.EndLine, place.EndColumn));
        return start.CompareTo(end) < 0 ? new Range(start, end) : RestOfLine(start);
    }

    private Range RestOfLine(Position start)
    {
        var line = this[start.Line];
        var from = start.Character < line.TrimEnd().Length ? start.Character : 0;
        while (from < line.Length && char.IsWhiteSpace(line[from]))
        {
            from++;
        }

        return new Range(new Position(start.Line, from), new Position(start.Line, Math.Max(from, line.TrimEnd().Length)));
    }

    private Position Clamp(int line, int column)
    {
        var at = Math.Clamp(line - 1, 0, Count - 1);
        return line - 1 > at ? PositionOf(_text.Length) : new Position(at, Math.Clamp(column - 1, 0, End(at) - _starts[at]));
    }

    private int End(int line)
    {
        var end = line + 1 < Count ? _starts[line + 1] : _text.Length;
        while (end > _starts[line] && _text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return end;
    }
}
