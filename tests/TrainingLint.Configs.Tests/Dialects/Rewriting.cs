using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Writes the data of a YAML config in other ways, none of which any loader can tell from the first.</summary>
internal static class Rewriting
{
    /// <summary>Rewritings of the text: its layout, what stands between its tokens.</summary>
    public static IReadOnlyDictionary<string, Func<string, string>> OfText { get; } =
        new Dictionary<string, Func<string, string>>(StringComparer.Ordinal)
        {
            ["comments in front"] = text => "# a run\n# of ours\n\n" + text,
            ["comments behind"] = text => OnLines(text, line => line.Contains('#', StringComparison.Ordinal) ? line : line + "  # why"),
            ["empty lines"] = text => OnLines(text, line => line + "\n"),
            ["document marks"] = text => "---\n" + text + "...\n",
            ["CRLF"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            ["CR"] = text => text.Replace("\n", "\r", StringComparison.Ordinal),
            ["byte order mark"] = text => "\ufeff" + text,
            ["deeper indentation"] = text => text.Contains("- ", StringComparison.Ordinal) ? text : OnLines(text, line => Indentation(line) + line),
            ["spelling of numbers"] = text =>
                Regex.Replace(text, @"(?<=: )0\.\d+$", number => InScientificNotation(number.Value), RegexOptions.Multiline),
        };

    /// <summary>Rewritings of the data: only for configs without tags, anchors and references to places.</summary>
    public static IReadOnlyDictionary<string, Func<MappingNode, string>> OfData { get; } =
        new Dictionary<string, Func<MappingNode, string>>(StringComparer.Ordinal)
        {
            ["block style"] = root => Block(root, 0, isQuoted: false, isReversed: false),
            ["keys in quotes"] = root => Block(root, 0, isQuoted: true, isReversed: false),
            ["order of the keys"] = root => Block(root, 0, isQuoted: false, isReversed: true),
            ["flow style"] = root => Flow(root, isQuoted: false) + "\n",
            ["JSON in YAML"] = root => Flow(root, isQuoted: true) + "\n",
        };

    /// <summary>True where the data can be written anew from the nodes.</summary>
    public static bool IsPlain(string text, ConfigNode root) =>
        text.IndexOfAny(['&', '*', '<']) < 0 && IsUntagged(root);

    private static string Indentation(string line) => new(' ', line.Length - line.TrimStart().Length);

    private static bool IsUntagged(ConfigNode node) => node.Tag is null && node switch
    {
        MappingNode mapping => mapping.Entries.All(entry => IsUntagged(entry.Value)),
        SequenceNode list => list.Items.All(IsUntagged),
        _ => true,
    };

    private static string OnLines(string text, Func<string, string> rewrite) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => rewrite(line) + "\n"));

    private static string InScientificNotation(string number) =>
        double.Parse(number, CultureInfo.InvariantCulture).ToString("0.0##############e-00", CultureInfo.InvariantCulture);

    private static string Block(MappingNode mapping, int depth, bool isQuoted, bool isReversed)
    {
        var text = new StringBuilder();
        foreach (var entry in isReversed ? mapping.Entries.Reverse() : mapping.Entries)
        {
            text.Append(' ', 2 * depth).Append(KeyOf(entry.Key, isQuoted)).Append(':');
            text.Append(entry.Value is MappingNode { Entries.Count: > 0 } below
                ? "\n" + Block(below, depth + 1, isQuoted, isReversed)
                : " " + Flow(entry.Value, isQuoted) + "\n");
        }

        return text.ToString();
    }

    private static string Flow(ConfigNode node, bool isQuoted) => node switch
    {
        MappingNode mapping =>
            "{" + string.Join(", ", mapping.Entries.Select(entry => KeyOf(entry.Key, isQuoted) + ": " + Flow(entry.Value, isQuoted))) + "}",
        SequenceNode list => "[" + string.Join(", ", list.Items.Select(item => Flow(item, isQuoted))) + "]",
        ScalarNode scalar when scalar.Style == ScalarStyle.Quoted
            || scalar.Text.IndexOfAny([',', '[', ']', '{', '}', '#', ':', '?']) >= 0 => Quoted(scalar.Text),
        ScalarNode scalar => scalar.Text,
        _ => "",
    };

    private static string KeyOf(ScalarNode key, bool isQuoted) =>
        isQuoted || key.Style == ScalarStyle.Quoted ? Quoted(key.Text) : key.Text;

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
