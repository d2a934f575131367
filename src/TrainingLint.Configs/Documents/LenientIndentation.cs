using System;
using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// PyYAML reads on within quotes and brackets whatever the indentation of the next line; YamlDotNet refuses what stands left of its parent.
/// Since configs are written for the former, such lines are indented further before a second try. Only indentation is added, and how much
/// is remembered, so that places stay true.
/// </summary>
internal sealed class LenientIndentation
{
    private const int Added = 120;

    private readonly string _text;
    private readonly StringBuilder _result;
    private readonly HashSet<int> _lines = [];
    private int _depth;
    private char _quote;
    private bool _atTokenStart = true;

    private LenientIndentation(string text)
    {
        _text = text;
        _result = new StringBuilder(text.Length + 256);
    }

    /// <summary>The text with every line indented that starts within quotes or brackets; null when there is none.</summary>
    public static (string Text, Func<int, int> AddedTo)? Relax(string text)
    {
        var relaxed = new LenientIndentation(text);
        relaxed.Run();
        return relaxed._lines.Count == 0 ? null : (relaxed._result.ToString(), line => relaxed._lines.Contains(line) ? Added : 0);
    }

    private void Run()
    {
        var line = 1;
        for (var i = 0; i < _text.Length; i++)
        {
            var c = _text[i];
            _result.Append(c);
            if (c == '\n')
            {
                line++;
                _atTokenStart = true;
                if (_depth > 0 || _quote != '\0')
                {
                    _lines.Add(line);
                    _result.Append(' ', Added);
                }
            }
            else if (_quote != '\0')
            {
                i = WithinQuotes(i, c);
            }
            else if (c == '#' && (i == 0 || char.IsWhiteSpace(_text[i - 1])))
            {
                i = SkipComment(i);
            }
            else
            {
                OutsideQuotes(c, i);
            }
        }
    }

    private int WithinQuotes(int i, char c)
    {
        if (c == '\\' && _quote == '"' && i + 1 < _text.Length && _text[i + 1] != '\n')
        {
            _result.Append(_text[++i]);
        }
        else if (c == _quote)
        {
            _quote = '\0';
        }

        return i;
    }

    private int SkipComment(int i)
    {
        while (i + 1 < _text.Length && _text[i + 1] != '\n')
        {
            _result.Append(_text[++i]);
        }

        return i;
    }

    // In the middle of a plain scalar, quotes and brackets are letters like any other.
    private void OutsideQuotes(char c, int i)
    {
        if ((c is '"' or '\'') && _atTokenStart)
        {
            _quote = c;
        }
        else if (c is '[' or '{' && (_depth > 0 || _atTokenStart))
        {
            _depth++;
        }
        else if (c is ']' or '}' && _depth > 0)
        {
            _depth--;
        }

        var separates = c is ':' or '-' or '?' && i + 1 < _text.Length && char.IsWhiteSpace(_text[i + 1]);
        _atTokenStart = separates || (_depth > 0 && c is ',' or '[' or '{' or ':') || (_atTokenStart && (char.IsWhiteSpace(c) || c is '[' or '{'));
    }
}
