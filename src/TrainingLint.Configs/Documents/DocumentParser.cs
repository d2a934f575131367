using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Formats;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Builds positioned documents from YamlDotNet's events. The tree loader of that library is no use here:
/// it throws on duplicate keys and custom tags, and drops positions. JSON is read as the subset of YAML that it is.
/// </summary>
public sealed class DocumentParser
{
    private readonly SourceFile _source;
    private readonly string _text;
    private readonly Parser _parser;
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<ConfigNode, string> _anchorNames = [];
    private readonly List<string> _path = [];
    private readonly List<DuplicateKey> _duplicates = [];
    private readonly List<DocumentProblem> _problems = [];
    private int _depth;
    private readonly Func<int, int>? _indentationAddedTo;

    private DocumentParser(SourceFile source, string text, Func<int, int>? indentationAddedTo = null)
    {
        _source = source;
        _text = text;
        _parser = new Parser(new StringReader(text));
        _indentationAddedTo = indentationAddedTo;
    }

    /// <summary>Parses a file as JSON where its name says so, as YAML otherwise. Never throws: whatever is wrong with the text becomes a problem with its place.</summary>
    public static ParsedFile Parse(SourceFile source)
    {
        if (source.Format == ConfigFormats.Json)
        {
            return ParseJson(source);
        }

        var strict = new DocumentParser(source, source.Text).ParseFile();
        return strict.Problems.Count == 0 ? strict : ParseLeniently(source) ?? strict;
    }

    // Programs that strip comments are as lenient with commas; in a file without comments, what is no JSON is a mistake.
    private static ParsedFile ParseJson(SourceFile source)
    {
        if (JsonComments.Blank(source.Text) is { } withoutComments)
        {
            return new DocumentParser(source, withoutComments).ParseFile();
        }

        var parsed = new DocumentParser(source, source.Text).ParseFile();
        return JsonSyntax.FirstProblem(source.Text) is { } problem ? new ParsedFile(source, parsed.Roots, [problem], parsed.Duplicates) : parsed;
    }

    // What the frameworks' own loaders accept is no error, even where this parser is stricter.
    private static ParsedFile? ParseLeniently(SourceFile source) =>
        LenientIndentation.Relax(source.Text) is var (text, added) && new DocumentParser(source, text, added).ParseFile() is { Problems.Count: 0 } lenient ? lenient : null;

    private ParsedFile ParseFile()
    {
        var roots = new List<ConfigNode>();
        try
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is DocumentStart)
                {
                    _parser.MoveNext();
                    _anchors.Clear();
                    var root = ParseNode();
                    if (root is not ScalarNode { Text.Length: 0 })
                    {
                        roots.Add(root);
                    }
                }
            }
        }
        catch (LimitException limit)
        {
            _problems.Add(new DocumentProblem(limit.Span, limit.Message));
        }
        catch (YamlException yaml)
        {
            _problems.Add(SyntaxMessages.Explain(yaml, _source, SpanOf(yaml.Start, yaml.End)));
        }
        catch (Exception defect) when (defect is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException or NullReferenceException)
        {
            // The scanner lets a few exceptions of its own escape on malformed text; the last event tells how far it came.
            var reached = _parser.Current?.End ?? Mark.Empty;
            _problems.Add(new DocumentProblem(SpanOf(reached, reached), "The text behind this point is no valid " + _source.Format.Name + "."));
        }

        return new ParsedFile(_source, roots, _problems, _duplicates);
    }

    private ConfigNode ParseNode()
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                return Register(scalar, ParseScalar(scalar));
            case SequenceStart start:
                return ParseSequence(start);
            case MappingStart start:
                return ParseMapping(start);
            case AnchorAlias alias:
                return _anchors.TryGetValue(alias.Value.Value, out var target)
                    ? target
                    : throw new LimitException(SpanOf(alias.Start, alias.End), "The alias *" + alias.Value.Value + " stands before its anchor is complete; define &" + alias.Value.Value + " first, and outside of itself.");
            default:
                throw new InvalidOperationException();
        }
    }

    private ConfigNode Register(NodeEvent start, ConfigNode node)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
            _anchorNames[node] = start.Anchor.Value;
        }

        return node;
    }

    private ScalarNode ParseScalar(Scalar scalar) => new(
        _source,
        SpanOf(scalar.Start, scalar.End),
        TagOf(scalar),
        scalar.Value,
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain ? ScalarStyle.Plain : ScalarStyle.Quoted);

    private ConfigNode ParseSequence(SequenceStart start)
    {
        Enter(start);
        var items = new List<ConfigNode>();
        while (Next() is not SequenceEnd)
        {
            _path.Add(items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            items.Add(ParseNode());
            _path.RemoveAt(_path.Count - 1);
        }

        _depth--;
        return Register(start, new SequenceNode(_source, SpanOf(start.Start, EndOfCollection()), TagOf(start), items));
    }

    private ConfigNode ParseMapping(MappingStart start)
    {
        Enter(start);
        var entries = new List<MappingEntry>();
        var merged = new List<MappingNode>();
        var seen = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            var key = ParseKey();
            Next();
            _path.Add(key.Text);
            var value = ParseNode();
            if (key is { Text: "<<", Style: ScalarStyle.Plain } && MergedBy(value) is { } mappings)
            {
                // Of two merge keys PyYAML lets the later one win, within the list of one the earlier item.
                merged.InsertRange(0, mappings);
                _path.RemoveAt(_path.Count - 1);
                continue;
            }

            var entry = new MappingEntry(key, value);
            if (seen.TryGetValue(key.Text, out var first) && !AreDefinitions(first.Value, value))
            {
                _duplicates.Add(new DuplicateKey(string.Join(".", _path), first, entry));
            }

            _path.RemoveAt(_path.Count - 1);
            seen[key.Text] = entry;
            entries.Add(entry);
        }

        _depth--;
        return Register(start, new MappingNode(_source, SpanOf(start.Start, EndOfCollection()), TagOf(start), entries, merged));
    }

    // "define: &size 384" above "define: &rate 0.1": the anchors carry the values to where they are used, and the key is only a place to write them.
    private bool AreDefinitions(ConfigNode first, ConfigNode last) =>
        _anchorNames.TryGetValue(first, out var one) && _anchorNames.TryGetValue(last, out var other) && one != other;

    // A key that is itself a list or mapping names nothing that a training config could mean; its first scalar stands for it.
    private ScalarNode ParseKey() => ParseNode() switch
    {
        ScalarNode scalar => scalar,
        var other => new ScalarNode(_source, other.Span, other.Tag, "?", ScalarStyle.Quoted),
    };

    private static IEnumerable<MappingNode>? MergedBy(ConfigNode value) => value switch
    {
        MappingNode mapping => [mapping],
        SequenceNode sequence => sequence.Items.OfType<MappingNode>(),
        _ => null,
    };

    private void Enter(NodeEvent start)
    {
        if (++_depth > DocumentLimits.Depth)
        {
            throw new LimitException(
                SpanOf(start.Start, start.Start),
                FormattableString.Invariant($"Nested deeper than {DocumentLimits.Depth} levels, which is the limit; flatten the structure."));
        }
    }

    private ParsingEvent Next() =>
        _parser.MoveNext() ? _parser.Current! : throw new InvalidOperationException();

    private static string? TagOf(NodeEvent node) =>
        node.Tag.IsEmpty || node.Tag.IsNonSpecific ? null : node.Tag.Value;

    private Span SpanOf(Mark start, Mark end) => new(Math.Max(1, (int)start.Line), ColumnOf(start), Math.Max(1, (int)end.Line), ColumnOf(end));

    // The event behind the last item of [1, 2] ends before the bracket, not behind it.
    private Mark EndOfCollection()
    {
        var end = _parser.Current!.End;
        return end.Index < _text.Length && _text[(int)end.Index] is ']' or '}' ? new Mark(end.Index + 1, end.Line, end.Column + 1) : end;
    }

    private int ColumnOf(Mark mark) => Math.Max(1, (int)mark.Column - (_indentationAddedTo?.Invoke((int)mark.Line) ?? 0));

    private sealed class LimitException(Span span, string message) : Exception(message)
    {
        public Span Span { get; } = span;
    }
}
