using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Documents;

/// <summary>A mapping. Duplicate keys are kept as written; look-ups follow the loaders, where the last one wins.</summary>
public sealed class MappingNode : ConfigNode
{
    private volatile Dictionary<string, int>? _index;
    private List<MappingEntry>? _effective;
    private bool _hasDottedKeys;

    /// <summary>True when a key holds a dot, so that a dotted path may mean it.</summary>
    internal bool HasDottedKeys
    {
        get
        {
            EnsureIndex();
            return _hasDottedKeys;
        }
    }

    internal MappingNode(SourceFile source, Span span, string? tag, IReadOnlyList<MappingEntry> written,
        IReadOnlyList<MappingNode>? merged = null)
        : base(source, span, tag)
    {
        Written = written;
        Merged = merged ?? [];
    }

    /// <summary>The command whose arguments these are; null for a mapping of any other kind.</summary>
    internal CommandLine? Command { get; init; }

    /// <summary>Every entry as written, duplicates included, merge keys left out.</summary>
    public IReadOnlyList<MappingEntry> Written { get; }

    /// <summary>Mappings merged in by <c>&lt;&lt;</c>, strongest first.</summary>
    public IReadOnlyList<MappingNode> Merged { get; }

    /// <summary>The entries that a loader sees: each key once, own keys before merged ones.</summary>
    public IReadOnlyList<MappingEntry> Entries
    {
        get
        {
            EnsureIndex();
            return _effective!;
        }
    }

    /// <summary>The value under a key, or null.</summary>
    public ConfigNode? this[string key] => Find(key)?.Value;

    /// <summary>True when the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>True when one of the keys is there.</summary>
    public bool HasAnyOf(params string[] keys) => Array.Exists(keys, Has);

    /// <summary>The entry under a key, or null.</summary>
    public MappingEntry? Find(string key)
    {
        EnsureIndex();
        return _index!.TryGetValue(key, out var position) ? _effective![position] : null;
    }

    // Idempotent, so that two threads that race here only do the same work twice: the index is published last.
    private void EnsureIndex()
    {
        if (_index is not null)
        {
            return;
        }

        var index = new Dictionary<string, int>(Written.Count, StringComparer.Ordinal);
        var effective = new List<MappingEntry>(Written.Count);
        foreach (var entry in Written)
        {
            if (index.TryGetValue(entry.Key.Text, out var position))
            {
                effective[position] = entry;
            }
            else
            {
                index.Add(entry.Key.Text, effective.Count);
                effective.Add(entry);
            }
        }

        foreach (var mapping in Merged)
        {
            foreach (var entry in mapping.Entries)
            {
                if (!index.ContainsKey(entry.Key.Text))
                {
                    index.Add(entry.Key.Text, effective.Count);
                    effective.Add(entry with { IsInherited = true });
                }
            }
        }

        _hasDottedKeys = effective.Exists(entry => entry.Key.Text.IndexOf('.') >= 0);
        _effective = effective;
        _index = index;
    }
}
