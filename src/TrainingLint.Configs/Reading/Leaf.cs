using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A value at the end of a path, with its key in words.</summary>
/// <param name="Path">Dotted path from the document's root.</param>
/// <param name="Segments">The path in pieces, as written.</param>
/// <param name="Word">The last key, normalized.</param>
/// <param name="Entry">The key and its value.</param>
/// <param name="Siblings">Number of entries in the mapping that holds the leaf.</param>
internal sealed record Leaf(string Path, IReadOnlyList<string> Segments, string Word, MappingEntry Entry, int Siblings)
{
    /// <summary>Normalized key of the mapping that holds the leaf; empty at the root.</summary>
    public string ParentWord => Segments.Count > 1 ? KeyWords.Normalize(Segments[Segments.Count - 2]) : "";

    /// <summary>Path of the mapping that holds the leaf.</summary>
    public string ParentPath =>
        Path.Length > Segments[Segments.Count - 1].Length ? Path.Substring(0, Path.Length - Segments[Segments.Count - 1].Length - 1) : "";

    /// <summary>The value as a number, wherever a reference leads.</summary>
    public Setting<double> NumberIn(RecipeScope scope) => Values.Number(scope, scope.Follow(Entry.Value, Path), Path);
}

/// <summary>Collects the values of a document, at most as many as the limits allow, so that aliases within aliases cost nothing.</summary>
/// <param name="wants">Keys as written that are of interest; what they stand in is walked in any case.</param>
internal sealed class LeafCollector(Func<string, bool> wants)
{
    private readonly List<Leaf> _leaves = [];
    private readonly List<string> _segments = [];
    private int _visited;

    /// <summary>All leaves in the order in which they are written.</summary>
    public static IReadOnlyList<Leaf> Collect(MappingNode root) => Collect(root, _ => true);

    /// <summary>All leaves of a document, which several readers walk through and which are collected for the first of them.</summary>
    public static IReadOnlyList<Leaf> Of(ConfigView view) => view.Once(Collect);

    /// <summary>The leaves whose keys are of interest, in the order in which they are written.</summary>
    public static IReadOnlyList<Leaf> Collect(MappingNode root, Func<string, bool> wants)
    {
        var collector = new LeafCollector(wants);
        collector.Visit(root);
        return collector._leaves;
    }

    private void Visit(ConfigNode node)
    {
        if (++_visited > DocumentLimits.VisitedNodes || _segments.Count > DocumentLimits.Depth)
        {
            return;
        }

        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    _segments.Add(entry.Key.Text);
                    if (wants(entry.Key.Text) && IsValue(entry.Value) && !IsRenamed(entry.Key, entry.Value))
                    {
                        _leaves.Add(new Leaf(string.Join(".", _segments), [.. _segments], KeyWords.Normalize(entry.Key.Text), entry,
                            mapping.Entries.Count));
                    }

                    Visit(entry.Value);
                    _segments.RemoveAt(_segments.Count - 1);
                }

                break;
            case SequenceNode sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    if (sequence.Items[i] is not ScalarNode)
                    {
                        _segments.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                        Visit(sequence.Items[i]);
                        _segments.RemoveAt(_segments.Count - 1);
                    }
                }

                break;
        }
    }

    private static bool IsValue(ConfigNode node) =>
        node is ScalarNode || (node is SequenceNode { Items.Count: > 0 } list && list.Items[0] is ScalarNode);

    // A table from one program's names to another's ("lr": "optimizer.lr", "lr": "learning_rate") sets nothing.
    private static bool IsRenamed(ScalarNode key, ConfigNode value)
    {
        var name = value is SequenceNode { Items.Count: > 0 } list ? list.Items[0] : value;
        if (name is not ScalarNode { Tag: null, Style: ScalarStyle.Quoted, Text: { Length: > 1 and < 80 } text }
            || !(char.IsLetter(text[0]) || text.StartsWith("--", StringComparison.Ordinal))
            || text.Any(c => char.IsWhiteSpace(c) || char.IsDigit(c)))
        {
            return false;
        }

        var last = KeyWords.Normalize(DottedName.Last(text).TrimStart('-'));
        var own = KeyWords.Normalize(key.Text);
        return text.IndexOfAny(['.', '-']) >= 0 ? last == own : RateKey.Of(last) is not null && RateKey.Of(own) is not null;
    }
}
