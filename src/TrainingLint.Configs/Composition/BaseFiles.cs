using System.Collections.Generic;

namespace TrainingLint.Configs.Composition;

/// <summary>How files of a dialect draw on others: the key that names them and how the mappings are put together.</summary>
/// <param name="Key">Top-level key that holds one path or a list of them, relative to the file.</param>
internal sealed record BaseFiles(string Key)
{
    /// <summary>Key inside a mapping which, when false, discards what the mapping inherits (PaddleSeg).</summary>
    public string? DiscardKey { get; init; }

    /// <summary>Key inside a mapping which, when true, discards what the mapping inherits (mmengine).</summary>
    public string? DeleteKey { get; init; }

    /// <summary>True where any mapping may name a base file for itself (OpenPCDet's <c>DATA_CONFIG._BASE_CONFIG_</c>).</summary>
    public bool InAnyMapping { get; init; }

    /// <summary>
    /// True where paths count from the directory that training is started in, which is one of those above the file.
    /// </summary>
    public bool FromWorkingDirectory { get; init; }

    /// <summary>Further keys that name base files, where people have no single word for it; the first that is there counts.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    /// <summary>True where a key may just as well hold something else: then only text that leads to a file, or that ends as one, is a reference.</summary>
    public bool IsGuess { get; init; }

    /// <summary>True for Hydra: the key holds a defaults list that picks files from config groups.</summary>
    public bool AreHydraGroups { get; init; }

    /// <summary>Prefix of the tag that puts another file in the place of a node; null where no tag does.</summary>
    public string? IncludeTag { get; init; }
}
