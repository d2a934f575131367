using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Programs;

namespace TrainingLint.Configs.Loading;

/// <summary>
/// Files on disk, read and parsed once however many configs draw on them. Only files below the root of the repository are read:
/// a config must not make the tool open whatever it names.
/// </summary>
public sealed class ConfigFiles
{
    private readonly ConcurrentDictionary<string, ParsedFile?> _parsed;
    private readonly ConcurrentDictionary<string, bool> _linked;
    private readonly Func<string, ParsedFile?> _load;
    private readonly ICollection<string>? _asked;
    private readonly ConcurrentDictionary<Type, object> _made;

    /// <summary>Files on disk, below a root directory.</summary>
    /// <param name="root">Directory that no reference may leave, absolute.</param>
    /// <param name="display">Turns an absolute path into the one that is shown.</param>
    public ConfigFiles(string root, Func<string, string>? display = null)
        : this(root, path => FromDisk(path, display ?? (full => full)))
    {
    }

    /// <summary>Files from elsewhere than the disk, such as a commit.</summary>
    /// <param name="root">Directory that no reference may leave, absolute.</param>
    /// <param name="load">Finds a file by its absolute path; null where there is none. Called once for each path.</param>
    public ConfigFiles(string root, Func<string, ParsedFile?> load)
        : this(Path.GetFullPath(root), load, new(StringComparer.Ordinal), new(StringComparer.Ordinal), null, new())
    {
    }

    /// <summary>Files that the host holds in memory and has chosen itself, as a compiler does; the disk is never touched.</summary>
    /// <param name="load">The parsed file under an absolute path; null when the host has none there.</param>
    public static ConfigFiles InMemory(Func<string, ParsedFile?> load) =>
        new("", load, new(StringComparer.Ordinal), new(StringComparer.Ordinal), null, new());

    private ConfigFiles(
        string root,
        Func<string, ParsedFile?> load,
        ConcurrentDictionary<string, ParsedFile?> parsed,
        ConcurrentDictionary<string, bool> linked,
        ICollection<string>? asked,
        ConcurrentDictionary<Type, object> made)
    {
        Root = root;
        _load = load;
        _parsed = parsed;
        _linked = linked;
        _asked = asked;
        _made = made;
    }

    /// <summary>Directory that no reference may leave.</summary>
    public string Root { get; }

    /// <summary>The programs that stand beside the configs; null where the host has none.</summary>
    public ProgramSources? Programs { get; init; }

    /// <summary>Reads a file of the repository. Null when it is outside of the root, missing, too large or no text.</summary>
    public ParsedFile? Read(string fullPath)
    {
        _asked?.Add(fullPath);
        return IsInside(fullPath) ? _parsed.GetOrAdd(fullPath, path => LeadsElsewhere(path) ? null : _load(path)) : null;
    }

    /// <summary>The same files; whatever is asked for, found or not, is noted.</summary>
    internal ConfigFiles Noting(ICollection<string> asked) => new(Root, _load, _parsed, _linked, asked, _made) { Programs = Programs };

    /// <summary>What is made once from the files of the repository, such as the dialects that it declares.</summary>
    internal T Once<T>(Func<T> make)
        where T : class =>
        (T)_made.GetOrAdd(typeof(T), _ => make());

    /// <summary>The same without a note: what is found changes what is said of a value, never the value.</summary>
    internal ParsedFile? Peek(string fullPath) =>
        IsInside(fullPath) ? _parsed.GetOrAdd(fullPath, path => LeadsElsewhere(path) ? null : _load(path)) : null;

    /// <summary>Files of the same kind in the same directory, in the order of their names, at most so many; none for files in memory.</summary>
    internal IReadOnlyList<string> Neighbours(string fullPath, int most)
    {
        if (Root.Length == 0 || !IsInside(fullPath) || Path.GetDirectoryName(fullPath) is not { } directory)
        {
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(directory, "*" + Path.GetExtension(fullPath)).Where(path => path != fullPath)
                .OrderBy(path => path, StringComparer.Ordinal).Take(most)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private const int MostRelatives = 40;
    private const int MostFolders = 40;
    private const int FewNeighbours = 4;

    /// <summary>
    /// The files that are likely written by the same hand for the same program, by their paths: those of the same kind in the same folder, and
    /// where these are few, those of the folders beside it (<c>exp1/config.yaml</c>, <c>exp2/config.yaml</c>). At most forty.
    /// </summary>
    public IReadOnlyList<string> Relatives(string fullPath)
    {
        var own = Neighbours(fullPath, MostRelatives);
        if (own.Count >= FewNeighbours || Path.GetDirectoryName(fullPath) is not { } directory
            || Path.GetDirectoryName(directory) is not { } above || !IsInside(above))
        {
            return own;
        }

        var name = Path.GetFileName(directory);
        var cousins = Path.GetDirectoryName(above) is { } top && IsInside(top)
            ? Folders(top).Where(folder => folder != above).Select(folder => Path.Combine(folder, name)).Where(Directory.Exists) : [];
        return [.. Folders(above).Where(folder => folder != directory).Concat(cousins)
            .SelectMany(folder => Neighbours(Path.Combine(folder, Path.GetFileName(fullPath) + Path.GetExtension(fullPath)), MostRelatives))
            .Concat(own).Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal).Take(MostRelatives)];
    }

    private static IReadOnlyList<string> Folders(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory).OrderBy(path => path, StringComparer.Ordinal).Take(MostFolders)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>True for the root itself and for what lies below it.</summary>
    internal bool IsAtOrInside(string fullPath) =>
        IsInside(fullPath) || (Root.Length > 0 && fullPath == Root.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>True when the path lies below the root; files in memory have none.</summary>
    internal bool IsInside(string fullPath)
    {
        var root = Root.Length == 0 || Root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal) ? Root
            : Root + Path.DirectorySeparatorChar;
        return fullPath.StartsWith(root, StringComparison.Ordinal);
    }

    // A link below the root may point anywhere, so nothing is read through one. Files in memory have no root and no links.
    private bool LeadsElsewhere(string fullPath) => Root.Length > 0 && (IsLink(fullPath) || IsLinked(Path.GetDirectoryName(fullPath)));

    // Neighbours share their directories, so each is asked about once.
    private bool IsLinked(string? directory) =>
        directory is not null && directory.Length > Root.Length
        && _linked.GetOrAdd(directory, path => IsLink(path) || IsLinked(Path.GetDirectoryName(path)));

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static ParsedFile? FromDisk(string path, Func<string, string> display)
    {
        try
        {
            return File.Exists(path) && RegularFile.Read(path, DocumentLimits.FileBytes) is { } bytes
                && SourceFile.Decode(display(path), bytes, path) is { } source
                ? ConfigFormats.Parse(source)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
