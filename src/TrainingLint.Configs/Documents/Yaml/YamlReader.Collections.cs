using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>Lists and mappings.</summary>
internal sealed partial class YamlReader
{
    private SequenceNode ReadSequence(string? tag, Action<OpenCollection> readItems)
    {
        var open = Enter(tag, isMapping: false);
        readItems(open);
        return (SequenceNode)Leave(open);
    }

    private MappingNode ReadMapping(string? tag, Action<OpenCollection> readEntries)
    {
        var open = Enter(tag, isMapping: true);
        readEntries(open);
        return (MappingNode)Leave(open);
    }

    private OpenCollection Enter(string? tag, bool isMapping)
    {
        var start = _scanner.Next().Start;
        if (++_depth > DocumentLimits.Depth)
        {
            throw new YamlSyntaxException(start, FormattableString.Invariant($"nested deeper than {DocumentLimits.Depth} levels, which is the limit; flatten the structure")) { IsLimit = true };
        }

        var open = new OpenCollection(start, tag, isMapping);
        _open.Add(open);
        return open;
    }

    private ConfigNode Leave(OpenCollection open)
    {
        _depth--;
        _open.RemoveAt(_open.Count - 1);
        return open.Close(_source, SpanOf(open.Start, Math.Max(open.Start, _behindLast)));
    }

    // What was read of a document before its mistake, as far as it hangs together.
    private ConfigNode? CloseAll()
    {
        ConfigNode? inner = null;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var open = _open[i];
            if (inner is not null && open.Key is { } key)
            {
                open.Entries.Add(new MappingEntry(key, inner));
            }
            else if (inner is not null && !open.IsMapping)
            {
                open.Items.Add(inner);
            }

            inner = open.Close(_source, SpanOf(open.Start, Math.Max(open.Start, _behindLast)));
        }

        return inner;
    }

    private void AddItem(OpenCollection open, Func<ConfigNode> read)
    {
        _path.Add(open.Items.Count.ToString(CultureInfo.InvariantCulture));
        open.Items.Add(read());
        _path.RemoveAt(_path.Count - 1);
    }

    private void ReadBlockItems(OpenCollection open)
    {
        Take();
        while (Is(TokenKind.BlockEntry))
        {
            var dash = Take();
            AddItem(open, () => Is(TokenKind.BlockEntry) || Is(TokenKind.BlockEnd) ? Empty(dash.End) : ReadNode(isBlock: true));
        }

        if (!Is(TokenKind.BlockEnd))
        {
            throw Refuse(_scanner.Next().Name + " stands here, where the list goes on or ends; check the indentation");
        }

        Take();
    }

    private void ReadIndentlessItems(OpenCollection open)
    {
        while (Is(TokenKind.BlockEntry))
        {
            var dash = Take();
            var isEmpty = _scanner.Next().Kind is TokenKind.BlockEntry or TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd;
            AddItem(open, () => isEmpty ? Empty(dash.End) : ReadNode(isBlock: true));
        }
    }

    private void ReadFlowItems(OpenCollection open)
    {
        Take();
        for (var isFirst = true; !Is(TokenKind.FlowSequenceEnd); isFirst = false)
        {
            if (!isFirst)
            {
                TakeComma(open, "']'");
            }

            if (Is(TokenKind.Key))
            {
                AddItem(open, ReadSinglePair);
            }
            else if (!Is(TokenKind.FlowSequenceEnd))
            {
                AddItem(open, () => ReadNode(isBlock: false));
            }
        }

        Take();
    }

    // [a: 1] is a list of one mapping.
    private MappingNode ReadSinglePair() => ReadMapping(null, pair => ReadFlowEntry(pair, TokenKind.FlowSequenceEnd));

    private void ReadFlowEntries(OpenCollection open)
    {
        Take();
        for (var isFirst = true; !Is(TokenKind.FlowMappingEnd); isFirst = false)
        {
            if (!isFirst)
            {
                TakeComma(open, "'}'");
            }

            if (Is(TokenKind.Key))
            {
                ReadFlowEntry(open, TokenKind.FlowMappingEnd);
            }
            else if (!Is(TokenKind.FlowMappingEnd))
            {
                var key = ReadNode(isBlock: false);
                AddEntry(open, key, () => Empty(_scanner.Next().Start));
            }
        }

        Take();
    }

    private void ReadFlowEntry(OpenCollection open, TokenKind close)
    {
        var mark = Take();
        var key = IsOneOf(TokenKind.Value, TokenKind.FlowEntry, close) ? Empty(Math.Max(mark.End, mark.Start)) : ReadNode(isBlock: false);
        AddEntry(open, key, () =>
        {
            if (!Is(TokenKind.Value))
            {
                return Empty(_behindLast);
            }

            var colon = Take();
            return IsOneOf(TokenKind.FlowEntry, close) ? Empty(colon.End) : ReadNode(isBlock: false);
        });
    }

    private void TakeComma(OpenCollection open, string close)
    {
        if (!Is(TokenKind.FlowEntry))
        {
            throw Unclosed(open, "',' or " + close + " is missing before " + _scanner.Next().Name);
        }

        Take();
    }

    // Without its end, a collection swallows the lines below: the mistake is where it was last sound, not where reading gave up.
    private YamlSyntaxException Unclosed(OpenCollection open, string message)
    {
        var next = _scanner.Next();
        if (_last is not { } last || LineOf(last.Start) == LineOf(next.Start))
        {
            return Refuse(message);
        }

        var line = FormattableString.Invariant($" on line {LineOf(next.Start)}");
        return LineOf(open.Start) == LineOf(last.Start)
            ? new(open.Start, "what opens here is not closed: " + message + line)
            : new(last.Start, message + line);
    }

    private void ReadBlockEntries(OpenCollection open)
    {
        Take();
        while (Is(TokenKind.Key) || Is(TokenKind.Value))
        {
            var key = ReadBlockKey();
            AddEntry(open, key, () =>
            {
                if (!Is(TokenKind.Value))
                {
                    return Empty(_behindLast);
                }

                var colon = Take();
                return IsOneOf(TokenKind.Key, TokenKind.Value, TokenKind.BlockEnd) ? Empty(colon.End)
                    : ReadNode(isBlock: true, mayBeIndentless: true);
            });
        }

        if (!Is(TokenKind.BlockEnd))
        {
            throw _last is { Kind: TokenKind.Scalar } text && _source.Text[text.Start] is '"' or '\''
                && LineOf(text.Start) < LineOf(text.End)
                ? new YamlSyntaxException(text.Start, FormattableString.Invariant($"the text in quotes that starts here ends on line {LineOf(text.End)} amid other text; a quote is missing"))
                : Refuse(_scanner.Next().Name + " stands here, where a key of the mapping is wanted; check the indentation");
        }

        Take();
    }

    private ConfigNode ReadBlockKey()
    {
        // PyYAML demands a key here; a value without one comes only behind an explicit one.
        if (!Is(TokenKind.Key))
        {
            throw Refuse("a key is missing before ':'");
        }

        var mark = Take();
        return IsOneOf(TokenKind.Key, TokenKind.Value, TokenKind.BlockEnd) ? Empty(mark.End)
            : ReadNode(isBlock: true, mayBeIndentless: true);
    }

    private bool IsOneOf(params TokenKind[] kinds) => Array.IndexOf(kinds, _scanner.Next().Kind) >= 0;

    private void AddEntry(OpenCollection open, ConfigNode keyNode, Func<ConfigNode> readValue)
    {
        var key = KeyOf(keyNode);
        open.Key = key;
        _path.Add(key.Text);
        var value = readValue();
        open.Key = null;
        if (key is { Text: "<<", Style: ScalarStyle.Plain, Tag: null } && MergedBy(key, value) is { } mappings)
        {
            // Of two merge keys PyYAML lets the later one win, within the list of one the earlier item.
            open.Merged.InsertRange(0, mappings);
            _path.RemoveAt(_path.Count - 1);
            return;
        }

        var entry = new MappingEntry(key, value);
        if (open.Seen.TryGetValue(key.Text, out var first) && !AreDefinitions(first.Value, value))
        {
            _duplicates.Add(new DuplicateKey(string.Join(".", _path), first, entry));
        }

        _path.RemoveAt(_path.Count - 1);
        open.Seen[key.Text] = entry;
        open.Entries.Add(entry);
    }

    // A key that is itself a list or mapping names nothing that a training config could mean.
    private ScalarNode KeyOf(ConfigNode node)
    {
        if (node is ScalarNode scalar)
        {
            return scalar;
        }

        // What a program's own tag makes of it may well be a key (!join ["a", "b"]).
        if (node.Tag is { Length: > 1 } tag && tag[0] == '!' && tag[1] != '!')
        {
            return new ScalarNode(_source, node.Span, tag, FormattableString.Invariant($"?{node.Span.Line}:{node.Span.Column}"),
                ScalarStyle.Quoted);
        }

        var what = node is MappingNode ? "a mapping stands here as a key, which cannot be one; '{{ ... }}' of a template must be filled in, or put into quotes" : "a list stands here as a key, which cannot be one";
        _refusals.Add(new LoaderRefusal(node is MappingNode ? RefusalKind.MappingAsKey : RefusalKind.ListAsKey, node.Span, what));
        return new ScalarNode(_source, node.Span, node.Tag, "?", ScalarStyle.Quoted);
    }

    private IEnumerable<MappingNode>? MergedBy(ScalarNode key, ConfigNode value)
    {
        if (value is ScalarNode || (value is SequenceNode list && list.Items.Any(item => item is not MappingNode)))
        {
            _refusals.Add(new LoaderRefusal(RefusalKind.MergeOfNoMapping, key.Span, "'<<' draws in mappings, and something else stands behind it"));
        }

        return value switch
        {
            MappingNode mapping => [mapping],
            SequenceNode sequence => sequence.Items.OfType<MappingNode>(),
            _ => null,
        };
    }

    // "define: &size 384" above "define: &rate 0.1": the anchors carry the values to where they are used, and the key is only a place to write them.
    private bool AreDefinitions(ConfigNode first, ConfigNode last) =>
        _anchorNames.TryGetValue(first, out var one) && _anchorNames.TryGetValue(last, out var other) && one != other;

    /// <summary>A list or mapping that is not complete yet.</summary>
    private sealed class OpenCollection(int start, string? tag, bool isMapping)
    {
        public int Start { get; } = start;

        public bool IsMapping { get; } = isMapping;

        /// <summary>The key whose value is being read.</summary>
        public ScalarNode? Key { get; set; }

        public List<ConfigNode> Items { get; } = [];

        public List<MappingEntry> Entries { get; } = [];

        public List<MappingNode> Merged { get; } = [];

        public Dictionary<string, MappingEntry> Seen { get; } = new(StringComparer.Ordinal);

        public ConfigNode Close(SourceFile source, Span span)
        {
            var own = tag == "!" ? null : tag;
            return IsMapping ? new MappingNode(source, span, own, Entries, Merged) : new SequenceNode(source, span, own, Items);
        }
    }
}
