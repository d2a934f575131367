using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>
/// One file of relations. Taking a file apart costs more than checking a small config does, so a look over its lines says first whether any
/// block may be meant.
/// </summary>
internal sealed class RelationFile
{
    private const string Dialects = "dialects: [";
    private const string Spoken = "spoken: [";

    private readonly Lazy<IReadOnlyList<RelationBlock>> _blocks;
    private readonly HashSet<string> _dialects = new(StringComparer.Ordinal);
    private readonly List<string[]> _spoken = [];
    private readonly int _atLeast;

    public RelationFile(string name, string prefix)
    {
        using var reader = new StreamReader(typeof(RelationFile).GetTypeInfo().Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        _blocks = new(() => BlocksOf(name.Substring(prefix.Length), text));
        _atLeast = text.IndexOf("at-least: 1", StringComparison.Ordinal) >= 0 ? 1 : 2;
        foreach (var line in text.Split('\n'))
        {
            if (ListOf(line, Spoken) is { } spoken)
            {
                _spoken.Add(spoken);
            }
            else
            {
                _dialects.UnionWith(ListOf(line, Dialects) ?? []);
            }
        }
    }

    /// <summary>The blocks in their order.</summary>
    public IReadOnlyList<RelationBlock> Blocks => _blocks.Value;

    /// <summary>False where no block of the file is for a document of a dialect with keys of some words.</summary>
    public bool MaySpeakOf(string dialect, HashSet<string> words) => _dialects.Contains(dialect)
        || _spoken.Exists(spoken => spoken.Count(words.Contains) >= _atLeast);

    private static string[]? ListOf(string line, string head) => line.IndexOf(head, StringComparison.Ordinal) is >= 0 and <= 2 and var at
        && line.IndexOf(']', at) is >= 0 and var end
        ? line.Substring(at + head.Length, end - at - head.Length).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) : null;

    private static IReadOnlyList<RelationBlock> BlocksOf(string name, string text)
    {
        var parsed = DocumentParser.Parse(new SourceFile(name, text));

        // A file of ours that cannot be read is a mistake of ours, which the first test sees.
        return parsed.Problems.Count > 0 ? throw new InvalidOperationException(name + ": " + parsed.Problems[0].Message)
            : [.. parsed.Roots.OfType<SequenceNode>().SelectMany(list => list.Items).OfType<MappingNode>().Select(RelationBlock.Of)];
    }
}
