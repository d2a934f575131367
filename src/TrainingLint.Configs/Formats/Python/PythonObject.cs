using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// An object that a program builds by assignments: <c>cfg.SOLVER.BASE_LR = 0.1</c>, <c>config["lr"] = 0.1</c>. What is assigned
/// under a condition is unknown from there on, as is everything that a file merged in later may replace.
/// </summary>
internal sealed class PythonObject
{
    private const int MostEntries = 10_000;

    private readonly List<(ScalarNode Key, object Value)> _entries = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly SourceFile _source;
    private readonly Span _span;
    private readonly string? _tag;
    private MappingNode? _frozen;
    private int _frozenAt;

    /// <summary>Starts from a mapping, such as an empty <c>edict()</c>.</summary>
    public PythonObject(string name, MappingNode start)
    {
        Name = name;
        (_source, _span, _tag) = (start.Source, start.Span, start.Tag);
        foreach (var entry in start.Entries)
        {
            Put(entry.Key, entry.Value);
        }
    }

    /// <summary>Name of the variable that holds it first.</summary>
    public string Name { get; }

    /// <summary>Number of assignments that built it.</summary>
    public int Assignments { get; private set; }

    /// <summary>Files that were merged into it, and command lines: whatever they say may replace what was assigned before.</summary>
    public List<ConfigNode> MergedFiles { get; } = [];

    /// <summary>Sets what a path of attributes or keys leads to.</summary>
    public void Set(IReadOnlyList<ScalarNode> path, ConfigNode value) => Place(path, value);

    /// <summary>Lets a path lead to an object that has a name of its own as well, so that what is assigned to either is in both.</summary>
    /// <param name="path">The path.</param>
    /// <param name="part">An object that holds nothing else that is shared.</param>
    public void Share(IReadOnlyList<ScalarNode> path, PythonObject part) => Place(path, part);

    /// <summary>The object to which a path leads; null where a value or nothing stands there.</summary>
    public PythonObject? PartAt(IReadOnlyList<ScalarNode> path)
    {
        var at = this;
        foreach (var key in path)
        {
            if (!at._index.TryGetValue(key.Text, out var position) || at._entries[position].Value is not (PythonObject or MappingNode))
            {
                return null;
            }

            at = at.Child(key);
        }

        return at;
    }

    private void Place(IReadOnlyList<ScalarNode> path, object value)
    {
        Assignments++;
        path.Take(path.Count - 1).Aggregate(this, (at, key) => at.Child(key)).Put(path[path.Count - 1], value);
    }

    /// <summary>What a path leads to, as it is now; null where nothing is.</summary>
    public ConfigNode? Get(IEnumerable<string> path)
    {
        object? at = this;
        foreach (var segment in path)
        {
            at = at switch
            {
                PythonObject inner => inner._index.TryGetValue(segment, out var position) ? inner._entries[position].Value : null,
                MappingNode mapping => mapping[segment],
                _ => null,
            };
        }

        return at is PythonObject built ? ReferenceEquals(built, this) ? Freeze() : built.Build() : at as ConfigNode;
    }

    /// <summary>The object as it is now.</summary>
    public MappingNode Freeze()
    {
        var version = Version;
        if (_frozen is null || _frozenAt != version)
        {
            (_frozen, _frozenAt) = (Build(), version);
        }

        return _frozen;
    }

    // What is assigned to a shared part by its own name changes the whole.
    private int Version => Assignments + _entries.Sum(entry => entry.Value is PythonObject part ? part.Version + 1 : 0);

    private MappingNode Build() => new(
        _source,
        _span,
        _tag,
        [.. _entries.Select(entry =>
            new MappingEntry(entry.Key, entry.Value is PythonObject inner ? inner.Build() : (ConfigNode)entry.Value))]);

    private PythonObject Child(ScalarNode key)
    {
        if (_index.TryGetValue(key.Text, out var position) && _entries[position].Value is PythonObject known)
        {
            return known;
        }

        var start = _index.ContainsKey(key.Text) && _entries[position].Value is MappingNode mapping ? mapping
            : new MappingNode(key.Source, key.Span, null, []);
        var child = new PythonObject(key.Text, start);
        Put(key, child);
        return child;
    }

    private void Put(ScalarNode key, object value)
    {
        if (_index.TryGetValue(key.Text, out var position))
        {
            _entries[position] = (key, value);
        }
        else if (_entries.Count < MostEntries)
        {
            _index.Add(key.Text, _entries.Count);
            _entries.Add((key, value));
        }
    }
}
