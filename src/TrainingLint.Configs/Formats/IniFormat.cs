using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// INI: spaCy's <c>config.cfg</c>, whose sections have dotted names and whose values are JSON, darknet's network files, and what programs
/// read with Python's configparser. Of sections
/// that repeat, as darknet's layers do, the first is kept. A line that is neither section, setting nor comment says nothing.
/// </summary>
internal sealed class IniFormat : ConfigFormat
{
    public override string Name => "INI";

    public override IReadOnlyList<string> Extensions { get; } = [".cfg", ".ini"];

    public override ByteMarks? Marks { get; } = new(["learn_rate", "learning_rate"], ["[train", "[net", "[optim", "[hyper"]);

    public override CommentSyntax? Comments { get; } = new("#", ";");

    public override ScalarSchema? Schema => ScalarSchema.Json;

    public override ParsedFile Parse(SourceFile source)
    {
        var sections = new Dictionary<string, List<MappingEntry>>(StringComparer.Ordinal);
        var order = new List<(string[] Path, ScalarNode Key)>();
        List<MappingEntry>? section = null;
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.Line(number);
            var text = line.Trim();
            if (text.Length > 2 && text[0] == '[' && text[text.Length - 1] == ']')
            {
                section = Open(source, number, line, text.Substring(1, text.Length - 2), sections, order);
            }
            else if (section is not null && text.Length > 0 && text[0] is not ('#' or ';') && line.IndexOf('=') is > 0 and var equals)
            {
                section.Add(new MappingEntry(Key(source, number, line, 0, equals), Value(source, number, line, equals + 1)));
            }
        }

        var root = Nest(source, [], order, sections, 0);
        return new ParsedFile(source, root.Written.Count > 0 ? [root] : [], [], []);
    }

    private static List<MappingEntry>? Open(SourceFile source, int number, string line, string name,
        Dictionary<string, List<MappingEntry>> sections, List<(string[] Path, ScalarNode Key)> order)
    {
        var path = name.Split('.');
        if (sections.ContainsKey(name) || path.Length > DocumentLimits.Depth || order.Count >= 1000)
        {
            return null;
        }

        var start = line.IndexOf('[') + 1;
        order.Add((path,
            new ScalarNode(source, new Span(number, start + 1, number, start + 1 + name.Length), null, path[path.Length - 1],
                ScalarStyle.Plain)));
        return sections[name] = [];
    }

    // The section of a path with the sections whose names go on from it.
    private static MappingNode Nest(SourceFile source, string[] path, List<(string[] Path, ScalarNode Key)> order,
        Dictionary<string, List<MappingEntry>> sections, int depth)
    {
        var entries = sections.TryGetValue(string.Join(".", path), out var own) ? [.. own] : new List<MappingEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (child, key) in order.Where(section => section.Path.Length > depth && section.Path.Take(depth).SequenceEqual(path)))
        {
            if (seen.Add(child[depth]))
            {
                var name = new ScalarNode(source, key.Span, null, child[depth], ScalarStyle.Plain);
                entries.Add(new MappingEntry(name, Nest(source, [.. child.Take(depth + 1)], order, sections, depth + 1)));
            }
        }

        return new MappingNode(source, entries.Count > 0 ? entries[0].Key.Span : new Span(1, 1, 1, 1), null, entries);
    }

    private static ScalarNode Key(SourceFile source, int number, string line, int start, int end)
    {
        var text = line.Substring(start, end - start);
        var first = start + text.Length - text.TrimStart().Length;
        return new ScalarNode(source, new Span(number, first + 1, number, first + 1 + text.Trim().Length), null, text.Trim(),
            ScalarStyle.Plain);
    }

    // 400000,450000 is a list; "text" is text; everything else is as JSON has it.
    private static ConfigNode Value(SourceFile source, int number, string line, int start)
    {
        var whole = Key(source, number, line, start, line.Length);
        var parts = whole.Text.Trim('[', ']').Split(',');
        if (parts.Length > 1 && Array.TrueForAll(parts, part => ScalarResolver.AnyNumber(part) is not null))
        {
            return new SequenceNode(source, whole.Span, null,
                [.. parts.Select(part => new ScalarNode(source, whole.Span, null, part.Trim(), ScalarStyle.Plain))]);
        }

        return whole.Text.Length > 1 && whole.Text[0] == '"' && whole.Text[whole.Text.Length - 1] == '"'
            ? new ScalarNode(source, whole.Span, null, whole.Text.Substring(1, whole.Text.Length - 2), ScalarStyle.Quoted)
            : whole;
    }
}
