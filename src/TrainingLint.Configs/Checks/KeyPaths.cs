using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Checks;

/// <summary>The keys of a document, each with its path: sections and values.</summary>
internal sealed class KeyPaths
{
    private const int Most = 1000;
    private const int Deepest = 8;

    private readonly Dictionary<string, MappingEntry> _entries = new(StringComparer.Ordinal);

    private readonly HashSet<string> _names;

    public KeyPaths(MappingNode root)
    {
        Add(root, "", 0);
        _names = new(_entries.Values.Select(entry => entry.Key.Text), StringComparer.Ordinal);
    }

    /// <summary>All paths in the order of the text.</summary>
    public IEnumerable<KeyValuePair<string, MappingEntry>> All => _entries;

    /// <summary>Number of paths.</summary>
    public int Count => _entries.Count;

    /// <summary>What stands under a path; null for nothing.</summary>
    public MappingEntry? this[string path] => _entries.TryGetValue(path, out var entry) ? entry : null;

    /// <summary>The share of the names of both documents, wherever they stand, that both have; from 0 to 1.</summary>
    public double Likeness(KeyPaths other) =>
        (double)_names.Count(other._names.Contains) / Math.Max(1, Math.Max(_names.Count, other._names.Count));

    private void Add(MappingNode mapping, string path, int depth)
    {
        foreach (var entry in mapping.Written)
        {
            if (_entries.Count >= Most)
            {
                return;
            }

            var full = path.Length == 0 ? entry.Key.Text : path + "." + entry.Key.Text;
            _entries[full] = entry;
            if (entry.Value is MappingNode inner && depth < Deepest)
            {
                Add(inner, full, depth + 1);
            }
        }
    }
}
