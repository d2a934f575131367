using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>One item of a Hydra defaults list: which file of which config group, and where its content goes.</summary>
/// <param name="Node">The item, for its place.</param>
/// <param name="Group">Group relative to the config that holds the list; null for a config in the same group.</param>
/// <param name="Option">File in the group, without extension; null switches the group off.</param>
/// <param name="Package">Explicit package behind <c>@</c>; null for the default one.</param>
/// <param name="IsOverride">True where an earlier choice of another list is replaced.</param>
/// <param name="IsOptional">True where the file need not exist.</param>
internal sealed record HydraDefault(ScalarNode Node, string? Group, string? Option, string? Package, bool IsOverride, bool IsOptional)
{
    private const string Override = "override ";
    private const string Optional = "optional ";

    private static readonly Regex Choice = new(@"\$\{(?<group>[A-Za-z0-9_/]+)\}", RegexOptions.CultureInvariant);

    /// <summary>The item that stands for the config's own content.</summary>
    public bool IsSelf => Group is null && Option == "_self_";

    /// <summary>True where the group counts from the root of the configs.</summary>
    public bool IsAbsolute => (Group ?? Option ?? "").StartsWith("/", StringComparison.Ordinal);

    /// <summary>The items of a defaults list in their order (hydra.cc, "The Defaults List").</summary>
    public static IReadOnlyList<HydraDefault> Of(MappingNode root) =>
        root["defaults"] is SequenceNode list ? list.Items.SelectMany(Items).ToArray() : [];

    /// <summary>The item with what others of its list have chosen: <c>train: ${task}PPO</c> follows the item <c>task</c>.</summary>
    public HydraDefault Filled(IReadOnlyList<HydraDefault> list, IReadOnlyDictionary<string, string?> chosen) =>
        Option is null || Option.IndexOf("${", StringComparison.Ordinal) < 0 ? this
            : this with { Option = Choice.Replace(Option, match => OptionOf(match.Groups["group"].Value, list, chosen) ?? match.Value) };

    private static string? OptionOf(string group, IReadOnlyList<HydraDefault> list, IReadOnlyDictionary<string, string?> chosen) =>
        chosen.TryGetValue(group, out var option) ? option
            : list.FirstOrDefault(item => item.Group == group && item.Package is null)?.Option;

    private static IEnumerable<HydraDefault> Items(ConfigNode item) => item switch
    {
        ScalarNode { Text.Length: > 0 } config => [Parse(config, null, config.Text)],
        MappingNode { Entries.Count: 1 } choice => Choices(choice.Entries[0]),
        _ => [],
    };

    private static IEnumerable<HydraDefault> Choices(MappingEntry entry) => entry.Value switch
    {
        ScalarNode option => [Parse(entry.Key, entry.Key.Text, IsNothing(option) ? null : option.Text)],
        SequenceNode options => options.Items.OfType<ScalarNode>().Select(option => Parse(entry.Key, entry.Key.Text, option.Text)),
        _ => [],
    };

    private static HydraDefault Parse(ScalarNode node, string? group, string? option)
    {
        var text = (group ?? option)!.Trim();
        var isOverride = Strip(ref text, Override);
        var isOptional = Strip(ref text, Optional);
        isOverride |= Strip(ref text, Override);
        var at = text.IndexOf('@');
        var package = at < 0 ? null : text.Substring(at + 1);
        var name = at < 0 ? text : text.Substring(0, at);
        return group is null
            ? new HydraDefault(node, null, name, package, isOverride, isOptional)
            : new HydraDefault(node, name, option, package, isOverride, isOptional);
    }

    private static bool Strip(ref string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        text = text.Substring(prefix.Length).TrimStart();
        return true;
    }

    private static bool IsNothing(ScalarNode option) =>
        option.Read(ScalarSchema.Yaml11).Kind == ScalarKind.Null || Placeholders.IsNone(option.Text);
}
