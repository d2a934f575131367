using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Files;

/// <summary>The .gitignore files that apply to a directory. Deeper files go before those above them, later lines before earlier ones.</summary>
internal sealed class GitIgnore
{
    private const int MostBytes = 1 << 20;

    private readonly string _directory;
    private readonly GitIgnorePattern[] _patterns;
    private readonly GitIgnore? _above;

    private GitIgnore(string directory, GitIgnorePattern[] patterns, GitIgnore? above)
    {
        _directory = directory;
        _patterns = patterns;
        _above = above;
    }

    /// <summary>What applies above a directory: the repository's own list, and the files of the ancestors up to its top.</summary>
    public static GitIgnore ForDirectory(string directory)
    {
        var ancestors = new List<DirectoryInfo>();
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            ancestors.Add(at);
            var git = Path.Combine(at.FullName, ".git");
            if (Path.Exists(git))
            {
                ancestors.Reverse();
                var own = new GitIgnore(at.FullName, Read(Path.Combine(git, "info", "exclude")), above: null);
                return ancestors.SkipLast(1).Aggregate(own, (ignore, above) => ignore.With(above));
            }
        }

        return new GitIgnore(directory, [], above: null);
    }

    /// <summary>The same, with the directory's own .gitignore added.</summary>
    public GitIgnore With(DirectoryInfo directory) =>
        Read(Path.Combine(directory.FullName, ".gitignore")) is { Length: > 0 } patterns ? new GitIgnore(directory.FullName, patterns, this) : this;

    /// <summary>True when git would not look at the path, which lies in a directory that git does look at.</summary>
    public bool Ignores(string fullPath, bool isDirectory)
    {
        for (var at = this; at is not null; at = at._above)
        {
            if (at._patterns.Length == 0)
            {
                continue;
            }

            var path = Encoding.UTF8.GetBytes(Path.GetRelativePath(at._directory, fullPath).Replace(Path.DirectorySeparatorChar, '/'));
            for (var i = at._patterns.Length - 1; i >= 0; i--)
            {
                if (at._patterns[i].Fits(path, isDirectory))
                {
                    return !at._patterns[i].IsNegation;
                }
            }
        }

        return false;
    }

    // Git follows no link here either; and what is not a file of a sensible size is no list of patterns.
    private static GitIgnorePattern[] Read(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info is { Exists: true, LinkTarget: null, Length: > 0 and <= MostBytes }
                ? [.. File.ReadAllText(file, Encoding.UTF8).Split('\n')
                    .Select(line => GitIgnorePattern.Read(line.EndsWith('\r') ? line[..^1] : line)).OfType<GitIgnorePattern>()]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
