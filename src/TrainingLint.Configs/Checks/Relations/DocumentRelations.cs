using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>Settings of a document that do not go together, as the files of relations have them.</summary>
internal static class DocumentRelations
{
    private const int Deepest = 4;
    private const int MostSections = 100;

    public static void Observe(CheckedDocument document)
    {
        var words = new HashSet<string>(document.Leaves.Select(leaf => leaf.Word), StringComparer.Ordinal);
        foreach (var block in RelationFiles.OfDocument(document.Dialect.Name, words))
        {
            if (!IsMeant(document, block, words))
            {
                continue;
            }

            if (block.IsWide)
            {
                Observe(document, block, Wide(document, block), _ => "");
                continue;
            }

            foreach (var siblings in document.Siblings.Where(siblings => IsSpoken(block, siblings)))
            {
                Observe(document, block, Beside(document, block, siblings),
                    name => siblings.Key.Length > 0 ? siblings.Key + "." + name : name);
            }
        }
    }

    private static bool IsMeant(CheckedDocument document, RelationBlock block, HashSet<string> words) =>
        (block.Dialects.Count == 0 || block.Dialects.Contains(document.Dialect.Name))
        && (block.Spoken.Count == 0 || block.Spoken.Count(words.Contains) >= block.AtLeast)
        && block.IsSpokenOfIn(document.View.File.Text);

    private static bool IsSpoken(RelationBlock block, IEnumerable<Leaf> leaves) => block.Spoken.Count == 0
        || leaves.Select(leaf => leaf.Word).Where(block.Spoken.Contains).Distinct().Take(block.AtLeast).Count() >= block.AtLeast;

    private static void Observe(CheckedDocument document, RelationBlock block, SettingBag bag, Func<string, string> pathOf)
    {
        foreach (var row in block.Rows)
        {
            if (row.In(bag, document.View.Root, name => document.Leaves.FirstOrDefault(leaf => leaf.Word == name)?.Path is { } path
                && block.IsWide ? path : pathOf(name)) is { } observation && IsOwn(document, observation))
            {
                document.Observe(observation);
            }
        }
    }

    private static bool IsOwn(CheckedDocument document, Observation observation) => observation.Place.File == document.View.File.Path;

    private static SettingBag Beside(CheckedDocument document, RelationBlock block, IEnumerable<Leaf> siblings)
    {
        var byWord = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        foreach (var leaf in siblings)
        {
            byWord[leaf.Word] = leaf.Entry;
        }

        return Bag(document, block, name => byWord.TryGetValue(name, out var entry) ? entry : null);
    }

    // A name with dots is the end of a path; any other the only one of its word, or that which is least deep.
    private static SettingBag Wide(CheckedDocument document, RelationBlock block)
    {
        var known = new Dictionary<string, MappingEntry?>(StringComparer.Ordinal);
        return Bag(document, block, name => known.TryGetValue(name, out var entry) ? entry : known[name] = Anywhere(document, name));
    }

    private static MappingEntry? Anywhere(CheckedDocument document, string name)
    {
        if (name.IndexOf('.') >= 0)
        {
            return Single(document.Leaves.Where(leaf => leaf.Path == name
                || leaf.Path.EndsWith("." + name, StringComparison.Ordinal))) ?? Part(document, name);
        }

        return Single(document.Leaves.Where(leaf => leaf.Word == name)) ?? Nested(document.View.Root, name, Deepest);
    }

    // Sections and lists of lists are no values of their own.
    private static MappingEntry? Nested(MappingNode mapping, string name, int levels) =>
        mapping.Find(name) ?? (levels == 0 ? null : mapping.Entries.Take(MostSections).Select(entry => entry.Value).OfType<MappingNode>()
            .Select(section => Nested(section, name, levels - 1)).FirstOrDefault(entry => entry is not null));


    private static MappingEntry? Single(IEnumerable<Leaf> leaves)
    {
        var found = leaves.Take(3).OrderBy(leaf => leaf.Segments.Count).ToArray();
        return found.Length == 0 || (found.Length > 1 && found[0].Segments.Count == found[1].Segments.Count) ? null : found[0].Entry;
    }

    // A section is given where something stands in it.
    private static MappingEntry? Part(CheckedDocument document, string path)
    {
        ConfigNode? node = document.View.Root;
        MappingEntry? entry = null;
        foreach (var segment in path.Split('.'))
        {
            entry = (node as MappingNode)?.Find(segment);
            node = entry?.Value;
        }

        return entry;
    }

    private static SettingBag Bag(CheckedDocument document, RelationBlock block, Func<string, MappingEntry?> find) =>
        new(find, document.Dialect.Loader.Schema)
        {
            IsOpen = !document.View.IsComplete,
            Defaults = block.Defaults,
        };
}
