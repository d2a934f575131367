using System;
using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Cuts a Python program, of version 2 or 3, into tokens. Never fails: what is no Python becomes tokens that no statement fits,
/// and a bracket that is never closed ends where the next definition starts.
/// </summary>
internal sealed class PythonLexer
{
    private static readonly string[] Operators = ["**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "@=", "<<", ">>", "<>"];
    private static readonly string[] Leads = ["def ", "class ", "import ", "from ", "if ", "for ", "while ", "with ", "return", "try:", "@"];

    private readonly string _text;
    private readonly List<PythonToken> _tokens = [];
    private int _at;
    private int _depth;

    private PythonLexer(string text) => _text = text;

    /// <summary>All tokens; the last is the end.</summary>
    public static IReadOnlyList<PythonToken> Cut(string text)
    {
        var lexer = new PythonLexer(text);
        while (lexer._at < text.Length)
        {
            lexer.Next();
        }

        lexer.Add(PythonTokenKind.NewLine, text.Length, "");
        lexer.Add(PythonTokenKind.End, text.Length, "");
        return lexer._tokens;
    }

    private void Next()
    {
        var c = _text[_at];
        if (c is '\n' or '\r')
        {
            EndLine();
        }
        else if (c is ' ' or '\t' or '\f')
        {
            _at++;
        }
        else if (c == '#')
        {
            _at = LineEnd(_at);
        }
        else if (c == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n' or '\r')
        {
            _at += _text[_at + 1] == '\r' && _at + 2 < _text.Length && _text[_at + 2] == '\n' ? 3 : 2;
        }
        else if (QuoteAfterPrefix(_at) is { } quote)
        {
            ReadString(quote);
        }
        else if (char.IsLetter(c) || c == '_')
        {
            ReadWhile(PythonTokenKind.Name, letter => char.IsLetterOrDigit(letter) || letter == '_');
        }
        else if (char.IsDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsDigit(_text[_at + 1])))
        {
            ReadNumber();
        }
        else
        {
            ReadOperator();
        }
    }

    private void EndLine()
    {
        _at++;
        if (_depth > 0 && StartsStatement(_at))
        {
            _depth = 0;
        }

        if (_depth == 0 && _tokens.Count > 0 && _tokens[_tokens.Count - 1].Kind != PythonTokenKind.NewLine)
        {
            Add(PythonTokenKind.NewLine, _at, "");
        }
    }

    // Nothing inside of brackets starts in the first column with a keyword, except a comprehension in very odd layout.
    private bool StartsStatement(int at) =>
        Array.Exists(Leads, lead => string.CompareOrdinal(_text, at, lead, 0, lead.Length) == 0);

    private void ReadWhile(PythonTokenKind kind, Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }

        _tokens.Add(new PythonToken(kind, start, _at, _text.Substring(start, _at - start)));
    }

    private void ReadNumber()
    {
        var start = _at;
        var isHexadecimal = _text[_at] == '0' && _at + 1 < _text.Length && _text[_at + 1] is 'x' or 'X';
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.'
            || (_text[_at] is '+' or '-' && !isHexadecimal && _text[_at - 1] is 'e' or 'E')))
        {
            _at++;
        }

        _tokens.Add(new PythonToken(PythonTokenKind.Number, start, _at, _text.Substring(start, _at - start)));
    }

    private void ReadOperator()
    {
        var found = Array.Find(Operators, candidate => string.CompareOrdinal(_text, _at, candidate, 0, candidate.Length) == 0)
            ?? _text[_at].ToString();
        _depth = found is "(" or "[" or "{" ? _depth + 1 : found is ")" or "]" or "}" ? Math.Max(0, _depth - 1) : _depth;
        _tokens.Add(new PythonToken(PythonTokenKind.Operator, _at, _at + found.Length, found));
        _at += found.Length;
    }

    // Position of the quote of a text that starts here, with up to two letters before it.
    private int? QuoteAfterPrefix(int at)
    {
        var quote = at;
        while (quote < _text.Length && quote - at < 2 && _text[quote] is 'r' or 'R' or 'u' or 'U' or 'b' or 'B' or 'f' or 'F')
        {
            quote++;
        }

        return quote < _text.Length && _text[quote] is '"' or '\'' ? quote : null;
    }

    private void ReadString(int quote)
    {
        var start = _at;
        var prefix = _text.Substring(start, quote - start).ToLowerInvariant();
        var mark = _text[quote];
        var isTriple = quote + 2 < _text.Length && _text[quote + 1] == mark && _text[quote + 2] == mark;
        var value = new StringBuilder();
        _at = quote + (isTriple ? 3 : 1);
        while (_at < _text.Length && !IsClosed(mark, isTriple))
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                Escape(value, prefix.IndexOf('r') >= 0);
                continue;
            }

            if (!isTriple && _text[_at] is '\n' or '\r')
            {
                break;
            }

            value.Append(_text[_at++]);
        }

        _at = Math.Min(_text.Length, _at + (_at < _text.Length && _text[_at] == mark ? isTriple ? 3 : 1 : 0));
        var isOpen = prefix.IndexOf('f') >= 0 || prefix.IndexOf('b') >= 0;
        _tokens.Add(new PythonToken(isOpen ? PythonTokenKind.OpenString : PythonTokenKind.String, start, _at, value.ToString()));
    }

    private bool IsClosed(char mark, bool isTriple) =>
        _text[_at] == mark && (!isTriple || (_at + 2 < _text.Length && _text[_at + 1] == mark && _text[_at + 2] == mark));

    private void Escape(StringBuilder value, bool isRaw)
    {
        var letter = _text[_at + 1];
        if (isRaw)
        {
            value.Append('\\').Append(letter);
        }
        else if (letter is not ('\n' or '\r'))
        {
            value.Append(letter switch { 'n' => '\n', 't' => '\t', _ => letter });
        }

        _at += 2;
    }

    private int LineEnd(int at)
    {
        var end = _text.IndexOfAny(['\n', '\r'], at);
        return end < 0 ? _text.Length : end;
    }

    private void Add(PythonTokenKind kind, int at, string text) => _tokens.Add(new PythonToken(kind, at, at, text));
}
