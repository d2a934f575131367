using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>
/// Which settings of which library do not go together: the YAML files of this folder, embedded into the assembly. They are read when a
/// program or a document first speaks of one of the libraries.
/// </summary>
internal static class RelationFiles
{
    private const string Prefix = "TrainingLint.Relations.";

    private static readonly Lazy<IReadOnlyList<RelationFile>> Files =
        new(() => [.. Names().Select(name => new RelationFile(name.Substring(Prefix.Length)))]);

    private static readonly Lazy<IReadOnlyList<RelationBlock>> Read = new(() => [.. Files.Value.SelectMany(file => file.Blocks)]);

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. typeof(RelationFiles).GetTypeInfo().Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal)];

    private static readonly Lazy<ILookup<string, RelationBlock>> ByCall = new(() => Read.Value
        .SelectMany(block => (block.Method is { } method ? [method] : block.Calls.Select(DottedName.Last)).Distinct()
            .Select(name => (name, block)))
        .ToLookup(pair => pair.name, pair => pair.block, StringComparer.Ordinal));

    /// <summary>The relations of all files.</summary>
    public static IReadOnlyList<RelationBlock> All => Read.Value;

    /// <summary>Those that may hold in a document; files that have none for it are not taken apart.</summary>
    /// <param name="dialect">Name of its dialect.</param>
    /// <param name="words">The words of its keys.</param>
    public static IEnumerable<RelationBlock> OfDocument(string dialect, HashSet<string> words) => Files.Value
        .Where(file => file.MaySpeakOf(dialect, words))
        .SelectMany(file => file.Blocks)
        .Where(block => block.Dialects.Count > 0 || block.Spoken.Count > 0);

    /// <summary>Those that may hold of a call, by the last part of its name.</summary>
    public static IEnumerable<RelationBlock> OfCall(string last) => ByCall.Value[last];
}
