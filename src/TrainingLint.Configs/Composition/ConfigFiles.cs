using System;
using System.Collections.Concurrent;
using System.IO;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>
/// Files on disk, read and parsed once however many configs draw on them. Only files below the root of the repository are read:
/// a config must not make the tool open whatever it names.
/// </summary>
public sealed class ConfigFiles
{
    private readonly ConcurrentDictionary<string, ParsedFile?> _parsed = new(StringComparer.Ordinal);
    private readonly Func<string, string> _display;

    /// <summary>Files below a root directory.</summary>
    /// <param name="root">Directory that no reference may leave, absolute.</param>
    /// <param name="display">Turns an absolute path into the one that is shown.</param>
    public ConfigFiles(string root, Func<string, string>? display = null)
    {
        Root = Path.GetFullPath(root);
        _display = display ?? (path => path);
    }

    /// <summary>Directory that no reference may leave.</summary>
    public string Root { get; }

    /// <summary>Reads a file of the repository. Null when it is outside of the root, missing, too large or no text.</summary>
    internal ParsedFile? Read(string fullPath) => _parsed.GetOrAdd(fullPath, path =>
    {
        var info = new FileInfo(path);
        if (!IsInside(path) || !info.Exists || info.Length > DocumentLimits.FileBytes)
        {
            return null;
        }

        try
        {
            return SourceFile.Decode(_display(path), File.ReadAllBytes(path), path) is { } source ? DocumentParser.Parse(source) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    });

    /// <summary>True when the path lies below the root.</summary>
    internal bool IsInside(string fullPath)
    {
        var root = Root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? Root : Root + Path.DirectorySeparatorChar;
        return fullPath.StartsWith(root, StringComparison.Ordinal);
    }
}
