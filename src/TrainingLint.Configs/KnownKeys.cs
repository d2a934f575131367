using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.KeyTables;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs;

/// <summary>The keys that frameworks read, for whoever helps to write a config.</summary>
public static class KnownKeys
{
    /// <summary>Names of the dialects that can be described without a document: those of YAML and JSON files that belong to one framework.</summary>
    public static IReadOnlyList<string> Dialects { get; } =
        [.. Described().Select(dialect => dialect.Name).Distinct().OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>The framework of a dialect, for people; null for a name that is none of <see cref="Dialects"/>.</summary>
    public static string? FrameworkOf(string dialect) => Described().FirstOrDefault(one => one.Name == dialect)?.Framework;

    /// <summary>
    /// The keys of a dialect, in the order of its recipe, where a recipe usually stands. A segment <c>*</c> of a path stands for any name.
    /// None for a name that is none of <see cref="Dialects"/>.
    /// </summary>
    public static IReadOnlyList<KnownKey> Of(string dialect)
    {
        var keys = new Dictionary<string, KnownKey>(StringComparer.Ordinal);
        foreach (var one in Described().Where(one => one.Name == dialect))
        {
            Add(one, one.UsualScope, keys);
        }

        return [.. keys.Values];
    }

    /// <summary>The keys that the framework of a document reads, in the order of its recipe; none when the document is no training config.</summary>
    public static IReadOnlyList<KnownKey> In(ParsedFile parsed)
    {
        var keys = new Dictionary<string, KnownKey>(StringComparer.Ordinal);
        foreach (var root in parsed.Roots.OfType<MappingNode>())
        {
            var view = new ConfigView(parsed.Source, root);
            if (DialectCatalogue.Recognise(view) is { } dialect)
            {
                foreach (var scope in dialect.KeyScopes(view).DefaultIfEmpty(""))
                {
                    Add(dialect, scope, keys);
                }
            }
        }

        return [.. keys.Values];
    }

    private static IEnumerable<Dialect> Described() =>
        DialectCatalogue.All.Where(dialect =>
            dialect.Framework is not null && dialect.Table.Count > 0 && dialect.IsWrittenIn(ConfigFormats.Yaml));

    private static void Add(Dialect dialect, string scope, Dictionary<string, KnownKey> keys)
    {
        foreach (var row in dialect.Table)
        {
            foreach (var path in row.Paths)
            {
                Put(new KnownKey(KnownKey.Absolute(scope, path))
                {
                    Setting = row.Setting,
                    Default = row.Default,
                    Values = AllowedValues.Of(dialect.Name, row.Setting),
                    IsPlain = row.IsPlain,
                });
            }
        }

        foreach (var range in dialect.Ranges)
        {
            var note = FormattableString.Invariant($"Typical range: {range.Lowest} to {range.Highest} ({range.Source}).");
            Put(Known(range.Path) with { Note = note });
        }

        foreach (var path in dialect.GuardedKeys)
        {
            Put(Known(path));
        }

        foreach (var fact in dialect.TypeFacts)
        {
            Put(Known(fact.Path) with { Form = fact.Form });
        }

        AddTable(dialect, scope, keys);
        return;

        KnownKey Known(string path) =>
            keys.TryGetValue(KnownKey.Absolute(scope, path), out var known) ? known : new KnownKey(KnownKey.Absolute(scope, path));
        void Put(KnownKey key) => keys[key.Path] = key;
    }

    // What the dialect says of a key goes before what the framework's source declares; the one does not know of ranges, the other of
    // most keys.
    private static void AddTable(Dialect dialect, string scope, Dictionary<string, KnownKey> keys)
    {
        foreach (var row in KeyTable.Of(dialect.TableName)?.Keys ?? [])
        {
            var path = KnownKey.Absolute(scope, row.Path);
            var known = keys.TryGetValue(path, out var own) ? own : new KnownKey(path);
            keys[path] = known with
            {
                Default = known.Setting is null ? TableDefault.Read(row.Default) : known.Default,
                Values = known.Values.Count == 0 || row.Values.Count > known.Values.Count ? ValuesOf(row) : known.Values,
                Types = row.Types,
                Outdated = row.Outdated,
                IsGone = row.IsGone,
            };
        }
    }

    private static IReadOnlyList<string> ValuesOf(TableKey row) =>
        row.Values.Count > 0 ? row.Values : row.Types.All(type => type is "bool" or "null") && row.Types.Count > 0 ? ["true", "false"] : [];

    /// <summary>The source that the table of a dialect was read from: framework, version and commit; null for a dialect without a
    /// table.</summary>
    public static string? SourceOf(string dialect) => KeyTable.Of(dialect)?.Head.Source;
}
