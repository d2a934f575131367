using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>Reads text protobuf into a positioned tree: a field that repeats is a list. The first mistake ends the reading; what stands before it is kept.</summary>
internal sealed class TextProtoReader(SourceFile source)
{
    private readonly string _text = source.Text;
    private int _at;

    /// <summary>The message, with the problem that ended it, if any.</summary>
    public ParsedFile Read()
    {
        var fields = new List<MappingEntry>();
        DocumentProblem[] problems = [];
        try
        {
            ReadFields(fields, '\0', 0);
        }
        catch (SyntaxMistake mistake)
        {
            var position = Math.Min(mistake.Position, _text.Length);
            problems = [new DocumentProblem(SpanOf(position, Math.Min(position + 1, _text.Length)), "Not valid text protobuf: " + mistake.Message)];
        }

        var root = Message(fields, new Span(1, 1, 1, 1));
        return problems.Length == 0
            ? new ParsedFile(source, fields.Count > 0 ? [root] : [], [], [])
            : new ParsedFile(source, [], problems, []) { Fragment = root };
    }

    // Fields up to the closing bracket, or to the end of the text.
    private void ReadFields(List<MappingEntry> fields, char close, int depth)
    {
        if (depth > DocumentLimits.Depth)
        {
            throw new SyntaxMistake(_at, "nested deeper than the limit of " + DocumentLimits.Depth + " levels.");
        }

        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
            {
                if (close != '\0')
                {
                    throw new SyntaxMistake(_at, "the message is not closed by '" + close + "'.");
                }

                return;
            }

            if (Take(close))
            {
                return;
            }

            fields.Add(ReadField(depth));
            SkipBlanks();
            if (!Take(','))
            {
                Take(';');
            }
        }
    }

    private MappingEntry ReadField(int depth)
    {
        var key = ReadName();
        SkipBlanks();
        var hasColon = Take(':');
        SkipBlanks();
        if (_at < _text.Length && _text[_at] is '{' or '<')
        {
            return new MappingEntry(key, ReadMessage(key.Span, depth));
        }

        return hasColon ? new MappingEntry(key, ReadValue(key.Span, depth)) : throw new SyntaxMistake(_at, "'" + key.Text + "' is followed by ':' and a value, or by '{'.");
    }

    private MappingNode ReadMessage(Span span, int depth)
    {
        var close = _text[_at++] == '{' ? '}' : '>';
        var fields = new List<MappingEntry>();
        ReadFields(fields, close, depth + 1);
        return Message(fields, span);
    }

    private ConfigNode ReadValue(Span key, int depth)
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] is '{' or '<')
        {
            return ReadMessage(key, depth);
        }

        if (Take('['))
        {
            return ReadList(start, key, depth);
        }

        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            var text = new StringBuilder();
            var end = _at;
            while (_at < _text.Length && _text[_at] is '"' or '\'')
            {
                ReadString(text);
                end = _at;
                SkipBlanks();
            }

            return new ScalarNode(source, SpanOf(start, end), null, text.ToString(), ScalarStyle.Quoted);
        }

        return ReadWord();
    }

    private SequenceNode ReadList(int start, Span key, int depth)
    {
        var items = new List<ConfigNode>();
        while (true)
        {
            SkipBlanks();
            if (Take(']'))
            {
                return new SequenceNode(source, SpanOf(start, _at), null, items);
            }

            items.Add(depth >= DocumentLimits.Depth ? throw new SyntaxMistake(_at, "nested too deep.") : ReadValue(key, depth + 1));
            SkipBlanks();
            if (!Take(',') && !(_at < _text.Length && _text[_at] == ']'))
            {
                throw new SyntaxMistake(_at, "the items of a list are separated by commas, and the list is closed by ']'.");
            }
        }
    }

    // Numbers may end in f, as in C++; names of enumerations and switches are words.
    private ScalarNode ReadWord()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '-' or '+' or '/'))
        {
            _at++;
        }

        if (_at == start)
        {
            throw new SyntaxMistake(start, "a value is wanted here.");
        }

        var word = _text.Substring(start, _at - start);
        var bare = word.TrimEnd('f', 'F');
        var number = ScalarResolver.AnyNumber(word) is null && bare.Length < word.Length && ScalarResolver.AnyNumber(bare) is not null
            ? bare : word;
        var tag = ScalarResolver.AnyNumber(number) is null ? null : number.All(c => char.IsDigit(c) || c == '-') ? NodeTags.Integer
            : NodeTags.Float;
        return new ScalarNode(source, SpanOf(start, _at), tag, number, ScalarStyle.Plain);
    }

    private void ReadString(StringBuilder text)
    {
        var start = _at;
        var quote = _text[_at++];
        while (_at < _text.Length && _text[_at] is not ('\n' or '\r'))
        {
            var letter = _text[_at++];
            if (letter == quote)
            {
                return;
            }

            if (letter == '\\' && _at < _text.Length)
            {
                letter = _text[_at++] switch { 'n' => '\n', 't' => '\t', var other => other };
            }

            text.Append(letter);
        }

        throw new SyntaxMistake(start, "the text is not closed by its quote.");
    }

    // A field, or an extension in brackets.
    private ScalarNode ReadName()
    {
        var start = _at;
        var isExtension = Take('[');
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_' || (isExtension && _text[_at] is '.' or '/')))
        {
            _at++;
        }

        var name = _text.Substring(start, _at - start).TrimStart('[');
        if (name.Length == 0 || (isExtension && !Take(']')))
        {
            throw new SyntaxMistake(start, "the name of a field is wanted here.");
        }

        return new ScalarNode(source, SpanOf(start, _at), null, name, ScalarStyle.Plain);
    }

    private MappingNode Message(List<MappingEntry> fields, Span span)
    {
        var entries = new List<MappingEntry>();
        foreach (var group in fields.GroupBy(field => field.Key.Text, StringComparer.Ordinal))
        {
            var all = group.ToList();
            var items = all.SelectMany(field => field.Value is SequenceNode list ? list.Items : [field.Value]).ToList();
            entries.Add(all.Count == 1 ? all[0] : new MappingEntry(all[0].Key, new SequenceNode(source, all[0].Value.Span, null, items)));
        }

        return new MappingNode(source, span, null, entries);
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

    // Blanks, line breaks and comments.
    private void SkipBlanks()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            var end = _text[_at] == '#' ? _text.IndexOf('\n', _at) : _at + 1;
            _at = end < 0 ? _text.Length : end;
        }
    }

    private Span SpanOf(int start, int end)
    {
        var (line, column) = source.PositionOf(start);
        var (endLine, endColumn) = source.PositionOf(end);
        return new Span(line, column, endLine, endColumn);
    }
}
