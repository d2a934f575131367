using System;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Finds what RFC 8259 forbids and YAML allows (trailing commas, single quotes, bare words): the loader of a JSON file refuses it.
/// The names of infinities that Python's json module writes are let pass.
/// </summary>
internal sealed class JsonSyntax
{
    private static readonly string[] Words = ["true", "false", "null", "NaN", "Infinity", "-Infinity"];

    private readonly string _text;
    private int _at;
    private bool _isTooDeep;

    private JsonSyntax(string text) => _text = text;

    /// <summary>The first mistake in a text; null in sound JSON, in an empty text, and where nesting exceeds the limit, which is reported by its number.</summary>
    public static DocumentProblem? FirstProblem(SourceFile source)
    {
        var syntax = new JsonSyntax(source.Text);
        syntax.SkipSpace();
        if (syntax._at == source.Text.Length)
        {
            return null;
        }

        var complaint = syntax.Value(0) ?? syntax.End();
        return complaint is null || syntax._isTooDeep ? null
            : new DocumentProblem(source.SpanOf(syntax._at, syntax._at + 1), "Not valid JSON: " + complaint + ".");
    }

    private string? Value(int depth)
    {
        SkipSpace();
        _isTooDeep |= depth > DocumentLimits.Depth;
        if (_isTooDeep || _at == _text.Length)
        {
            return "a value is missing here";
        }

        return _text[_at] switch
        {
            '{' => Items('}', depth, Member),
            '[' => Items(']', depth, Value),
            '"' => Text(),
            '\'' => "text stands in double quotes, not in single ones",
            _ => Word(),
        };
    }

    private string? Items(char close, int depth, Func<int, string?> item)
    {
        _at++;
        SkipSpace();
        if (Take(close))
        {
            return null;
        }

        while (true)
        {
            if (item(depth + 1) is { } complaint)
            {
                return complaint;
            }

            SkipSpace();
            if (Take(close))
            {
                return null;
            }

            if (!Take(','))
            {
                return "a comma or '" + close + "' is missing before this point";
            }

            SkipSpace();
            if (_at < _text.Length && _text[_at] == close)
            {
                return "a comma stands before '" + close + "' with nothing behind it; delete the comma";
            }
        }
    }

    private string? Member(int depth)
    {
        SkipSpace();
        if (_at == _text.Length || _text[_at] != '"')
        {
            return "a key in double quotes is missing here";
        }

        if (Text() is { } complaint)
        {
            return complaint;
        }

        SkipSpace();
        return Take(':') ? Value(depth) : "a colon is missing behind the key";
    }

    private string? Text()
    {
        for (var i = _at + 1; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '\\' when EscapeAt(i) is var length && length > 0:
                    i += length - 1;
                    break;
                case '\\':
                    _at = i;
                    return "a backslash stands before what it cannot escape; write it twice, or remove it";
                case '"':
                    _at = i + 1;
                    return null;
                case '\n' or '\r':
                    return "the text that starts here does not end on its line";
                case < ' ':
                    var control = ControlCharacters.Name(_text[i]);
                    _at = i;
                    return "the character " + control + " cannot stand in a text; write it as an escape, or remove it";
            }
        }

        return "the text that starts here does not end";
    }

    // Letters that an escape takes; 0 for what is none.
    private int EscapeAt(int start)
    {
        if (start + 1 >= _text.Length || _text[start + 1] != 'u')
        {
            return start + 1 < _text.Length && _text[start + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' ? 2 : 0;
        }

        const int Length = 6;
        for (var i = start + 2; i < start + Length; i++)
        {
            if (i >= _text.Length || _text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return 0;
            }
        }

        return Length;
    }

    private string? Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '-' or '+' or '_'))
        {
            _at++;
        }

        var word = _text.Substring(start, _at - start);
        if (Array.IndexOf(Words, word) >= 0 || IsNumber(word))
        {
            return null;
        }

        _at = start;
        return word.Length == 0 ? "a value is missing here" : "'" + word + "' is no JSON number or word, and text stands in double quotes";
    }

    // A minus at most, no leading zero, digits on both sides of the point.
    private static bool IsNumber(string word)
    {
        var digits = word.StartsWith("-", StringComparison.Ordinal) ? word.Substring(1) : word;
        return digits.Length > 0 && digits[0] is >= '0' and <= '9'
            && !(digits.Length > 1 && digits[0] == '0' && digits[1] is >= '0' and <= '9')
            && digits[digits.Length - 1] != '.' && digits.IndexOf(".e", StringComparison.OrdinalIgnoreCase) < 0
            && ScalarResolver.ResolvePlain(word, ScalarSchema.Json).IsNumber;
    }

    private string? End()
    {
        SkipSpace();
        return _at == _text.Length ? null : "something stands behind the end of the document";
    }

    private bool Take(char expected)
    {
        var isThere = _at < _text.Length && _text[_at] == expected;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }
}
