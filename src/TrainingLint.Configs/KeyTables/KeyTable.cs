using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace TrainingLint.Configs.KeyTables;

/// <summary>
/// All keys of a framework at one version of its source: a data file of this folder, written by <c>tools/TrainingLint.KeyTables</c>
/// and read when the first document of its dialect is.
/// </summary>
internal sealed class KeyTable
{
    private const string Prefix = "TrainingLint.KeyTables.";
    private static readonly ConcurrentDictionary<string, KeyTable?> Read = new(StringComparer.Ordinal);

    private readonly Level _root = new("");

    internal KeyTable(KeyTableHead head, IReadOnlyList<TableKey> keys)
    {
        Head = head;
        Keys = keys;
        foreach (var key in keys)
        {
            _root.Make(key.Path).Key = key;
        }
    }

    /// <summary>Where the table comes from and what it claims.</summary>
    public KeyTableHead Head { get; }

    /// <summary>The keys in the order of the source.</summary>
    public IReadOnlyList<TableKey> Keys { get; }

    /// <summary>The mapping at the top of a recipe.</summary>
    public Level Root => _root;

    /// <summary>The table of a dialect; null for one without.</summary>
    public static KeyTable? Of(string dialect) => Read.GetOrAdd(dialect, static name =>
    {
        using var stream = typeof(KeyTable).GetTypeInfo().Assembly.GetManifestResourceStream(Prefix + name + ".tsv");
        return stream is null ? null : KeyTableFile.Read(new StreamReader(stream));
    });

    /// <summary>The place of a path in the table; null where nothing is.</summary>
    public Level? Find(string path) => path.Split('.').Aggregate((Level?)_root, (level, segment) => level?.Find(segment));

    /// <summary>A mapping of the table with the keys that it may hold.</summary>
    internal sealed class Level(string name)
    {
        // Most keys hold no others.
        private Dictionary<string, Level>? _inner;

        public string Name { get; } = name;

        public TableKey? Key { get; set; }

        /// <summary>The keys that may stand here.</summary>
        public IReadOnlyCollection<Level> Inner => (IReadOnlyCollection<Level>?)_inner?.Values ?? [];

        /// <summary>True when keys may stand here that the table does not name.</summary>
        public bool IsOpen => _inner is null || _inner.ContainsKey("*") || Key is { IsOpen: true };

        public Level? Find(string segment) =>
            _inner is not null && (_inner.TryGetValue(segment, out var exact) || _inner.TryGetValue("*", out exact)) ? exact : null;

        internal Level Make(string path)
        {
            var level = this;
            for (var start = 0; start <= path.Length;)
            {
                var end = path.IndexOf('.', start) is >= 0 and var dot ? dot : path.Length;
                var segment = end - start == path.Length ? path : path.Substring(start, end - start);
                level._inner ??= new Dictionary<string, Level>(StringComparer.Ordinal);
                if (!level._inner.TryGetValue(segment, out var next))
                {
                    level._inner[segment] = next = new Level(segment);
                }

                (level, start) = (next, end + 1);
            }

            return level;
        }
    }
}
