using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>
/// PyYAML's parser and composer (<c>yaml/parser.py</c>, <c>yaml/composer.py</c>) as one descent that makes positioned nodes. Custom tags and
/// duplicate keys are kept; what only the construction of values would refuse is noted for whoever knows the loader.
/// </summary>
internal sealed partial class YamlReader
{
    private const string CoreTags = "tag:yaml.org,2002:";

    private readonly SourceFile _source;
    private readonly YamlScanner _scanner;
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<ConfigNode, string> _anchorNames = [];
    private readonly Dictionary<string, string> _handles = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private readonly List<OpenCollection> _open = [];
    private readonly List<ConfigNode> _roots = [];
    private readonly List<DuplicateKey> _duplicates = [];
    private readonly List<DocumentProblem> _problems = [];
    private readonly List<LoaderRefusal> _refusals = [];
    private int _behindLast;
    private YamlToken? _last;
    private int _depth;

    private YamlReader(SourceFile source, string text, bool isJson)
    {
        _source = source;

        // A zero within the text is not its end.
        _scanner = new YamlScanner(text.Replace('\0', '\uFFFD'), isJson);
    }

    /// <summary>Reads a text. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its text, position by position, with what the format does not know blanked out.</param>
    /// <param name="isJson">True for JSON, where tabs are blanks and keys may be long.</param>
    public static ParsedFile Read(SourceFile source, string text, bool isJson)
    {
        var reader = new YamlReader(source, text, isJson);
        ConfigNode? fragment = null;
        try
        {
            reader.ReadDocuments();
        }
        catch (YamlSyntaxException refused)
        {
            reader._problems.Add(SyntaxMessages.Explain(refused, source, isJson ? "JSON" : "YAML"));
            fragment = reader.CloseAll();
        }

        return new ParsedFile(source, reader._roots, reader._problems, reader._duplicates)
        {
            Refusals = reader._refusals,
            Fragment = fragment
        };
    }

    private void ReadDocuments()
    {
        var isFirst = true;
        while (true)
        {
            while (!isFirst && Is(TokenKind.DocumentEnd))
            {
                Take();
            }

            var start = _scanner.Next();
            if (start.Kind == TokenKind.StreamEnd)
            {
                return;
            }

            var isExplicit = ReadDirectives(isFirst);
            if (!isFirst)
            {
                Note(RefusalKind.SecondDocument, start.Start, start.Start + 3, "a second document begins here, and it takes one per file");
            }

            isFirst = false;
            ReadDocument(isExplicit);
            if (!Is(TokenKind.DocumentEnd) && !Is(TokenKind.StreamEnd) && !Is(TokenKind.DocumentStart) && !Is(TokenKind.Directive))
            {
                throw Refuse(_scanner.Next().Name + " stands where only a new document could begin; check the indentation, or put text into quotes");
            }
        }
    }

    private bool ReadDirectives(bool isFirst)
    {
        _handles.Clear();
        _handles["!"] = "!";
        _handles["!!"] = CoreTags;
        var (seen, hasVersion) = (new HashSet<string>(StringComparer.Ordinal), false);
        while (Is(TokenKind.Directive))
        {
            var directive = Take();
            var isVersion = directive.Handle is null && directive.Text.StartsWith("YAML ", StringComparison.Ordinal);
            if (directive.Handle is { } handle ? !seen.Add(handle) : isVersion && (hasVersion || directive.Text != "YAML 1"))
            {
                throw new YamlSyntaxException(directive.Start, isVersion ? "only one version of YAML can be asked for, and it begins with 1" : "the same tag handle is defined twice");
            }

            hasVersion |= isVersion;
            if (directive.Handle is not null)
            {
                _handles[directive.Handle] = directive.Text;
            }
        }

        if (Is(TokenKind.DocumentStart))
        {
            Take();
            return true;
        }

        return isFirst && seen.Count == 0 && !hasVersion ? false : throw Refuse("'---' is missing before " + _scanner.Next().Name);
    }

    private void ReadDocument(bool isExplicit)
    {
        _anchors.Clear();
        var next = _scanner.Next().Kind;
        var isEmpty = isExplicit && next is TokenKind.Directive or TokenKind.DocumentStart or TokenKind.DocumentEnd or TokenKind.StreamEnd;
        if (!isEmpty && ReadNode(isBlock: true) is var root && root is not ScalarNode { Text.Length: 0 })
        {
            _roots.Add(root);
        }
    }

    private ConfigNode ReadNode(bool isBlock, bool mayBeIndentless = false)
    {
        if (Is(TokenKind.Alias))
        {
            var alias = Take();
            return _anchors.TryGetValue(alias.Text, out var target)
                ? target
                : throw new YamlSyntaxException(alias.Start, "the alias *" + alias.Text + " stands before its anchor is complete; define &" + alias.Text + " first, and outside of itself");
        }

        var (anchor, tag, start) = ReadProperties();
        var node = ReadContent(tag, isBlock, mayBeIndentless, hasProperties: anchor is not null || tag is not null, start);
        if (anchor is not null)
        {
            if (_anchors.ContainsKey(anchor.Text))
            {
                Note(RefusalKind.DuplicateAnchor, anchor.Start, anchor.End, "the anchor &" + anchor.Text + " is defined a second time");
            }

            _anchors[anchor.Text] = node;
            _anchorNames[node] = anchor.Text;
        }

        return node;
    }

    private (YamlToken? Anchor, string? Tag, int Start) ReadProperties()
    {
        YamlToken? anchor = null;
        YamlToken? tag = null;
        var start = _scanner.Next().Start;
        while ((Is(TokenKind.Anchor) && anchor is null) || (Is(TokenKind.Tag) && tag is null))
        {
            var token = Take();
            anchor = token.Kind == TokenKind.Anchor ? token : anchor;
            tag = token.Kind == TokenKind.Tag ? token : tag;
        }

        if (tag is null)
        {
            return (anchor, null, start);
        }

        if (tag.Handle is { } handle && !_handles.ContainsKey(handle))
        {
            throw new YamlSyntaxException(tag.Start, "the tag begins with " + handle + ", which is not defined");
        }

        return (anchor, tag.Handle is null ? tag.Text : _handles[tag.Handle] + tag.Text, start);
    }

    private ConfigNode ReadContent(string? tag, bool isBlock, bool mayBeIndentless, bool hasProperties, int start)
    {
        var next = _scanner.Next();
        switch (next.Kind)
        {
            case TokenKind.BlockEntry when mayBeIndentless:
                return ReadSequence(tag, ReadIndentlessItems);
            case TokenKind.Scalar:
                Take();

                // The tag "!" alone lets the text speak for itself, even in quotes.
                return new ScalarNode(_source, SpanOf(next.Start, next.End), tag == "!" ? null : tag, next.Text,
                    next.IsPlain || tag == "!" ? ScalarStyle.Plain : ScalarStyle.Quoted);
            case TokenKind.FlowSequenceStart:
                return ReadSequence(tag, ReadFlowItems);
            case TokenKind.FlowMappingStart:
                return ReadMapping(tag, ReadFlowEntries);
            case TokenKind.BlockSequenceStart when isBlock:
                return ReadSequence(tag, ReadBlockItems);
            case TokenKind.BlockMappingStart when isBlock:
                return ReadMapping(tag, ReadBlockEntries);
            default:
                return hasProperties ? Empty(_behindLast, tag == "!" ? null : tag)
                    : throw new YamlSyntaxException(next.Start, "a value is missing here, and " + next.Name + " stands in its place");
        }
    }

    private ScalarNode Empty(int position, string? tag = null) => new(_source, SpanOf(position, position), tag, "", ScalarStyle.Plain);

    private bool Is(TokenKind kind) => _scanner.Next().Kind == kind;

    private YamlToken Take()
    {
        var token = _scanner.Take();
        if (token.End > token.Start)
        {
            (_behindLast, _last) = (token.End, token);
        }

        return token;
    }

    private int LineOf(int position) => _source.PositionOf(position).Line;

    private YamlSyntaxException Refuse(string message) => new(_scanner.Next().Start, message);

    private void Note(RefusalKind kind, int start, int end, string message) =>
        _refusals.Add(new LoaderRefusal(kind, SpanOf(start, end), message));

    private Span SpanOf(int start, int end) => _source.SpanOf(start, end);
}
