using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>The values of a file, for comparing two of them.</summary>
internal static class Leaves
{
    /// <summary>Every written scalar with its path, duplicates included, in order.</summary>
    public static IReadOnlyList<string> Of(ParsedFile parsed) =>
        [.. All(parsed).Select(leaf => leaf.Path + "=" + leaf.Node.Style + ":" + leaf.Node.Text)];

    /// <summary>The scalar that starts at a place.</summary>
    public static ScalarNode? At(ParsedFile parsed, int line, int column) =>
        All(parsed).Select(leaf => leaf.Node).FirstOrDefault(node => node.Span.Line == line && node.Span.Column == column);

    /// <summary>The same without paths.</summary>
    public static IReadOnlyList<string> ValuesOf(ParsedFile parsed) => [.. All(parsed).Select(leaf => leaf.Node.Style + ":" + leaf.Node.Text)];

    /// <summary>How many values the later list has that the earlier one has not.</summary>
    public static int Added(IReadOnlyList<string> earlier, IReadOnlyList<string> later)
    {
        var left = earlier.GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var text in later)
        {
            left[text] = left.GetValueOrDefault(text) - 1;
        }

        return left.Values.Where(count => count < 0).Sum(Math.Abs);
    }

    private static IEnumerable<(string Path, ScalarNode Node)> All(ParsedFile parsed)
    {
        var seen = new HashSet<ConfigNode>();
        var open = new Stack<(string Path, ConfigNode Node)>(parsed.Roots.Select((root, i) =>
            (i.ToString(System.Globalization.CultureInfo.InvariantCulture), root)));
        while (open.Count > 0)
        {
            var (path, node) = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            switch (node)
            {
                case ScalarNode scalar:
                    yield return (path, scalar);
                    break;
                case SequenceNode sequence:
                    foreach (var item in sequence.Items)
                    {
                        open.Push((path + "/-", item));
                    }

                    break;
                case MappingNode mapping:
                    foreach (var entry in mapping.Written)
                    {
                        open.Push((path + "/" + entry.Key.Text, entry.Value));
                    }

                    break;
            }
        }
    }
}
