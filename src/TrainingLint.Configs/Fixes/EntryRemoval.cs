using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Fixes;

/// <summary>Takes one key with its value out of a text: its line where it stands alone on it, otherwise the entry with one comma.</summary>
internal static class EntryRemoval
{
    /// <summary>
    /// The change; null when the entry is not found, spans lines, carries an anchor, is the only one of its mapping,
    /// or leaves another one of the same key behind that is not meant to stay.
    /// </summary>
    public static TextEdit? Find(SourceFile source, RemoveEntry edit)
    {
        foreach (var root in FixProof.Before(source).Roots)
        {
            // A mapping starts where its first key does, so only other values are found by their place.
            foreach (var mapping in Mappings(root))
            {
                foreach (var entry in mapping.Written.Where(entry =>
                    StartsAt(entry.Key.Span, edit.Place) || (entry.Value is not MappingNode && StartsAt(entry.Value.Span, edit.Place))))
                {
                    var isAmbiguous = !edit.LeavesOther && mapping.Written.Count(other => other.Key.Text == entry.Key.Text) > 1;
                    return mapping.Written.Count > 1 && !isAmbiguous ? Of(source, entry) : null;
                }
            }
        }

        return null;
    }

    private static TextEdit? Of(SourceFile source, MappingEntry entry)
    {
        var text = source.Text;
        if (source.Format.Kind == FormatKind.CommandLine)
        {
            return ArgumentRemoval.Find(source, entry);
        }

        if (!IsSimple(source, entry, text))
        {
            return null;
        }

        var (start, end) = (Offset(source, entry.Key.Span, atEnd: false), EndOfValue(source, entry, text));

        var lineStart = source.OffsetOf(entry.Key.Span.Line, 1);
        var lineEnd = source.OffsetOf(entry.Key.Span.Line + 1, 1);
        var standsFirst = IsBlank(text, lineStart, start);
        var after = SkipBlanks(text, end);
        if (after < text.Length && text[after] == ',')
        {
            // A flow mapping or JSON: the entry goes with the comma behind it.
            var behind = SkipBlanks(text, after + 1);
            return standsFirst && IsLineEnd(text, behind)
                ? new TextEdit(lineStart, lineEnd - lineStart, "")
                : new TextEdit(start, behind - start, "");
        }

        var closing = SkipWhiteSpace(text, end);
        if (closing < text.Length && text[closing] == '}')
        {
            // The last entry of a flow mapping goes with the comma before it.
            var comma = start - 1;
            while (comma >= 0 && char.IsWhiteSpace(text[comma]))
            {
                comma--;
            }

            return comma >= 0 && text[comma] == ',' ? new TextEdit(comma, end - comma, "") : null;
        }

        return standsFirst && (IsLineEnd(text, after) || text[after] == '#') ? new TextEdit(lineStart, lineEnd - lineStart, "") : null;
    }

    // Key, colon and value on one line, the value a scalar or a list in brackets, and nothing between that a name elsewhere could refer to.
    private static bool IsSimple(SourceFile source, MappingEntry entry, string text)
    {
        var (key, value) = (entry.Key.Span, entry.Value.Span);
        if (key.Line != key.EndLine || value.Line != key.Line || value.EndLine != key.Line || entry.Value.Tag is not null)
        {
            return false;
        }

        var between = text.Substring(Offset(source, key, atEnd: true),
            Math.Max(0, Offset(source, value, atEnd: false) - Offset(source, key, atEnd: true)));
        var first = Offset(source, value, atEnd: false);
        return between.Trim() == ":" && first < text.Length
            && (entry.Value is ScalarNode ? text[first] is not ('&' or '!') : entry.Value is SequenceNode && text[first] == '[');
    }

    // The parser ends a list in brackets before the closing one.
    private static int EndOfValue(SourceFile source, MappingEntry entry, string text)
    {
        var end = Offset(source, entry.Value.Span, atEnd: true);
        return entry.Value is SequenceNode && text[end - 1] != ']' && end < text.Length && text[end] == ']' ? end + 1 : end;
    }

    private static IEnumerable<MappingNode> Mappings(ConfigNode root)
    {
        // Aliases make the document a graph.
        var seen = new HashSet<ConfigNode>();
        var open = new Stack<ConfigNode>([root]);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is MappingNode mapping)
            {
                yield return mapping;
            }

            foreach (var child in node switch
            {
                MappingNode parent => parent.Written.Select(entry => entry.Value).Concat(parent.Merged),
                SequenceNode sequence => sequence.Items,
                _ => [],
            })
            {
                open.Push(child);
            }
        }
    }

    private static bool StartsAt(Span span, Place place) => span.Line == place.Line && span.Column == place.Column;

    private static int Offset(SourceFile source, Span span, bool atEnd) =>
        atEnd ? source.OffsetOf(span.EndLine, span.EndColumn) : source.OffsetOf(span.Line, span.Column);

    private static bool IsBlank(string text, int start, int end) => SkipBlanks(text, start) >= end;

    private static bool IsLineEnd(string text, int at) => at >= text.Length || text[at] is '\r' or '\n';

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    private static int SkipWhiteSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
