using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Toml;

/// <summary>A table in the making: its keys may be spread over the file.</summary>
internal sealed class TomlTable(SourceFile source, Span span)
{
    private readonly List<(ScalarNode Key, object Value)> _entries = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>The table under a key, of a list of tables the last; a new one where nothing is, null where a value is.</summary>
    public TomlTable? Child(ScalarNode key)
    {
        if (_index.TryGetValue(key.Text, out var position))
        {
            return _entries[position].Value switch
            {
                TomlTable table => table,
                List<TomlTable> tables => tables[tables.Count - 1],
                _ => null,
            };
        }

        var child = new TomlTable(source, key.Span);
        Add(key, child);
        return child;
    }

    /// <summary>A new table at the end of the list under a key; null where something else is.</summary>
    public TomlTable? Append(ScalarNode key)
    {
        var child = new TomlTable(source, key.Span);
        if (!_index.TryGetValue(key.Text, out var position))
        {
            Add(key, new List<TomlTable> { child });
            return child;
        }

        if (_entries[position].Value is not List<TomlTable> tables)
        {
            return null;
        }

        tables.Add(child);
        return child;
    }

    /// <summary>Puts a value under a key; returns the entry that stood there before.</summary>
    public MappingEntry? Put(ScalarNode key, ConfigNode value)
    {
        if (!_index.TryGetValue(key.Text, out var position))
        {
            Add(key, value);
            return null;
        }

        var (firstKey, first) = _entries[position];
        _entries[position] = (key, value);
        return new MappingEntry(firstKey, first as ConfigNode ?? value);
    }

    /// <summary>The finished table.</summary>
    public MappingNode Freeze(int depth, Span? whole = null) =>
        new(source, whole ?? span, null, depth > DocumentLimits.Depth ? []
            : [.. _entries.Select(entry => new MappingEntry(entry.Key, Node(entry.Key, entry.Value, depth + 1)))]);

    private ConfigNode Node(ScalarNode key, object value, int depth) => value switch
    {
        TomlTable table => table.Freeze(depth),
        List<TomlTable> tables => new SequenceNode(source, key.Span, null, [.. tables.Select(table => table.Freeze(depth))]),
        _ => (ConfigNode)value,
    };

    private void Add(ScalarNode key, object value)
    {
        _index.Add(key.Text, _entries.Count);
        _entries.Add((key, value));
    }
}
