using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TrainingLint.KeyTables;

/// <summary>The text of a table.</summary>
internal static class TableText
{
    /// <summary>Writes the keys of a framework, each path once: the first declaration counts. Older versions come newest first.</summary>
    public static string Of(FrameworkRecipe recipe, string version, string commit, IEnumerable<DeclaredKey> keys,
        params IReadOnlyList<(string Version, IEnumerable<DeclaredKey> Keys)> older)
    {
        var text = new StringBuilder("@about\tWritten by tools/TrainingLint.KeyTables; run it again instead of editing.\n");
        Put(text, "@framework", recipe.Framework);
        Put(text, "@version", version);
        Put(text, "@commit", commit);
        Put(text, "@complete-at", string.Join('|', recipe.CompleteAt.Select(path => path.Length == 0 ? "." : path)));
        Put(text, "@typed", recipe.IsTyped ? "yes" : "no");
        Put(text, "@opened-by", string.Join('|', recipe.OpenedBy));
        var source = "";
        foreach (var key in keys.Concat(older.SelectMany(one => one.Keys.Select(key => Older(recipe, one.Version, key))))
            .DistinctBy(key => key.Path, StringComparer.Ordinal))
        {
            if (key.Source != source)
            {
                source = key.Source;
                Put(text, "@source", source);
            }

            text.Append(Today(recipe, key).Line).Append('\n');
        }

        return text.ToString();
    }

    private static DeclaredKey Older(FrameworkRecipe recipe, string version, DeclaredKey key) => key with
    {
        Types = key.Types.Length == 0 ? "older" : key.Types + "|older",
        Default = "",
        Outdated = "is not in " + recipe.Framework + " any more; " + version + " had it",
        Source = "older versions",
    };

    private static DeclaredKey Today(FrameworkRecipe recipe, DeclaredKey key) => !recipe.Outdated.TryGetValue(key.Path, out var outdated)
        || outdated.Length == 0 ? key
        : outdated[0] == '!' ? new DeclaredKey(key.Path, "gone", Outdated: outdated[1..])
        : key with { Outdated = outdated };

    private static void Put(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
        {
            text.Append(name).Append('\t').Append(value).Append('\n');
        }
    }
}
