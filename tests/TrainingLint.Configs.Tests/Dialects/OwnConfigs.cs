using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Small configs of our own, at least one of each dialect and named after it, the sound and faulty ones of data files among them.</summary>
internal static class OwnConfigs
{
    /// <summary>Paths below this folder, in the order of their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { "Own", "Declared/ok", "Declared/err" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Folder(), folder)).Select(file => folder + "/" + Path.GetFileName(file)))
            .Order(System.StringComparer.Ordinal),
    ];

    /// <summary>Those that are written in YAML.</summary>
    public static IEnumerable<string> Yaml => All.Where(name => name.EndsWith(".yaml", System.StringComparison.Ordinal));

    /// <summary>The dialect that a config is written in.</summary>
    public static string DialectOf(string name) => Path.GetFileNameWithoutExtension(name);

    public static string TextOf(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    public static SourceFile Source(string name) => new(Path.GetFileName(name), TextOf(name));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
