using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MAB.DotIgnore;

namespace TrainingLint.Cli.Files;

/// <summary>The .gitignore files that apply to a directory, rewritten as rules relative to the top, so that deeper files win.</summary>
internal sealed class GitIgnore
{
    private readonly string _top;
    private readonly string[] _rules;
    private readonly IgnoreList? _list;

    private GitIgnore(string top, string[] rules)
    {
        _top = top;
        _rules = rules;
        _list = rules.Length > 0 ? new IgnoreList(rules) : null;
    }

    /// <summary>What applies above a directory: the files of its ancestors up to the repository's top.</summary>
    public static GitIgnore ForDirectory(string directory)
    {
        var ancestors = new List<DirectoryInfo>();
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            ancestors.Add(at);
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                ancestors.Reverse();
                return ancestors.SkipLast(1).Aggregate(new GitIgnore(at.FullName, []), (ignore, above) => ignore.With(above));
            }
        }

        return new GitIgnore(directory, []);
    }

    /// <summary>The same, with the directory's own .gitignore added.</summary>
    public GitIgnore With(DirectoryInfo directory)
    {
        var file = Path.Combine(directory.FullName, ".gitignore");
        if (!File.Exists(file))
        {
            return this;
        }

        var prefix = Path.GetRelativePath(_top, directory.FullName).Replace('\\', '/');
        var own = ReadLines(file).Where(line => line.Trim().Length > 0 && line[0] != '#').Select(rule => Anchor(rule.TrimEnd(), prefix == "." ? "" : "/" + prefix));
        return new GitIgnore(_top, [.. _rules, .. own]);
    }

    /// <summary>True when git would not look at the path.</summary>
    public bool Ignores(string fullPath, bool isDirectory) =>
        _list?.IsIgnored("/" + Path.GetRelativePath(_top, fullPath).Replace('\\', '/'), isDirectory) ?? false;

    private static string Anchor(string rule, string prefix)
    {
        var negation = rule[0] == '!' ? "!" : "";
        var pattern = rule[negation.Length..];
        var isAnchored = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        return prefix.Length == 0 ? rule : negation + prefix + (isAnchored ? "/" + pattern.TrimStart('/') : "/**/" + pattern);
    }

    private static string[] ReadLines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
