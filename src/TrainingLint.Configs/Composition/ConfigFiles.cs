using System;
using System.Collections.Concurrent;
using System.IO;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>
/// Files, read and parsed once however many configs draw on them. On disk only files below the root of the repository are read:
/// a config must not make the tool open whatever it names.
/// </summary>
public sealed class ConfigFiles
{
    private readonly ConcurrentDictionary<string, ParsedFile?> _parsed = new(StringComparer.Ordinal);
    private readonly Func<string, ParsedFile?> _load;

    /// <summary>Files below a root directory.</summary>
    /// <param name="root">Directory that no reference may leave, absolute.</param>
    /// <param name="display">Turns an absolute path into the one that is shown.</param>
    public ConfigFiles(string root, Func<string, string>? display = null)
    {
        Root = Path.GetFullPath(root);
        _load = path => FromDisk(path, display ?? (shown => shown));
    }

    private ConfigFiles(Func<string, ParsedFile?> load)
    {
        Root = "";
        _load = load;
    }

    /// <summary>Files that the host holds in memory, as a compiler does; the disk is never touched.</summary>
    /// <param name="load">The parsed file under an absolute path; null when the host has none there.</param>
    public static ConfigFiles InMemory(Func<string, ParsedFile?> load) => new(load);

    /// <summary>Directory that no reference may leave.</summary>
    public string Root { get; }

    /// <summary>Reads a file of the repository. Null when it is outside of the root, missing, too large or no text.</summary>
    internal ParsedFile? Read(string fullPath) => _parsed.GetOrAdd(fullPath, _load);

    /// <summary>True when the path lies below the root; files in memory have none, as the host chose them.</summary>
    internal bool IsInside(string fullPath)
    {
        var root = Root.Length == 0 || Root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? Root : Root + Path.DirectorySeparatorChar;
        return fullPath.StartsWith(root, StringComparison.Ordinal);
    }

    private ParsedFile? FromDisk(string path, Func<string, string> display)
    {
        var info = new FileInfo(path);
        if (!IsInside(path) || !info.Exists || info.Length > DocumentLimits.FileBytes)
        {
            return null;
        }

        try
        {
            return SourceFile.Decode(display(path), File.ReadAllBytes(path), path) is { } source ? DocumentParser.Parse(source) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
