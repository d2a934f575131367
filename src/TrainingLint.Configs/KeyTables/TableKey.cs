using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.KeyTables;

/// <summary>
/// A key of a framework, as its own source declares it. A table has hundreds of them, and a config asks for what is known of a few: the
/// line is taken apart then.
/// </summary>
/// <param name="path">Dotted path within the recipe; a segment <c>*</c> stands for any name or place in a list.</param>
/// <param name="line">The line of the table: columns between tabs, the path first.</param>
internal sealed class TableKey(string path, string line)
{
    private string[]? _columns;

    /// <summary>Dotted path within the recipe; a segment <c>*</c> stands for any name or place in a list.</summary>
    public string Path { get; } = path;

    /// <summary>Of <c>int float str bool list map section null any older gone</c>, those that the source allows; empty where it says nothing.</summary>
    public IReadOnlyList<string> Types => KeyTableFile.Parts(Column(1));

    /// <summary>The default as it would stand in a YAML file; null without one, or where only a run finds it.</summary>
    public string? Default => Column(2) is { Length: > 0 } standard ? standard : null;

    /// <summary>The values that the source allows; empty where it allows any.</summary>
    public IReadOnlyList<string> Values => KeyTableFile.Parts(Column(3));

    /// <summary>What became of a key that the framework no longer wants, as the rest of a sentence; null for a current one.</summary>
    public string? Outdated => Column(4) is { Length: > 0 } outdated ? outdated : null;

    /// <summary>True when the framework refuses the outdated key.</summary>
    public bool IsGone => Column(1) == "gone";

    /// <summary>True for a key that only older versions have.</summary>
    public bool IsOlder => Types.Contains("older", StringComparer.Ordinal);

    /// <summary>True when the value may hold keys that the table does not name.</summary>
    public bool IsOpen => Types.Contains("any", StringComparer.Ordinal) || Types.Contains("map", StringComparer.Ordinal)
        || Types.Count == 0;

    /// <summary>Last segment of the path.</summary>
    public string Name => DottedName.Last(Path);

    private string Column(int index) => KeyTableFile.Column(_columns ??= line.Split('\t'), index);
}
