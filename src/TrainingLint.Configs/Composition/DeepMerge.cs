using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>Puts one mapping over another, key by key, at every depth; lists replace lists. Every node keeps the file and place where it is written.</summary>
internal sealed class DeepMerge
{
    private readonly string? _discardKey;

    // Aliases make documents graphs: the same two mappings may meet along more paths than anybody can walk.
    private readonly Dictionary<(MappingNode Weaker, MappingNode Stronger), MappingNode> _merged = [];

    private DeepMerge(string? discardKey) => _discardKey = discardKey;

    /// <summary>The stronger mapping over the weaker one.</summary>
    /// <param name="weaker">What is drawn in.</param>
    /// <param name="stronger">What is written over it.</param>
    /// <param name="discardKey">Key inside a mapping which, when false, discards what the mapping inherits.</param>
    public static MappingNode Over(MappingNode weaker, MappingNode stronger, string? discardKey = null) => new DeepMerge(discardKey).Merge(weaker, stronger, 0);

    private MappingNode Merge(MappingNode weaker, MappingNode stronger, int depth)
    {
        if (_discardKey is not null && stronger[_discardKey] is ScalarNode flag && flag.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean, Number: 0 })
        {
            return stronger;
        }

        if (_merged.TryGetValue((weaker, stronger), out var known))
        {
            return known;
        }

        var entries = new List<MappingEntry>();
        foreach (var entry in weaker.Entries)
        {
            var over = stronger.Find(entry.Key.Text);
            entries.Add(over is not { } winner ? entry with { IsInherited = true }
                : entry.Value is MappingNode below && winner.Value is MappingNode above && depth < DocumentLimits.Depth
                    ? new MappingEntry(winner.Key, Merge(below, above, depth + 1))
                    : winner);
        }

        entries.AddRange(stronger.Entries.Where(entry => !weaker.Has(entry.Key.Text)));
        return _merged[(weaker, stronger)] = new MappingNode(stronger.Source, stronger.Span, stronger.Tag ?? weaker.Tag, entries);
    }
}
