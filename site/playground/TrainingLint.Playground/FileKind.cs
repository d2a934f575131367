using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Playground;

/// <summary>A sort of file that can be pasted, by a name that tells its format.</summary>
/// <param name="Name">Name of the file, which also says how it is read.</param>
/// <param name="Label">What it is, for people.</param>
internal sealed record FileKind(string Name, string Label)
{
    /// <summary>All of them, the usual ones first.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        new("config.yaml", "YAML"),
        new("train.sh", "command line"),
        new("config.json", "JSON"),
        new("config.toml", "TOML"),
        new("train.py", "Python"),
        new("config.cfg", "INI"),
        new("train.ipynb", "notebook"),
        new("solver.prototxt", "text protobuf"),
        new("config.jsonnet", "jsonnet"),
    ];

    /// <summary>The kind of a name; YAML for a name that is none of them, such as one from a link that somebody made up.</summary>
    public static FileKind Of(string? name) => All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal)) ?? All[0];
}
