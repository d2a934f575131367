using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>Puts one mapping over another, key by key, at every depth; lists replace lists.</summary>
internal static class DeepMerge
{
    /// <summary>The stronger mapping over the weaker one. Every node keeps its place.</summary>
    public static MappingNode Over(MappingNode weaker, MappingNode stronger, int depth = 0)
    {
        var entries = new List<MappingEntry>();
        foreach (var entry in weaker.Entries)
        {
            entries.Add(stronger.Find(entry.Key.Text) is not { } winner ? entry with { IsInherited = true }
                : entry.Value is MappingNode below && winner.Value is MappingNode above && depth < DocumentLimits.Depth
                    ? new MappingEntry(winner.Key, Over(below, above, depth + 1))
                    : winner);
        }

        entries.AddRange(stronger.Entries.Where(entry => !weaker.Has(entry.Key.Text)));
        return new MappingNode(stronger.Source, stronger.Span, stronger.Tag, entries);
    }
}
