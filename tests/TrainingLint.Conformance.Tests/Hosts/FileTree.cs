using System;
using System.IO;
using System.Linq;

namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>A repository of its own for a test, with the given configs in it.</summary>
internal sealed class FileTree : IDisposable
{
    public FileTree()
    {
        Directory.CreateDirectory(Path.Combine(Root, ".git"));
        File.WriteAllText(Path.Combine(Root, ".editorconfig"), "root = true\n");
    }

    /// <summary>Absolute path of the root.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("traininglint-hosts-").FullName;

    /// <summary>Absolute paths of all configs, in stable order.</summary>
    public string[] Configs =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".yaml" or ".json")
            .Order(StringComparer.Ordinal)];

    /// <summary>Writes a file.</summary>
    public FileTree Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
