using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.KeyTables;

/// <summary>A key of a framework, as its own source declares it.</summary>
/// <param name="Path">Dotted path within the recipe; a segment <c>*</c> stands for any name or place in a list.</param>
/// <param name="Types">Of <c>int float str bool list map section null any older gone</c>, those that the source allows; empty where it
/// says nothing.</param>
/// <param name="Default">The default as it would stand in a YAML file; null without one, or where only a run finds it.</param>
/// <param name="Values">The values that the source allows; empty where it allows any.</param>
internal sealed record TableKey(string Path, IReadOnlyList<string> Types, string? Default, IReadOnlyList<string> Values)
{
    /// <summary>What became of a key that the framework no longer wants, as the rest of a sentence; null for a current one.</summary>
    public string? Outdated { get; init; }

    /// <summary>True when the framework refuses the outdated key.</summary>
    public bool IsGone => Types.Count == 1 && Types[0] == "gone";

    /// <summary>True for a key that only older versions have.</summary>
    public bool IsOlder => Types.Contains("older", StringComparer.Ordinal);

    /// <summary>True when the value may hold keys that the table does not name.</summary>
    public bool IsOpen => Types.Contains("any", StringComparer.Ordinal) || Types.Contains("map", StringComparer.Ordinal)
        || Types.Count == 0;

    /// <summary>Last segment of the path.</summary>
    public string Name => DottedName.Last(Path);
}
