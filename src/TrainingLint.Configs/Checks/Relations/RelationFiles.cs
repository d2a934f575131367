using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>
/// Which settings of which library do not go together: the YAML files of this folder, embedded into the assembly. They are read when a
/// program or a document first speaks of one of the libraries.
/// </summary>
internal static class RelationFiles
{
    private const string Prefix = "TrainingLint.Relations.";

    private static readonly Lazy<IReadOnlyList<RelationBlock>> Read = new(() => [.. Names().SelectMany(BlocksOf)]);

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. typeof(RelationFiles).GetTypeInfo().Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal)];

    private static readonly Lazy<ILookup<string, RelationBlock>> ByCall = new(() => Read.Value
        .SelectMany(block => (block.Method is { } method ? [method] : block.Calls.Select(DottedName.Last)).Distinct()
            .Select(name => (name, block)))
        .ToLookup(pair => pair.name, pair => pair.block, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<RelationBlock>> Documents = new(() =>
        [.. Read.Value.Where(block => block.Dialects.Count > 0 || block.Spoken.Count > 0)]);

    /// <summary>The relations of all files.</summary>
    public static IReadOnlyList<RelationBlock> All => Read.Value;

    /// <summary>Those that hold in documents.</summary>
    public static IReadOnlyList<RelationBlock> OfDocuments => Documents.Value;

    /// <summary>Those that may hold of a call, by the last part of its name.</summary>
    public static IEnumerable<RelationBlock> OfCall(string last) => ByCall.Value[last];

    private static IEnumerable<RelationBlock> BlocksOf(string name)
    {
        using var reader = new StreamReader(typeof(RelationFiles).GetTypeInfo().Assembly.GetManifestResourceStream(name)!);
        var parsed = DocumentParser.Parse(new SourceFile(name.Substring(Prefix.Length), reader.ReadToEnd()));

        // A file of ours that cannot be read is a mistake of ours, which the first test sees.
        return parsed.Problems.Count > 0 ? throw new InvalidOperationException(name + ": " + parsed.Problems[0].Message)
            : [.. parsed.Roots.OfType<SequenceNode>().SelectMany(list => list.Items).OfType<MappingNode>().Select(RelationBlock.Of)];
    }
}
