using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Programs;

namespace TrainingLint.Cli.Files;

/// <summary>
/// The programs that stand beside configs on disk: the sources of the repository, ignored ones and those of others left out. A directory
/// is a repository where git or Python's packaging says so; where nothing does, the directory that is looked at is one, if it is small.
/// </summary>
internal sealed class ProgramFiles(string top, Func<string, string> display)
{
    private static readonly string[] Marks = [".git", "setup.py", "pyproject.toml", "setup.cfg", "requirements.txt", "environment.yml"];

    // A home directory or a shelf of projects is no program of one config, and must not cost a walk through all of it.
    private const int MostUnmarkedEntries = 5_000;

    private readonly ConcurrentDictionary<string, string?> _roots = new(StringComparer.Ordinal);

    /// <summary>The programs below a directory.</summary>
    /// <param name="top">Directory that is not left, absolute.</param>
    /// <param name="display">Turns an absolute path into the one that is shown.</param>
    public static ProgramSources Below(string top, Func<string, string> display)
    {
        var files = new ProgramFiles(top, display);
        return new ProgramSources(files.RootOf, files.List, Read);
    }

    private string? RootOf(string config) => Path.GetDirectoryName(config) is { } directory ? _roots.GetOrAdd(directory, FindRoot) : null;

    // The outermost one, as a package may have its own marks.
    private string? FindRoot(string directory)
    {
        string? root = null;
        for (var at = directory; at is not null && (at == top || at.StartsWith(top.TrimEnd(Path.DirectorySeparatorChar)
            + Path.DirectorySeparatorChar, StringComparison.Ordinal)); at = Path.GetDirectoryName(at))
        {
            root = Array.Exists(Marks, mark => Path.Exists(Path.Combine(at, mark))) ? at : root;
        }

        return root ?? top;
    }

    private IReadOnlyList<SourceFileName> List(string root)
    {
        var found = new List<SourceFileName>();
        var left = Array.Exists(Marks, mark => Path.Exists(Path.Combine(root, mark))) ? int.MaxValue : MostUnmarkedEntries;
        Walk(new DirectoryInfo(root), root, GitIgnore.ForDirectory(root), found, ref left);
        if (left < 0)
        {
            return [];
        }

        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    private void Walk(DirectoryInfo directory, string root, GitIgnore above, List<SourceFileName> found, ref int left)
    {
        var ignore = above.With(directory);
        FileSystemInfo[] entries;
        try
        {
            entries = directory.GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return;
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (found.Count > ProgramSources.MostFiles || --left < 0)
            {
                return;
            }

            // A link could lead out of the tree or round in a circle.
            if (entry.LinkTarget is not null || (entry is FileInfo && !ProgramSources.IsSource(entry.Name))
                || ignore.Ignores(entry.FullName, entry is DirectoryInfo))
            {
                continue;
            }

            if (entry is FileInfo)
            {
                found.Add(new SourceFileName(entry.FullName, DisplayPaths.Below(root, entry.FullName), display(entry.FullName)));
            }
            else if (entry is DirectoryInfo child && !ProgramSources.IsForeign(child.Name))
            {
                Walk(child, root, ignore, found, ref left);
            }
        }
    }

    private static string? Read(SourceFileName file)
    {
        try
        {
            return RegularFile.Read(file.FullPath, ProgramSources.MostBytes) is { } bytes ? SourceFile.Decode(file.Path, bytes,
                file.FullPath)?.Text : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
