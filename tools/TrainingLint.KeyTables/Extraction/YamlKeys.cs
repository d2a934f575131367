using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The keys that a YAML file of defaults holds.</summary>
internal static class YamlKeys
{
    /// <summary>Every key of a text with its value as default.</summary>
    public static IEnumerable<DeclaredKey> In(string text, string source, string prefix = "") =>
        DocumentParser.Parse(new SourceFile(source, text)).Roots.OfType<MappingNode>().SelectMany(root => Below(root, prefix, source));

    private static IEnumerable<DeclaredKey> Below(MappingNode node, string prefix, string source)
    {
        foreach (var entry in node.Entries)
        {
            var path = prefix + entry.Key.Text;
            yield return Key(path, entry.Value) with { Source = source };
            foreach (var inner in Inside(entry.Value, path, source))
            {
                yield return inner;
            }
        }
    }

    // The elements of a list of mappings have their keys in common.
    private static IEnumerable<DeclaredKey> Inside(ConfigNode value, string path, string source) => value switch
    {
        MappingNode mapping => Below(mapping, path + ".", source),
        SequenceNode sequence => sequence.Items.OfType<MappingNode>().SelectMany(item => Below(item, path + ".*.", source))
            .GroupBy(key => key.Path, StringComparer.Ordinal).Select(ClassKeys.Merged),
        _ => [],
    };

    private static DeclaredKey Key(string path, ConfigNode value) => value switch
    {
        MappingNode { Entries.Count: > 0 } => new DeclaredKey(path, "section"),
        MappingNode => new DeclaredKey(path, "map", "{}"),
        SequenceNode sequence => new DeclaredKey(path, "list", Flow(sequence) ?? ""),
        ScalarNode scalar => Scalar(path, scalar),
        _ => new DeclaredKey(path),
    };

    private static DeclaredKey Scalar(string path, ScalarNode scalar) => scalar.Text.Contains("${", StringComparison.Ordinal)
        ? new DeclaredKey(path, "any")
        : scalar.Read(ScalarSchema.Yaml12).Kind switch
        {
            ScalarKind.Null => new DeclaredKey(path, "any", "null"),
            ScalarKind.Boolean => new DeclaredKey(path, "bool", scalar.Text.ToLowerInvariant()),
            ScalarKind.Integer => new DeclaredKey(path, "int", scalar.Text),
            ScalarKind.Float => new DeclaredKey(path, "float", scalar.Text),
            _ => new DeclaredKey(path, "str", scalar.Text.Length == 0 ? "\"\"" : scalar.Text.Replace('\t', ' ').Replace('\n', ' ')),
        };

    private static string? Flow(SequenceNode sequence) =>
        sequence.Items.All(item => item is ScalarNode { Text.Length: < 40 }) ? "["
            + string.Join(", ", sequence.Items.Cast<ScalarNode>().Select(item => item.Text)) + "]" : null;
}
