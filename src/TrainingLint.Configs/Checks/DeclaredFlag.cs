using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks;

/// <summary>A flag that a program declares with <c>add_argument</c>.</summary>
/// <param name="Names">Its names without dashes in front, dashes within as underscores.</param>
/// <param name="Type">The name of its type; null where none, or a value, is given.</param>
/// <param name="TakesValue">False for switches such as <c>store_true</c>.</param>
/// <param name="Choices">The values that it may have; null where all, or unknown ones, are allowed.</param>
internal sealed record DeclaredFlag(IReadOnlyList<string> Names, string? Type, bool TakesValue, IReadOnlyList<string>? Choices)
{
    /// <summary>The flag of a call; null where a name of it is computed, or where it is a positional argument.</summary>
    public static DeclaredFlag? Of(PythonCall call)
    {
        var given = call.Node.Entries.Where(entry => entry.Key.Text is "0" or "1" or "2" or "3").Select(entry => entry.Value).ToArray();
        if (given.Length == 0 || call.Node.Has(PythonFormat.Rest)
            || !Array.TrueForAll(given, value => value is ScalarNode { Style: ScalarStyle.Quoted, Tag: null }))
        {
            return null;
        }

        string[] names = [.. given.Cast<ScalarNode>().Where(name => name.Text.StartsWith("-", StringComparison.Ordinal)).Select(name =>
            name.Text.TrimStart('-').Replace('-', '_'))];
        var action = (call.Node["action"] as ScalarNode)?.Text;
        var choices = call.Node["choices"] is SequenceNode { Items.Count: > 0 } list
            && list.Items.All(item => item is ScalarNode { Tag: not NodeTags.Unknown })
            ? list.Items.Cast<ScalarNode>().Select(item => item.Text).ToArray()
            : null;
        return new DeclaredFlag(names, (call.Node["type"] as ScalarNode)?.Text, action is null or "store" or "append" or "extend", choices);
    }
}
