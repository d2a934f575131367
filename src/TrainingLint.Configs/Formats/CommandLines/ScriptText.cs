using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>Text to be read as commands, each character of which knows where in the file it is written; −1 for what is written nowhere.</summary>
internal sealed class ScriptText
{
    private readonly int _start;
    private readonly int[]? _offsets;

    private ScriptText(string text, int start, int[]? offsets)
    {
        Text = text;
        _start = start;
        _offsets = offsets;
    }

    public string Text { get; }

    public int Length => Text.Length;

    public char this[int index] => index < Text.Length ? Text[index] : '\0';

    /// <summary>A stretch of a file.</summary>
    public static ScriptText Of(string text, int start = 0) => new(text, start, null);

    /// <summary>A text in pieces, each character of which stands at a position of the file.</summary>
    public static ScriptText Of(string text, IReadOnlyList<int> offsets) =>
        new(text, 0, [.. System.Linq.Enumerable.Take(offsets, text.Length)]);

    /// <summary>What variables and quotes have put together, to be read as a command of its own.</summary>
    public static ScriptText Of(IEnumerable<Piece> pieces)
    {
        var text = new StringBuilder();
        var offsets = new List<int>();
        foreach (var piece in pieces)
        {
            for (var i = 0; i < piece.Text.Length; i++)
            {
                text.Append(piece.Text[i]);
                offsets.Add(piece.Offset < 0 ? -1 : piece.Offset + i);
            }
        }

        return new(text.ToString(), 0, [.. offsets]);
    }

    /// <summary>Where in the file a character is written; for the end of the text, behind its last character.</summary>
    public int OffsetOf(int index) =>
        _offsets is null ? _start + index
        : index < _offsets.Length ? _offsets[index]
        : _offsets.Length > 0 && _offsets[_offsets.Length - 1] >= 0 ? _offsets[_offsets.Length - 1] + 1 : -1;

    /// <summary>Where in the file a stretch ends whose last character is the one before an index.</summary>
    public int EndOf(int index) => index > 0 && OffsetOf(index - 1) is >= 0 and var last ? last + 1 : OffsetOf(index);

    /// <summary>A part of the text.</summary>
    public ScriptText Slice(int start, int end) => new(
        Text.Substring(start, end - start),
        _start + start,
        _offsets is null ? null : [.. new System.ArraySegment<int>(_offsets, start, end - start)]);
}

/// <summary>A stretch of an expanded word.</summary>
/// <param name="Text">What it says; the reference itself where its value is unknown.</param>
/// <param name="Offset">Where in the file it is written; −1 where it is computed.</param>
internal readonly record struct Piece(string Text, int Offset)
{
    /// <summary>False for what only run time decides.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>True in quotes: blanks in it separate nothing.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True when it is there under a condition that cannot be decided.</summary>
    public bool IsConditional { get; init; }

    /// <summary>What stands for a value that only run time decides, in a form that no reader takes for a value.</summary>
    public static Piece Unknown(string name) => new("${" + name + "}", -1) { IsKnown = false };
}
