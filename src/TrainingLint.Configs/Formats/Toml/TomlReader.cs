using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Toml;

/// <summary>Reads TOML (https://toml.io/en/v1.0.0) into a positioned tree. The first mistake ends the reading; what stands before it is kept.</summary>
internal sealed class TomlReader(SourceFile source)
{
    private readonly string _text = source.Text;
    private readonly List<DuplicateKey> _duplicates = [];
    private int _at;

    /// <summary>The document, with the problem that ended it, if any.</summary>
    public ParsedFile Read()
    {
        var root = new TomlTable(source, new Span(1, 1, 1, 1));
        DocumentProblem[] problems = [];
        try
        {
            ReadAll(root);
        }
        catch (TomlException mistake)
        {
            problems = [new DocumentProblem(SpanOf(Math.Min(mistake.Position, _text.Length), Math.Min(mistake.Position + 1, _text.Length)),
                "Not valid TOML: " + mistake.Message)];
        }

        var node = root.Freeze(0);
        return new ParsedFile(source, node.Written.Count > 0 ? [node] : [], problems, _duplicates);
    }

    private void ReadAll(TomlTable root)
    {
        var table = root;
        while (true)
        {
            SkipLines();
            if (_at >= _text.Length)
            {
                return;
            }

            table = _text[_at] == '[' ? ReadHeader(root) : ReadEntry(table);
            SkipBlanks();
            if (_at < _text.Length && _text[_at] is not ('\n' or '\r' or '#'))
            {
                throw new TomlException(_at, "there is more on the line than one setting; put each on a line of its own.");
            }
        }
    }

    private TomlTable ReadHeader(TomlTable root)
    {
        var start = _at;
        var isList = _at + 1 < _text.Length && _text[_at + 1] == '[';
        _at += isList ? 2 : 1;
        var path = ReadKey();
        SkipBlanks();
        Expect(']', "the name of the table is not closed by ']'.");
        if (isList)
        {
            Expect(']', "the name of the list of tables is not closed by ']]'.");
        }

        var parent = path.Take(path.Count - 1)
            .Aggregate(root, (at, key) => at.Child(key) ?? throw new TomlException(start, "'" + key.Text + "' is a value and cannot hold a table."));
        var name = path[path.Count - 1];
        return (isList ? parent.Append(name) : parent.Child(name)) ?? throw new TomlException(start, "'" + name.Text + "' stands for something else already.");
    }

    private TomlTable ReadEntry(TomlTable table)
    {
        var start = _at;
        var path = ReadKey();
        SkipBlanks();
        Expect('=', "a key is followed by '=' and a value.");
        SkipBlanks();
        var value = ReadValue(0);
        var holder = path.Take(path.Count - 1)
            .Aggregate(table, (at, key) => at.Child(key) ?? throw new TomlException(start, "'" + key.Text + "' is a value and cannot hold keys."));
        if (holder.Put(path[path.Count - 1], value) is { } first)
        {
            _duplicates.Add(new DuplicateKey(string.Join(".", path.Select(key => key.Text)), first,
                new MappingEntry(path[path.Count - 1], value)));
        }

        return table;
    }

    private List<ScalarNode> ReadKey()
    {
        var path = new List<ScalarNode>();
        do
        {
            SkipBlanks();
            var start = _at;
            var name = _at < _text.Length && _text[_at] is '"' or '\'' ? ReadString() : ReadBareKey();
            path.Add(new ScalarNode(source, SpanOf(start, _at), null, name, ScalarStyle.Plain));
            SkipBlanks();
            if (path.Count > DocumentLimits.Depth)
            {
                throw new TomlException(start, "the key has more parts than " + DocumentLimits.Depth + ", which is the limit.");
            }
        }
        while (Take('.'));

        return path;
    }

    private string ReadBareKey()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _at > start ? _text.Substring(start, _at - start) : throw new TomlException(start, "a key is wanted here.");
    }

    private ConfigNode ReadValue(int depth)
    {
        var start = _at;
        if (_at >= _text.Length || depth > DocumentLimits.Depth)
        {
            throw new TomlException(start, depth > DocumentLimits.Depth ? "nested deeper than the limit of " + DocumentLimits.Depth + " levels." : "a value is wanted here.");
        }

        switch (_text[_at])
        {
            case '"' or '\'':
                var value = ReadString();
                return new ScalarNode(source, SpanOf(start, _at), null, value, ScalarStyle.Quoted);
            case '[':
                return ReadList(start, depth);
            case '{':
                return ReadInline(start, depth);
        }

        while (_at < _text.Length && _text[_at] is not (',' or ']' or '}' or '#' or '\n' or '\r' or '\t' or '='))
        {
            _at++;
        }

        var literal = _text.Substring(start, _at - start).TrimEnd();
        _at = start + literal.Length;
        return IsLiteral(literal)
            ? new ScalarNode(source, SpanOf(start, _at), null, literal, ScalarStyle.Plain)
            : throw new TomlException(start, literal.Length == 0 ? "a value is wanted here." : "'" + literal + "' is no value; text stands in quotes, and the switches are true and false.");
    }

    // Numbers, dates and the two switches; a date begins with a digit too.
    private static bool IsLiteral(string text) =>
        text is "true" or "false" or "nan" or "+nan" or "-nan"
        || (text.Length > 0 && char.IsDigit(text[0]))
        || ScalarResolver.ResolvePlain(text, ScalarSchema.Toml).IsNumber;

    private SequenceNode ReadList(int start, int depth)
    {
        _at++;
        var items = new List<ConfigNode>();
        while (true)
        {
            SkipLines();
            if (Take(']'))
            {
                return new SequenceNode(source, SpanOf(start, _at), null, items);
            }

            items.Add(ReadValue(depth + 1));
            SkipLines();
            if (!Take(',') && !(_at < _text.Length && _text[_at] == ']'))
            {
                throw new TomlException(_at, "the items of a list are separated by commas, and the list is closed by ']'.");
            }
        }
    }

    private MappingNode ReadInline(int start, int depth)
    {
        _at++;
        var table = new TomlTable(source, SpanOf(start, start));
        while (true)
        {
            SkipLines();
            if (Take('}'))
            {
                return table.Freeze(depth, SpanOf(start, _at));
            }

            var path = ReadKey();
            Expect('=', "a key is followed by '=' and a value.");
            SkipBlanks();
            var value = ReadValue(depth + 1);
            var holder = path.Take(path.Count - 1)
                .Aggregate(table, (at, key) => at.Child(key) ?? throw new TomlException(start, "'" + key.Text + "' is a value and cannot hold keys."));
            holder.Put(path[path.Count - 1], value);
            SkipLines();
            if (!Take(',') && !(_at < _text.Length && _text[_at] == '}'))
            {
                throw new TomlException(_at, "the entries of an inline table are separated by commas, and it is closed by '}'.");
            }
        }
    }

    private string ReadString()
    {
        var start = _at;
        var mark = _text[_at];
        var isBlock = _at + 2 < _text.Length && _text[_at + 1] == mark && _text[_at + 2] == mark;
        var value = new StringBuilder();
        _at += isBlock ? 3 : 1;
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            if (letter == mark && (!isBlock || (_at + 2 < _text.Length && _text[_at + 1] == mark && _text[_at + 2] == mark)))
            {
                _at += isBlock ? 3 : 1;
                return value.ToString();
            }

            if (!isBlock && letter is '\n' or '\r')
            {
                break;
            }

            if (letter == '\\' && mark == '"' && _at + 1 < _text.Length)
            {
                _at++;
                letter = _text[_at] switch { 'n' => '\n', 't' => '\t', var other => other };
            }

            value.Append(letter);
            _at++;
        }

        throw new TomlException(start, "the text is not closed by its quote.");
    }

    private void Expect(char letter, string message)
    {
        if (!Take(letter))
        {
            throw new TomlException(_at, message);
        }
    }

    private bool Take(char letter)
    {
        if (_at >= _text.Length || _text[_at] != letter)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    // Blanks, line breaks and comments.
    private void SkipLines()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            var end = _text[_at] == '#' ? _text.IndexOf('\n', _at) : _at + 1;
            _at = end < 0 ? _text.Length : end;
        }
    }

    private Span SpanOf(int start, int end) => source.SpanOf(start, end);

    private sealed class TomlException(int position, string message) : Exception(message)
    {
        public int Position { get; } = position;
    }
}
