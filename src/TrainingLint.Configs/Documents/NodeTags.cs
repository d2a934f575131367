using System;

namespace TrainingLint.Configs.Documents;

/// <summary>Tags that formats other than YAML put on nodes.</summary>
public static class NodeTags
{
    /// <summary>A value that only a run would tell.</summary>
    public const string Unknown = "!unknown";

    /// <summary>A fractional number, whatever its text looks like.</summary>
    public const string Float = "tag:yaml.org,2002:float";

    /// <summary>A whole number, whatever its text looks like.</summary>
    public const string Integer = "tag:yaml.org,2002:int";

    /// <summary>Leads the dotted name of what is called.</summary>
    public const string Call = "!call:";

    /// <summary>The dotted name of what a node calls, as far as it is known; null for what is no call.</summary>
    public static string? CalledBy(ConfigNode? node) =>
        node?.Tag is { } tag && tag.StartsWith(Call, StringComparison.Ordinal) ? tag.Substring(Call.Length) : null;
}
