using System;
using System.Collections.Generic;
using System.Text;

namespace TrainingLint.CatalogueGenerator;

/// <summary>YAML on one line: a text, a list in brackets, a mapping in braces. What needs more of YAML than that is refused.</summary>
internal sealed class FlowText
{
    private const string Refused = "#&!|>%@`";
    private readonly string _text;
    private int _at;

    private FlowText(string text) => _text = text;

    /// <summary>A text, a list of values or a dictionary of them.</summary>
    /// <exception cref="FormatException">The line needs more of YAML.</exception>
    public static object Read(string text)
    {
        if (text.Length > 0 && text[0] is not ('[' or '{' or '"' or '\'')
            && text.IndexOf(": ", StringComparison.Ordinal) < 0 && text.IndexOf(" #", StringComparison.Ordinal) < 0)
        {
            return Refused.IndexOf(text[0]) < 0 ? text : throw new FormatException("'" + text + "' is more than plain text");
        }

        var reader = new FlowText(text);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw new FormatException("'" + text + "' goes on behind its end");
    }

    /// <summary>The texts of a value that is one or a list of them.</summary>
    public static string[] Texts(object value)
    {
        List<object> items = value as List<object> ?? [value];
        return [.. items.ConvertAll(item => item as string ?? throw new FormatException("a list holds something that is no text"))];
    }

    private object Value()
    {
        SkipBlanks();
        return Peek switch
        {
            '[' => List(),
            '{' => Mapping(),
            '"' or '\'' => Quoted(),
            _ => Plain(),
        };
    }

    private char Peek => _at < _text.Length ? _text[_at] : throw new FormatException("'" + _text + "' ends too early");

    private List<object> List()
    {
        var items = new List<object>();
        while (Continues(']'))
        {
            items.Add(Value());
        }

        return items;
    }

    private Dictionary<string, object> Mapping()
    {
        var entries = new Dictionary<string, object>(StringComparer.Ordinal);
        while (Continues('}'))
        {
            var key = Value() as string ?? throw new FormatException("a key is no text in '" + _text + "'");
            SkipBlanks();
            if (Peek != ':')
            {
                throw new FormatException("a key has no value in '" + _text + "'");
            }

            _at++;
            entries.Add(key, Value());
        }

        return entries;
    }

    // Behind the opening bracket, or behind an item: its comma or the closing bracket.
    private bool Continues(char end)
    {
        SkipBlanks();
        if (Peek is '[' or '{' or ',')
        {
            _at++;
            SkipBlanks();
            return Peek != end || _at++ < 0;
        }

        return Peek == end ? _at++ < 0 : throw new FormatException("a comma is missing in '" + _text + "'");
    }

    private string Quoted()
    {
        var end = _text.IndexOf(_text[_at], _at + 1);
        var text = end > 0 ? _text.Substring(_at + 1, end - _at - 1)
            : throw new FormatException("a quotation does not end in '" + _text + "'");
        _at = end + 1;
        return text.IndexOf('\\') < 0 ? text : throw new FormatException("there is an escape in '" + _text + "'");
    }

    private string Plain()
    {
        var text = new StringBuilder();
        while (Peek is not (',' or ']' or '}') && !(Peek == ':' && _at + 1 < _text.Length && _text[_at + 1] == ' '))
        {
            text.Append(_text[_at++]);
        }

        return text.ToString().Trim() is { Length: > 0 } plain && Refused.IndexOf(plain[0]) < 0 ? plain
            : throw new FormatException("'" + _text + "' holds more than plain texts");
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
