using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>A key with its value as it stands in a text.</summary>
/// <param name="Path">Dotted path of the key.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
internal sealed record WrittenEntry(string Path, ScalarNode Key, ConfigNode Value)
{
    /// <summary>Every entry of a text, outer ones before inner ones; what an alias repeats comes once.</summary>
    public static IEnumerable<WrittenEntry> In(ParsedFile parsed)
    {
        var seen = new HashSet<ConfigNode>();
        var open = new Stack<(string Path, ConfigNode Node)>();
        for (var i = parsed.Roots.Count - 1; i >= 0; i--)
        {
            open.Push(("", parsed.Roots[i]));
        }

        while (open.Count > 0)
        {
            var (path, node) = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is SequenceNode sequence)
            {
                for (var i = sequence.Items.Count - 1; i >= 0; i--)
                {
                    open.Push((Join(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), sequence.Items[i]));
                }
            }
            else if (node is MappingNode mapping)
            {
                for (var i = mapping.Written.Count - 1; i >= 0; i--)
                {
                    open.Push((Join(path, mapping.Written[i].Key.Text), mapping.Written[i].Value));
                }

                foreach (var entry in mapping.Written)
                {
                    yield return new WrittenEntry(Join(path, entry.Key.Text), entry.Key, entry.Value);
                }
            }
        }
    }

    /// <summary>The innermost entry at a position: on its key, or within its value where that is no mapping.</summary>
    public static WrittenEntry? At(LintedDocument document, Position position)
    {
        WrittenEntry? found = null;
        foreach (var entry in In(document.Parsed))
        {
            if (entry.RangeOfKey(document.Lines).Contains(position)
                || (entry.Value is not MappingNode && entry.IsValueBeside && document.Lines.RangeOf(entry.Value.Place).Contains(position)))
            {
                found = entry;
            }
        }

        return found;
    }

    /// <summary>The key.</summary>
    public Range RangeOfKey(TextLines lines) => lines.RangeOf(Key.Place);

    /// <summary>True when a place is the entry's key or lies in its value.</summary>
    public bool Covers(Place place) =>
        place.File == Key.Source.Path
        && (IsAt(place, Key.Span) || IsAt(place, Value.Span) || (Value is SequenceNode && IsValueBeside && IsWithin(place, Value.Span)));

    // The value behind an alias stands somewhere else.
    private bool IsValueBeside =>
        Value.Span.Line > Key.Span.Line || (Value.Span.Line == Key.Span.Line && Value.Span.Column > Key.Span.Column);

    private static bool IsAt(Place place, Span span) => place.Line == span.Line && place.Column == span.Column;

    private static bool IsWithin(Place place, Span span) =>
        (place.Line, place.Column).CompareTo((span.Line, span.Column)) >= 0
            && (place.EndLine, place.EndColumn).CompareTo((span.EndLine, span.EndColumn)) <= 0;

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
