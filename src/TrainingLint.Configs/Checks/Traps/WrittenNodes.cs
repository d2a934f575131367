using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>A document without the settings that are nothing, which is how people leave a key of a template empty.</summary>
internal static class WrittenNodes
{
    public static ConfigView Of(ConfigView view, Loader loader) =>
        new(view.File, Of(view.Root, loader), view.IsComplete) { Files = view.Files };

    /// <summary>The same of one mapping.</summary>
    public static MappingNode Of(MappingNode node, Loader loader) => Of(node, loader, []);

    // What aliases share stays shared: nine levels of nine aliases are a billion mappings otherwise.
    private static MappingNode Of(MappingNode node, Loader loader, Dictionary<MappingNode, MappingNode> made)
    {
        if (!made.TryGetValue(node, out var written))
        {
            made[node] = written = new MappingNode(node.Source, node.Span, node.Tag,
                [.. node.Entries.Where(entry => !(entry.Value is ScalarNode scalar && IsNothing(scalar, loader)))
                    .Select(entry => entry.Value is MappingNode inner ? new MappingEntry(entry.Key, Of(inner, loader, made)) : entry)]);
        }

        return written;
    }

    /// <summary>True for <c>null</c>, <c>~</c>, <c>None</c> and an empty value, unless they are quoted.</summary>
    public static bool IsNothing(ScalarNode scalar, Loader loader) => scalar.Style == ScalarStyle.Plain && scalar.Tag is null
        && (scalar.Read(loader.Schema).Kind == ScalarKind.Null || scalar.Text is "None" or "");
}
