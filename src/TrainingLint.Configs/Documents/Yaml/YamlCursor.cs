using System;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>
/// A position in a text with the line and column that PyYAML counts (<c>yaml/reader.py</c>): U+0085, U+2028 and U+2029 end a line there,
/// a byte order mark takes no column, and a character outside of the basic plane takes one.
/// </summary>
internal class YamlCursor(string text)
{
    /// <summary>Stands for the end of the text.</summary>
    protected const char EndOfText = '\0';

    private const char ByteOrderMark = '\uFEFF';

    protected string Source { get; } = text;

    /// <summary>Position in UTF-16 units.</summary>
    protected int Index { get; private set; }

    /// <summary>Position in characters.</summary>
    protected int Points { get; private set; }

    protected int Line { get; private set; }

    protected int Column { get; private set; }

    protected char Peek(int ahead = 0) => Index + ahead < Source.Length ? Source[Index + ahead] : EndOfText;

    protected bool StartsWith(string wanted) => string.CompareOrdinal(Source, Index, wanted, 0, wanted.Length) == 0;

    protected string Take(int length)
    {
        var taken = Source.Substring(Index, Math.Min(length, Source.Length - Index));
        Forward(length);
        return taken;
    }

    protected void Forward(int length = 1)
    {
        for (; length > 0 && Index < Source.Length; length--)
        {
            var c = Source[Index++];
            if (char.IsLowSurrogate(c) && Index > 1 && char.IsHighSurrogate(Source[Index - 2]))
            {
                continue;
            }

            Points++;
            if (c is '\n' or '\u0085' or '\u2028' or '\u2029' || (c == '\r' && Peek() != '\n'))
            {
                (Line, Column) = (Line + 1, 0);
            }
            else if (c != ByteOrderMark)
            {
                Column++;
            }
        }
    }

    /// <summary>Takes a line break, if there is one; the text that it stands for in a value, or nothing.</summary>
    protected string TakeLineBreak()
    {
        var c = Peek();
        if (c is '\r' or '\n' or '\u0085')
        {
            Forward(c == '\r' && Peek(1) == '\n' ? 2 : 1);
            return "\n";
        }

        if (c is '\u2028' or '\u2029')
        {
            Forward();
            return c.ToString();
        }

        return "";
    }

    protected void SkipSpaces()
    {
        while (Peek() == ' ')
        {
            Forward();
        }
    }

    protected void SkipComment()
    {
        if (Peek() == '#')
        {
            while (!IsBreakOrEnd(Peek()))
            {
                Forward();
            }
        }
    }

    protected bool IsAtDocumentMark() => (StartsWith("---") || StartsWith("...")) && IsBlankOrEnd(Peek(3));

    protected static bool IsBreak(char c) => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    protected static bool IsBreakOrEnd(char c) => c == EndOfText || IsBreak(c);

    protected static bool IsSpaceOrEnd(char c) => c == ' ' || IsBreakOrEnd(c);

    protected static bool IsBlankOrEnd(char c) => c is ' ' or '\t' || IsBreakOrEnd(c);

    protected static bool IsNameLetter(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '-' or '_';

    protected static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f');

    protected YamlSyntaxException Refuse(string message, int? at = null) => new(at ?? Index, message);

    /// <summary>The character at the position, for messages.</summary>
    protected string Found()
    {
        var c = Peek();
        return c == EndOfText && Index >= Source.Length ? "the end of the file"
            : c == '\t' ? "a tab"
            : IsBreak(c) ? "the end of the line"
            : "'" + (char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(1)) ? Source.Substring(Index, 2) : c.ToString()) + "'";
    }
}
