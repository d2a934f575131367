using System.Collections.Generic;

namespace TrainingLint.Configs.Composition;

/// <summary>How files of a dialect draw on others: the key that names them and how the mappings are put together.</summary>
/// <param name="Key">Top-level key that holds one path or a list of them, relative to the file.</param>
internal sealed record BaseFiles(string Key)
{
    /// <summary>Where in the document the key may stand besides the top level.</summary>
    public IReadOnlyList<string> NestedKeys { get; init; } = [];

    /// <summary>Key inside a mapping which, when false, discards what the mapping inherits (PaddleSeg).</summary>
    public string? DiscardKey { get; init; }

    /// <summary>True where mappings replace each other as a whole below the first level (OpenPCDet's <c>update</c>).</summary>
    public bool Shallow { get; init; }

    /// <summary>Prefix of the tag that puts another file in the place of a node; null where no tag does.</summary>
    public string? IncludeTag { get; init; }
}
