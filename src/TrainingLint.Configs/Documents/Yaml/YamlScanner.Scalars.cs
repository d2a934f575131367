using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>Scalars.</summary>
internal sealed partial class YamlScanner
{
    private const string Escaped = "0abt\tnvfre \"\\/N_LP";
    private const string Meant = "\0\a\b\t\t\n\v\f\r\u001b \"\\/\u0085\u00a0\u2028\u2029";

    private YamlToken PlainScalar()
    {
        var value = new StringBuilder();
        var start = Index;
        var end = Index;
        var spaces = "";
        while (Peek() != '#')
        {
            var length = PlainLength();
            if (length == 0)
            {
                break;
            }

            _allowsKey = false;
            value.Append(spaces).Append(Take(length));
            end = Index;
            spaces = PlainSpaces();
            if (spaces.Length == 0 || Peek() == '#' || (_flowLevel == 0 && Column < _indent + 1))
            {
                break;
            }
        }

        return new YamlToken(TokenKind.Scalar, start, end, value.ToString(), IsPlain: true);
    }

    private int PlainLength()
    {
        for (var length = 0; ; length++)
        {
            var c = Peek(length);
            var next = Peek(length + 1);
            if (IsBlankOrEnd(c)
                || (c == ':' && (IsBlankOrEnd(next) || (_flowLevel > 0 && next is ',' or '[' or ']' or '{' or '}')))
                || (_flowLevel > 0 && c is ',' or '?' or '[' or ']' or '{' or '}'))
            {
                return length;
            }
        }
    }

    // What stands for the blanks between two words of a plain scalar; empty where it ends.
    private string PlainSpaces()
    {
        var length = 0;
        while (Peek(length) == ' ')
        {
            length++;
        }

        var blanks = Take(length);
        if (!IsBreak(Peek()))
        {
            return blanks;
        }

        var first = TakeLineBreak();
        _allowsKey = true;
        if (IsAtDocumentMark())
        {
            return "";
        }

        var breaks = new StringBuilder();
        while (Peek() == ' ' || IsBreak(Peek()))
        {
            if (Peek() == ' ')
            {
                Forward();
                continue;
            }

            breaks.Append(TakeLineBreak());
            if (IsAtDocumentMark())
            {
                return "";
            }
        }

        return (first != "\n" ? first : breaks.Length == 0 ? " " : "") + breaks;
    }

    private YamlToken QuotedScalar(char quote)
    {
        var value = new StringBuilder();
        var start = Index;
        Forward();
        QuotedText(quote, value, start);
        while (Peek() != quote)
        {
            QuotedSpaces(value, start);
            QuotedText(quote, value, start);
        }

        Forward();
        return new YamlToken(TokenKind.Scalar, start, Index, value.ToString());
    }

    private void QuotedText(char quote, StringBuilder value, int start)
    {
        while (true)
        {
            var length = 0;
            while (Peek(length) is not ('\'' or '"' or '\\') && !IsBlankOrEnd(Peek(length)))
            {
                length++;
            }

            value.Append(Take(length));
            var c = Peek();
            if (quote == '\'' && c == '\'' && Peek(1) == '\'')
            {
                value.Append('\'');
                Forward(2);
            }
            else if (c is '\'' or '"' && c != quote)
            {
                value.Append(c);
                Forward();
            }
            else if (c == '\\' && quote == '\'')
            {
                value.Append(c);
                Forward();
            }
            else if (c == '\\')
            {
                Forward();
                Escape(value, start);
            }
            else
            {
                return;
            }
        }
    }

    private void Escape(StringBuilder value, int start)
    {
        var c = Peek();
        var known = Index < Source.Length ? Escaped.IndexOf(c) : -1;
        var digits = c switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (known >= 0)
        {
            value.Append(Meant[known]);
            Forward();
        }
        else if (digits > 0)
        {
            Forward();
            AppendCode(value, digits);
        }
        else if (IsBreak(c))
        {
            TakeLineBreak();
            value.Append(QuotedBreaks(start));
        }
        else
        {
            throw Refuse("'\\' before " + Found() + " is no escape; write '\\\\', or single quotes", Index - 1);
        }
    }

    private void AppendCode(StringBuilder value, int digits)
    {
        for (var i = 0; i < digits; i++)
        {
            if (!IsHexDigit(Peek(i)))
            {
                throw Refuse(FormattableString.Invariant($"an escape wants {digits} hexadecimal digits here"));
            }
        }

        var code = long.Parse(Source.Substring(Index, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (code > 0x10FFFF)
        {
            throw Refuse("this escape names no character");
        }

        // Half of a pair stands alone in YAML, and beside its other half in JSON.
        value.Append(code is >= 0x10000 ? char.ConvertFromUtf32((int)code) : ((char)code).ToString());
        Forward(digits);
    }

    private void QuotedSpaces(StringBuilder value, int start)
    {
        var length = 0;
        while (Peek(length) is ' ' or '\t')
        {
            length++;
        }

        var blanks = Take(length);
        if (Index >= Source.Length)
        {
            throw Refuse("the text in quotes that starts here does not end", start);
        }

        if (!IsBreak(Peek()))
        {
            value.Append(blanks);
            return;
        }

        var first = TakeLineBreak();
        var breaks = QuotedBreaks(start);
        value.Append(first != "\n" ? first : breaks.Length == 0 ? " " : "").Append(breaks);
    }

    private string QuotedBreaks(int start)
    {
        var breaks = new StringBuilder();
        while (true)
        {
            if (IsAtDocumentMark())
            {
                throw Refuse("the text in quotes that starts here does not end before the next document", start);
            }

            while (Peek() is ' ' or '\t')
            {
                Forward();
            }

            if (!IsBreak(Peek()))
            {
                return breaks.ToString();
            }

            breaks.Append(TakeLineBreak());
        }
    }

    private YamlToken BlockScalar(bool isFolded)
    {
        var value = new StringBuilder();
        var start = Index;
        Forward();
        var (keepsBreaks, increment) = BlockHeader();
        SkipRestOfLine();
        var least = Math.Max(1, _indent + 1);
        var end = Index;
        var breaks = new List<string>();
        var indent = increment is { } wanted ? least + wanted - 1 : Math.Max(least, BlockIndentation(breaks));
        if (increment is not null)
        {
            BlockBreaks(indent, breaks);
        }

        var lineBreak = "";
        while (Column == indent && Index < Source.Length)
        {
            AppendAll(value, breaks);
            var startsWithText = Peek() is not (' ' or '\t');
            var length = 0;
            while (!IsBreakOrEnd(Peek(length)))
            {
                length++;
            }

            value.Append(Take(length));
            end = Index;
            lineBreak = TakeLineBreak();
            BlockBreaks(indent, breaks);
            if (Column != indent || Index >= Source.Length)
            {
                break;
            }

            if (!isFolded || lineBreak != "\n" || !startsWithText || Peek() is ' ' or '\t')
            {
                value.Append(lineBreak);
            }
            else if (breaks.Count == 0)
            {
                value.Append(' ');
            }
        }

        value.Append(keepsBreaks == false ? "" : lineBreak);
        if (keepsBreaks == true)
        {
            AppendAll(value, breaks);
        }

        return new YamlToken(TokenKind.Scalar, start, end, value.ToString());
    }

    private static void AppendAll(StringBuilder value, List<string> breaks)
    {
        foreach (var text in breaks)
        {
            value.Append(text);
        }

        breaks.Clear();
    }

    private (bool? KeepsBreaks, int? Increment) BlockHeader()
    {
        var keeps = Chomping();
        int? increment = null;
        if (Peek() is >= '0' and <= '9')
        {
            increment = Peek() - '0';
            if (increment == 0)
            {
                throw Refuse("the indentation of a block is 1 to 9, not 0");
            }

            Forward();
            keeps ??= Chomping();
        }

        return IsSpaceOrEnd(Peek()) ? (keeps, increment) : throw Refuse("'|' or '>' is followed by " + Found() + " where only '+', '-' or a digit can stand; put the text into quotes");
    }

    private bool? Chomping()
    {
        var c = Peek();
        if (c is not ('+' or '-'))
        {
            return null;
        }

        Forward();
        return c == '+';
    }

    private void SkipRestOfLine()
    {
        SkipSpaces();
        SkipComment();
        if (!IsBreakOrEnd(Peek()))
        {
            throw Refuse("only a comment can stand here, not " + Found());
        }

        TakeLineBreak();
    }

    private int BlockIndentation(List<string> breaks)
    {
        var most = 0;
        while (Peek() == ' ' || IsBreak(Peek()))
        {
            if (Peek() == ' ')
            {
                Forward();
                most = Math.Max(most, Column);
            }
            else
            {
                breaks.Add(TakeLineBreak());
            }
        }

        return most;
    }

    private void BlockBreaks(int indent, List<string> breaks)
    {
        SkipIndentation(indent);
        while (IsBreak(Peek()))
        {
            breaks.Add(TakeLineBreak());
            SkipIndentation(indent);
        }
    }

    private void SkipIndentation(int indent)
    {
        while (Column < indent && Peek() == ' ')
        {
            Forward();
        }
    }
}
