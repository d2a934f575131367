using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Files;

/// <summary>Finds the configs below the paths of a call: named files as they are, directories walked under their .gitignore files.</summary>
internal sealed class FileDiscovery(string currentDirectory)
{
    private static readonly string[] ProjectExtensions = [".csproj", ".sln", ".slnx"];

    private readonly List<InputFile> _files = [];
    private readonly List<InputFile> _projects = [];
    private readonly List<InputError> _errors = [];
    private readonly List<InputError> _skipped = [];
    private int _met;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private int _entries;

    /// <summary>How many entries of directories are looked at, at most; what lies beyond is not found.</summary>
    public int MostEntries { get; init; } = int.MaxValue;

    /// <summary>True when the walk ended at <see cref="MostEntries"/>.</summary>
    public bool IsIncomplete => _entries >= MostEntries;

    /// <summary>True for names that a config may have.</summary>
    public static bool IsConfig(string path) => ConfigFormats.Find(path) is { IsLookedFor: true };

    /// <summary>The C# projects and solutions among the named files, in the order of the call; they are never looked for in directories.</summary>
    public IReadOnlyList<InputFile> Projects => _projects;

    /// <summary>What was met while walking and cannot be read.</summary>
    public IReadOnlyList<InputError> Skipped => _skipped;

    /// <summary>Files in stable order, and named paths that cannot be read or hold nothing to read.</summary>
    public (IReadOnlyList<InputFile> Files, IReadOnlyList<InputError> Errors) Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path, currentDirectory);
            if (File.Exists(full))
            {
                AddNamed(full);
            }
            else if (Directory.Exists(full))
            {
                var before = _met;
                Walk(new DirectoryInfo(full), GitIgnore.ForDirectory(full));
                if (_met == before)
                {
                    _errors.Add(new InputError(full == currentDirectory ? "." : Display(full), 1,
                        "There is no config below this directory: no file whose name ends in " + ConfigFormats.Endings
                        + ", as far as .gitignore lets it be seen.", IsInternal: false)
                    { IsNoInput = true });
                }
            }
            else
            {
                _errors.Add(new InputError(Display(full), 1, "There is no such file or directory; check the path.", IsInternal: false));
            }
        }

        _files.Sort((left, right) => string.CompareOrdinal(left.DisplayPath, right.DisplayPath));
        return (_files, _errors);
    }

    /// <summary>A path as it is shown.</summary>
    public string Display(string fullPath) => DisplayPaths.Below(currentDirectory, fullPath);

    /// <summary>The directory that no reference in a config may leave: the repository, or else what the call names.</summary>
    public string RootFor(IEnumerable<string> paths)
    {
        var starts = paths.Select(path => Path.GetFullPath(path, currentDirectory))
            .Select(path => Directory.Exists(path) ? path : Path.GetDirectoryName(path)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var start = starts.Length > 0 ? starts[0] : currentDirectory;
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            // Of files of several repositories, each draws on its own.
            if (Path.Exists(Path.Combine(directory.FullName, ".git")) && Hold(directory.FullName, starts))
            {
                return directory.FullName;
            }
        }

        return Hold(currentDirectory, starts) ? currentDirectory : CommonAncestor(starts);
    }

    private static bool Hold(string directory, string[] paths) =>
        Array.TrueForAll(paths, path => path == directory
            || path.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string CommonAncestor(string[] directories)
    {
        var common = directories[0];
        while (!Hold(common, directories))
        {
            common = Path.GetDirectoryName(common) ?? common;
        }

        return common;
    }

    private void Walk(DirectoryInfo directory, GitIgnore ignore)
    {
        ignore = ignore.With(directory);
        FileSystemInfo[] entries;
        try
        {
            entries = directory.GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            _met++;
            _skipped.Add(new InputError(Display(directory.FullName), 1, "The directory cannot be read; check its permissions.", IsInternal: false));
            return;
        }

        foreach (var entry in entries)
        {
            if (IsIncomplete)
            {
                return;
            }

            _entries++;
            Meet(entry, ignore);
        }
    }

    private void Meet(FileSystemInfo entry, GitIgnore ignore)
    {
        if (entry is DirectoryInfo child)
        {
            // A link could lead out of the tree or round in a circle.
            if (child.LinkTarget is null && child.Name is not (".git" or "node_modules" or ".venv" or "__pycache__")
                && !ignore.Ignores(child.FullName, isDirectory: true))
            {
                Walk(child, ignore);
            }
        }
        else if (IsConfig(entry.Name) && !ignore.Ignores(entry.FullName, isDirectory: false))
        {
            _met++;
            if (LeadsOut(entry))
            {
                _skipped.Add(new InputError(Display(entry.FullName), 1, "The link leads out of the repository, or to no file, so it is not followed; name the file itself.", IsInternal: false));
            }
            else
            {
                Add(entry.FullName, isExplicit: false);
            }
        }
    }

    private void AddNamed(string full)
    {
        // Markdown is not looked for, but read where it is named.
        if (ConfigFormats.Find(full) is not null || ProjectExtensions.Contains(Path.GetExtension(full), StringComparer.OrdinalIgnoreCase))
        {
            Add(full, isExplicit: true);
            return;
        }

        var ending = Path.GetExtension(full) is { Length: > 0 } written ? "Files ending in " + written + " are" : "A file without an ending is";
        _errors.Add(new InputError(Display(full), 1, Path.GetExtension(full) == ".cs"
            ? "C# is judged with its project, while that is built; name the .csproj, .sln or .slnx."
            : ending + " not read, so nothing was judged here; what is read ends in " + ConfigFormats.Endings + ". A config under another name can be piped in with --stdin --stdin-filename NAME.yaml.", IsInternal: false));
    }

    // What somebody puts into a repository must not make the tool open, and show, what lies elsewhere on the machine.
    private bool LeadsOut(FileSystemInfo entry)
    {
        if (entry.LinkTarget is null)
        {
            return false;
        }

        try
        {
            var root = RootFor([entry.FullName]);
            return entry.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } target
                || !target.FullName.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private void Add(string full, bool isExplicit)
    {
        if (_seen.Add(full))
        {
            var isProject = ProjectExtensions.Contains(Path.GetExtension(full), StringComparer.OrdinalIgnoreCase);
            (isProject ? _projects : _files).Add(new InputFile(full, Display(full), isExplicit));
        }
    }
}
