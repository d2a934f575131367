using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A key that a framework reads, for whoever helps to write a config.</summary>
/// <param name="Path">Dotted path from the root of the document.</param>
public sealed record KnownKey(string Path)
{
    /// <summary>The setting that it holds; null for a key that is no part of a recipe.</summary>
    public SettingKey? Setting { get; init; }

    /// <summary>The framework's default; null without one, or where it is not known.</summary>
    public object? Default { get; init; }

    /// <summary>The values that the framework accepts, if these are few; a choice of them where the list is open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What else the framework's documentation says, as a sentence.</summary>
    public string? Note { get; init; }

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

    private static void Add(Dialect dialect, string scope, Dictionary<string, KnownKey> keys)
    {
        foreach (var row in dialect.Table)
        {
            foreach (var path in row.Paths)
            {
                Put(new KnownKey(Absolute(scope, path))
                {
                    Setting = row.Setting,
                    Default = row.Default,
                    Values = AllowedValues.Of(dialect.Name, row.Setting)
                });
            }
        }

        foreach (var range in dialect.Ranges)
        {
            var path = Absolute(scope, range.Path);
            var note = FormattableString.Invariant($"Typical range: {range.Lowest} to {range.Highest} ({range.Source}).");
            Put(keys.TryGetValue(path, out var known) ? known with { Note = note } : new KnownKey(path) { Note = note });
        }

        foreach (var path in dialect.GuardedKeys.Concat(dialect.TypeFacts.Select(fact => fact.Path)))
        {
            if (!keys.ContainsKey(Absolute(scope, path)))
            {
                Put(new KnownKey(Absolute(scope, path)));
            }
        }

        void Put(KnownKey key) => keys[key.Path] = key;
    }

    internal static string Absolute(string scope, string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : scope.Length == 0 ? path : scope + "." + path;
}
