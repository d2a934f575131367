using System.Collections.Generic;

namespace TrainingLint.Configs.Programs;

/// <summary>
/// Takes a program apart into names, strings, numbers and signs, without parsing it: Python, or C# and C++ whose comments and strings
/// differ. Goes on after anything, so that half a file gives half its words.
/// </summary>
internal sealed class SourceTokenizer(string text, bool isPython)
{
    private const int LongestKey = 120;

    private readonly List<SourceToken> _tokens = new(text.Length / 6);
    private int _at;
    private int _line = 1;

    /// <summary>The words of the file.</summary>
    public WordTable Words { get; } = new();

    /// <summary>Beginnings and ends of names that the program puts together, such as <c>lr_</c> of <c>f"lr_{part}"</c>.</summary>
    public HashSet<string> Pieces { get; } = [];

    /// <summary>All tokens in the order of the text.</summary>
    public List<SourceToken> Read()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c == '\n')
            {
                _line++;
                _at++;
            }
            else if (c is ' ' or '\t' or '\r')
            {
                _at++;
            }
            else if (IsComment(c))
            {
                SkipComment(c);
            }
            else if (IsWordStart(c))
            {
                ReadName();
            }
            else if (c is '"' or '\'')
            {
                ReadText();
            }
            else if (c is >= '0' and <= '9')
            {
                ReadNumber();
            }
            else
            {
                _tokens.Add(new SourceToken(SourceTokenKind.Sign, _at++, 1, _line, -1));
            }
        }

        return _tokens;
    }

    private bool IsComment(char c) => isPython ? c == '#' : c == '/' && _at + 1 < text.Length && text[_at + 1] is '/' or '*';

    private void SkipComment(char c)
    {
        var start = _at;
        if (c == '/' && text[_at + 1] == '*')
        {
            var end = text.IndexOf("*/", _at + 2, System.StringComparison.Ordinal);
            _at = end < 0 ? text.Length : end + 2;
        }
        else
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end;
        }

        AddProse(start, _at);
    }

    private static bool IsWordStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || (c > '\u007f' && char.IsLetter(c));

    private static bool IsWord(char c) => IsWordStart(c) || c is >= '0' and <= '9';

    private void ReadName()
    {
        var start = _at;
        while (_at < text.Length && IsWord(text[_at]))
        {
            _at++;
        }

        // r"...", f'...', Rb"..."
        if (isPython && _at - start <= 2 && _at < text.Length && text[_at] is '"' or '\'' && IsPrefix(start, _at))
        {
            ReadText();
            return;
        }

        var isAttribute = start > 0 && text[start - 1] == '.';
        _tokens.Add(new SourceToken(SourceTokenKind.Name, start, _at - start, _line, Words.Add(text, start, _at - start, _line,
            isAttribute)));
    }

    private bool IsPrefix(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if ("rbufRBUF".IndexOf(text[i]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (IsWord(text[_at]) || text[_at] == '.' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        _tokens.Add(new SourceToken(SourceTokenKind.Number, start, _at - start, _line, -1));
    }

    private void ReadText()
    {
        var quote = text[_at];
        var isTriple = isPython && _at + 2 < text.Length && text[_at + 1] == quote && text[_at + 2] == quote;
        var width = isTriple ? 3 : 1;
        var start = _at + width;
        var first = _line;
        var end = EndOfText(start, quote, isTriple);
        _at = end + width < text.Length ? end + width : text.Length;
        if (end < text.Length && text[end] == '\n')
        {
            _at = end;
        }

        AddText(start, end, first);
    }

    private int EndOfText(int start, char quote, bool isTriple)
    {
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                i++;
                _line += i < text.Length && text[i] == '\n' ? 1 : 0;
            }
            else if (c == '\n')
            {
                if (!isTriple)
                {
                    return i;
                }

                _line++;
            }
            else if (c == quote && (!isTriple || (i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote)))
            {
                return i;
            }
        }

        return text.Length;
    }

    private void AddText(int start, int end, int line)
    {
        var length = end - start;
        var word = -1;
        if (length is > 0 and <= LongestKey && text.IndexOf(' ', start, length) < 0 && text.IndexOf('\n', start, length) < 0)
        {
            word = AddKey(start, end, line);
            AddPieces(start, end);
        }
        else
        {
            AddProse(start, end);
        }

        _tokens.Add(new SourceToken(SourceTokenKind.Text, start, length, line, word));
    }

    // "lr", "--weight-decay", "optim.lr": each of its words, and the whole as the name that argparse makes of it.
    private int AddKey(int start, int end, int line)
    {
        while (start < end && text[start] == '-')
        {
            start++;
        }

        var hasDash = text.IndexOf('-', start, end - start) >= 0;
        var isOne = true;
        for (var i = start; i < end; i++)
        {
            isOne &= IsWord(text[i]) || text[i] == '-';
        }

        var whole = -1;
        if (isOne && end > start)
        {
            var name = text.Substring(start, end - start);
            whole = Words.Add(name.Replace('-', '_'), 0, name.Length, line, isKey: true);
            if (hasDash)
            {
                Words.Add(name, 0, name.Length, line, isKey: true);
            }
        }

        AddWords(start, end, isOne && hasDash ? 0 : line, isKey: true);
        return whole;
    }

    private void AddPieces(int start, int end)
    {
        var open = text.IndexOfAny(['{', '%'], start, end - start);
        if (open >= 0)
        {
            var close = text[open] == '{' ? text.LastIndexOf('}', end - 1, end - start) + 1 : text.LastIndexOf('%', end - 1,
                end - start) + 2;
            AddPiece(start, open);
            AddPiece(close > open ? close : end, end);
        }
        else if (end - start > 1 && (text[end - 1] is '_' or '.' or '-' || text[start] is '_' or '.'))
        {
            AddPiece(start, end);
        }
    }

    private void AddPiece(int start, int end)
    {
        while (start < end && text[start] is '-' or '.')
        {
            start++;
        }

        if (end - start > 1 && IsWord(text[start]) && end - start < 40)
        {
            Pieces.Add(text.Substring(start, end - start));
        }
    }

    private void AddProse(int start, int end) => AddWords(start, end, 0, isKey: false);

    private void AddWords(int start, int end, int line, bool isKey)
    {
        for (var i = start; i < end;)
        {
            if (!IsWordStart(text[i]))
            {
                i++;
                continue;
            }

            var first = i;
            while (i < end && IsWord(text[i]))
            {
                i++;
            }

            Words.Add(text, first, i - first, line, isKey);
        }
    }
}
