using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>Reads single words of a script: quotes, escapes, references (POSIX.1-2017, Shell Command Language, 2.2, 2.5 and 2.6).</summary>
internal sealed class WordReader(ScriptText text)
{
    private const int DeepestReference = 20;

    private int _depth;

    /// <summary>Index at which a quote begins that never ends; −1 when all do.</summary>
    public int Unterminated { get; private set; } = -1;

    /// <summary>The word at an index, which is then behind it.</summary>
    public ShellWord Read(ref int at)
    {
        var start = at;
        var parts = new PartList(text);
        while (at < text.Length && !EndsWord(at))
        {
            ReadUnquoted(parts, ref at);
        }

        return parts.ToWord(start, at);
    }

    /// <summary>The body of a here-document.</summary>
    public ShellWord Document(int start, int end, bool isLiteral)
    {
        var parts = new PartList(text);
        for (var at = start; at < end;)
        {
            if (isLiteral)
            {
                parts.Add(at++, isQuoted: false);
            }
            else
            {
                ReadInDoubleQuotes(parts, ref at, isQuoted: false);
            }
        }

        return parts.ToWord(start, end);
    }

    private bool EndsWord(int at) => text[at] switch
    {
        ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or ')' => true,
        '(' => true,
        '<' or '>' => text[at + 1] != '(',
        _ => false,
    };

    private void ReadUnquoted(PartList parts, ref int at)
    {
        switch (text[at])
        {
            case '\\' when text[at + 1] is '\n' or '\r':
                at += text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
                break;
            case '\\' when at + 1 < text.Length:
                parts.Add(at + 1, isQuoted: true);
                at += 2;
                break;
            case '\'':
                ReadSingleQuotes(parts, ref at);
                break;
            case '"':
                ReadDoubleQuotes(parts, ref at);
                break;
            case '$' when text[at + 1] == '\'':
                at++;
                ReadSingleQuotes(parts, ref at);
                break;
            case '$':
                ReadReference(parts, ref at, isQuoted: false);
                break;
            case '`':
                ReadBackticks(parts, ref at, isQuoted: false);
                break;
            case '<' or '>':
                at++;
                SkipSubstitution(parts, ref at, isQuoted: false);
                break;
            default:
                parts.Add(at++, isQuoted: false);
                break;
        }
    }

    private void ReadSingleQuotes(PartList parts, ref int at)
    {
        var open = at++;
        parts.Touch(at, isQuoted: true);
        while (at < text.Length && text[at] != '\'')
        {
            parts.Add(at++, isQuoted: true);
        }

        Close(open, ref at);
    }

    private void ReadDoubleQuotes(PartList parts, ref int at)
    {
        var open = at++;
        parts.Touch(at, isQuoted: true);
        while (at < text.Length && text[at] != '"')
        {
            ReadInDoubleQuotes(parts, ref at, isQuoted: true);
        }

        Close(open, ref at);
    }

    private void ReadInDoubleQuotes(PartList parts, ref int at, bool isQuoted)
    {
        switch (text[at])
        {
            case '\\' when text[at + 1] is '\n' or '\r':
                at += text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
                break;
            case '\\' when text[at + 1] is '$' or '"' or '`' or '\\':
                parts.Add(at + 1, isQuoted);
                at += 2;
                break;
            case '$':
                ReadReference(parts, ref at, isQuoted);
                break;
            case '`':
                ReadBackticks(parts, ref at, isQuoted);
                break;
            default:
                parts.Add(at++, isQuoted);
                break;
        }
    }

    private void Close(int open, ref int at)
    {
        if (at >= text.Length)
        {
            Unterminated = Unterminated < 0 ? open : Unterminated;
        }
        else
        {
            at++;
        }
    }

    private void ReadBackticks(PartList parts, ref int at, bool isQuoted)
    {
        var open = at++;
        var start = at;
        while (at < text.Length && text[at] != '`')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        at = at > text.Length ? text.Length : at;
        parts.Add(new SubstitutionPart(text.Slice(start, at), isQuoted));
        Close(open, ref at);
    }

    private void ReadReference(PartList parts, ref int at, bool isQuoted)
    {
        var next = text[at + 1];
        if (next == '(' && text[at + 2] == '(')
        {
            ReadArithmetic(parts, ref at, isQuoted);
        }
        else if (next == '(')
        {
            at++;
            SkipSubstitution(parts, ref at, isQuoted);
        }
        else if (next == '{')
        {
            at += 2;
            parts.Add(ReadBraces(ref at, isQuoted));
        }
        else if (IsNameStart(next))
        {
            var start = ++at;
            while (IsName(text[at]))
            {
                at++;
            }

            parts.Add(new VariablePart(text.Text.Substring(start, at - start), null, "", null, isQuoted));
        }
        else if (next is (>= '0' and <= '9') or '@' or '*' or '#' or '?' or '!' or '$' or '-')
        {
            parts.Add(new VariablePart(next.ToString(), null, "", null, isQuoted));
            at += 2;
        }
        else
        {
            parts.Add(at++, isQuoted);
        }
    }

    private void ReadArithmetic(PartList parts, ref int at, bool isQuoted)
    {
        var start = at + 3;
        var depth = 2;
        for (at = start; at < text.Length && depth > 0; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
        }

        var end = System.Math.Max(start, at - 2);
        parts.Add(new ArithmeticPart(end > text.Length ? "" : text.Text.Substring(start, end - start), isQuoted));
    }

    // From the bracket on; quotes inside hide brackets.
    private void SkipSubstitution(PartList parts, ref int at, bool isQuoted)
    {
        var open = at++;
        var start = at;
        var depth = 1;
        while (at < text.Length && depth > 0)
        {
            var c = text[at];
            if (c == '\\')
            {
                at++;
            }
            else if (c is '\'' or '"')
            {
                var close = text.Text.IndexOf(c, at + 1);
                at = close < 0 ? at : close;
            }
            else
            {
                depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            }

            at++;
        }

        if (depth > 0)
        {
            Unterminated = Unterminated < 0 ? open : Unterminated;
        }

        at = System.Math.Min(at, text.Length);
        parts.Add(new SubstitutionPart(text.Slice(start, System.Math.Max(start, depth > 0 ? at : at - 1)), isQuoted));
    }

    // From behind ${ to behind the closing brace.
    private VariablePart ReadBraces(ref int at, bool isQuoted)
    {
        var name = new StringBuilder();
        if (text[at] is '!' or '#' && text[at + 1] != '}')
        {
            name.Append(text[at++]);
        }

        while (IsName(text[at]) || (name.Length == 0 && text[at] is '@' or '*'))
        {
            name.Append(text[at++]);
        }

        string? index = null;
        if (text[at] == '[')
        {
            var close = text.Text.IndexOf(']', at);
            if (close > 0)
            {
                index = text.Text.Substring(at + 1, close - at - 1);
                at = close + 1;
            }
        }

        var operation = text[at] == ':' && text[at + 1] is '-' or '=' or '+' or '?' ? text.Text.Substring(at, 2)
            : text[at] is '}' or '\0' ? "" : text[at].ToString();
        at += operation.Length;
        var operand = ReadOperand(ref at);
        return new VariablePart(name.ToString(), index, operation, operand, isQuoted);
    }

    private ShellWord ReadOperand(ref int at)
    {
        var start = at;
        var parts = new PartList(text);
        _depth++;
        while (at < text.Length && text[at] != '}')
        {
            if (text[at] == '\'' || _depth > DeepestReference)
            {
                parts.Add(at++, isQuoted: false);
            }
            else if (text[at] == '"')
            {
                ReadDoubleQuotes(parts, ref at);
            }
            else
            {
                ReadInDoubleQuotes(parts, ref at, isQuoted: false);
            }
        }

        _depth--;
        var word = parts.ToWord(start, at);
        at = at < text.Length ? at + 1 : at;
        return word;
    }

    private static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsName(char c) => IsNameStart(c) || c is >= '0' and <= '9';

    /// <summary>The parts of a word in the making: neighbouring characters of one kind are one part.</summary>
    internal sealed class PartList(ScriptText text)
    {
        private readonly List<WordPart> _parts = [];
        private readonly StringBuilder _literal = new();
        private int _literalOffset;
        private int _nextOffset;
        private bool _isQuoted;
        private bool _isOpen;

        /// <summary>Adds a character of the text.</summary>
        public void Add(int index, bool isQuoted)
        {
            var offset = text.OffsetOf(index);
            if (!_isOpen || isQuoted != _isQuoted || (offset != _nextOffset && (_literal.Length > 0 || offset < 0)))
            {
                Open(offset, isQuoted);
            }

            if (_literal.Length == 0)
            {
                _literalOffset = offset;
            }

            _literal.Append(text[index]);
            _nextOffset = offset < 0 ? -1 : offset + 1;
        }

        /// <summary>Notes that quotes open here, so that an empty pair is a word.</summary>
        public void Touch(int index, bool isQuoted) => Open(text.OffsetOf(index), isQuoted);

        public void Add(WordPart part)
        {
            Flush();
            _parts.Add(part);
        }

        public ShellWord ToWord(int start, int end)
        {
            Flush();

            // An empty pair of quotes is a word, but no part of a longer one.
            if (_parts.Count > 1)
            {
                _parts.RemoveAll(part => part is LiteralPart { Text.Length: 0 });
            }

            return new ShellWord(_parts, text.OffsetOf(start), text.EndOf(end));
        }

        private void Open(int offset, bool isQuoted)
        {
            Flush();
            (_isOpen, _isQuoted, _literalOffset, _nextOffset) = (true, isQuoted, offset, offset);
        }

        private void Flush()
        {
            if (_isOpen && (_literal.Length > 0 || _isQuoted))
            {
                _parts.Add(new LiteralPart(_literal.ToString(), _literalOffset, _isQuoted));
            }

            _literal.Clear();
            _isOpen = false;
        }
    }
}
