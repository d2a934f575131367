using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Declared;
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

    public RelationFile(string name)
    {
        var source = ShippedFile.Text("Relations", name);
        var text = source.Text;
        _blocks = new(() => BlocksOf(source));
        _atLeast = text.IndexOf("at-least: 1", StringComparison.Ordinal) >= 0 ? 1 : 2;
        _spoken.AddRange(ListsOf(text, Spoken));
        _dialects.UnionWith(ListsOf(text, Dialects).SelectMany(list => list));
    }

    /// <summary>The blocks in their order.</summary>
    public IReadOnlyList<RelationBlock> Blocks => _blocks.Value;

    /// <summary>False where no block of the file is for a document of a dialect with keys of some words.</summary>
    public bool MaySpeakOf(string dialect, HashSet<string> words) => _dialects.Contains(dialect)
        || _spoken.Exists(spoken => spoken.Count(words.Contains) >= _atLeast);

    // Keys of a block stand two columns in.
    private static IEnumerable<string[]> ListsOf(string text, string head)
    {
        for (var at = text.IndexOf(head, StringComparison.Ordinal); at >= 0; at = text.IndexOf(head, at + 1, StringComparison.Ordinal))
        {
            var end = text.IndexOf(']', at);
            if (end >= 0 && at - (text.LastIndexOf('\n', at) + 1) <= 2)
            {
                yield return text.Substring(at + head.Length, end - at - head.Length)
                    .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    private static IReadOnlyList<RelationBlock> BlocksOf(SourceFile source)
    {
        var parsed = DocumentParser.Parse(source);

        // A file of ours that cannot be read is a mistake of ours, which the first test sees.
        return parsed.Problems.Count > 0 ? throw new InvalidOperationException(source.Path + ": " + parsed.Problems[0].Message)
            : [.. parsed.Roots.OfType<SequenceNode>().SelectMany(list => list.Items).OfType<MappingNode>().Select(RelationBlock.Of)];
    }
}
