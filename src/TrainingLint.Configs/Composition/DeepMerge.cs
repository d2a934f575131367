using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>Puts one mapping over another, key by key, at every depth; lists replace lists. Every node keeps the file and place where it is written.</summary>
internal sealed class DeepMerge
{
    // With this a mapping says that it is meant as it is written (NeMo-RL).
    private const string OverrideMark = "_override_";

    private readonly BaseFiles? _bases;

    // Aliases make documents graphs: the same two mappings may meet along more paths than anybody can walk.
    private readonly Dictionary<(MappingNode Weaker, MappingNode Stronger), MappingNode> _merged = [];

    private DeepMerge(BaseFiles? bases) => _bases = bases;

    /// <summary>The stronger mapping over the weaker one.</summary>
    /// <param name="weaker">What is drawn in.</param>
    /// <param name="stronger">What is written over it.</param>
    /// <param name="bases">By which keys a mapping discards what it inherits.</param>
    public static MappingNode Over(MappingNode weaker, MappingNode stronger, BaseFiles? bases = null) =>
        new DeepMerge(bases).Merge(weaker, stronger, 0);

    private static bool IsFlag(MappingNode mapping, string? key, double value) =>
        key is not null && mapping[key] is ScalarNode flag && flag.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean } read
            && read.Number == value;

    private MappingNode Merge(MappingNode weaker, MappingNode stronger, int depth)
    {
        if (IsFlag(stronger, _bases?.DiscardKey, 0) || IsFlag(stronger, _bases?.DeleteKey, 1) || IsFlag(stronger, OverrideMark, 1))
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
        return _merged[(weaker, stronger)] =
            new MappingNode(stronger.Source, stronger.Span, stronger.Tag ?? weaker.Tag, entries) { Command = stronger.Command };
    }
}
