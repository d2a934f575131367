using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Reviewing;

/// <summary>How a path differs between two states of a repository.</summary>
/// <param name="Path">Path in the later state; in the earlier one for a file that is gone.</param>
/// <param name="OldPath">Path in the earlier state; null for a new file.</param>
/// <param name="IsGone">True when the later state has no such file.</param>
internal sealed record ChangedPath(string Path, string? OldPath, bool IsGone);

/// <summary>A repository, asked through the git program. Nothing in it is changed, and no program that it configures is run.</summary>
internal sealed class GitRepository
{
    private readonly string _directory;
    private readonly Lazy<string[]> _withoutFilters;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _trees = new(StringComparer.Ordinal);

    private GitRepository(string directory)
    {
        _directory = directory;
        _withoutFilters = new(FiltersOff);
    }

    /// <summary>Top directory of the work tree, absolute.</summary>
    public string Root => _directory;

    /// <summary>The repository around a directory.</summary>
    public static GitRepository Around(string directory)
    {
        var (exit, output, error) = new GitRepository(directory).Run("rev-parse", "--show-toplevel");
        return exit == 0
            ? new GitRepository(Path.GetFullPath(output.TrimEnd('\n')))
            : throw new UsageException(error.Contains("not a git repository", StringComparison.Ordinal) ? "this is no git repository; review compares two of its states." : "git says: " + error.Trim());
    }

    /// <summary>The commit of a revision, or of a branch of that name at the origin.</summary>
    public string Commit(string revision)
    {
        foreach (var candidate in new[] { revision, "origin/" + revision })
        {
            var (exit, output, _) = Run("rev-parse", "--verify", "--quiet", "--end-of-options", candidate + "^{commit}");
            if (exit == 0)
            {
                return output.Trim();
            }
        }

        throw new UsageException("there is no revision '" + revision + "' here; fetch it first, for example with '" + Fetching(revision)
            + "'.");
    }

    // A branch is fetched by its name; what is reckoned from one (main~2), and a commit, come with more of the history.
    private string Fetching(string revision) => revision.IndexOfAny(['~', '^', '@', ':']) >= 0 || IsHash(revision)
        ? IsShallow ? "git fetch --deepen=100" : "git fetch"
        : "git fetch " + (IsShallow ? "--depth=100 " : "") + "origin " + Branch(revision) + ":refs/remotes/origin/" + Branch(revision);

    private static bool IsHash(string revision) => revision.Length is >= 7 and <= 64 && revision.All(char.IsAsciiHexDigitLower);

    // What the origin calls it, and how the clone then knows it: a bare 'git fetch origin NAME' leaves no branch behind in a shallow clone.
    private static string Branch(string revision)
    {
        const string Origin = "origin/";
        var name = revision.StartsWith("refs/heads/", StringComparison.Ordinal) ? revision["refs/heads/".Length..] : revision;
        return name.StartsWith(Origin, StringComparison.Ordinal) ? name[Origin.Length..] : name;
    }

    /// <summary>The commit from which two others went apart.</summary>
    public string ForkPoint(string left, string right)
    {
        var (exit, output, _) = Run("merge-base", left, right);
        return exit == 0 ? output.Trim()
            : throw new UsageException(IsShallow
                ? "this clone is too shallow to know where the two revisions went apart; run 'git fetch --deepen=100', or 'git fetch --unshallow', or set fetch-depth: 0 in the checkout step."
                : "the two revisions have no commit in common.");
    }

    /// <summary>What changed from a commit to another one, or to the work tree with its new files.</summary>
    public IReadOnlyList<ChangedPath> Changes(string from, string? to)
    {
        string[] options = ["diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", from];
        var fields = new Queue<string>(Checked([.. options, .. to is null ? [] : new[] { to }, "--"]).Split('\0',
            StringSplitOptions.RemoveEmptyEntries));
        var changes = new List<ChangedPath>();
        while (fields.TryDequeue(out var status))
        {
            var path = fields.Dequeue();
            changes.Add(status[0] switch
            {
                'R' => new ChangedPath(fields.Dequeue(), path, IsGone: false),
                'C' or 'A' => new ChangedPath(status[0] == 'C' ? fields.Dequeue() : path, null, IsGone: false),
                'D' => new ChangedPath(path, path, IsGone: true),
                _ => new ChangedPath(path, path, IsGone: false),
            });
        }

        if (to is null)
        {
            var untracked = Checked(["ls-files", "-z", "--others", "--exclude-standard"]).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            changes.AddRange(untracked.Select(path => new ChangedPath(path, null, IsGone: false)));
        }

        return changes;
    }

    /// <summary>The lines that a change from a commit to another one, or to the work tree, adds or writes anew.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(int First, int Count)>> Added(string from, string? to)
    {
        string[] options = ["diff", "--unified=0", "--no-color", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules"];
        return AddedLines.Of(Checked([.. options, "--src-prefix=a/", "--dst-prefix=b/", from, .. to is null ? [] : new[] { to }, "--"]));
    }

    /// <summary>The files of a commit with the names of their contents.</summary>
    public IReadOnlyDictionary<string, string> Files(string commit)
    {
        if (!_trees.TryGetValue(commit, out var tree))
        {
            _trees.Add(commit, tree = ReadTree(commit));
        }

        return tree;
    }

    /// <summary>The files of the work tree, new ones included.</summary>
    public IReadOnlyList<string> WorkTreeFiles() =>
        [.. Checked(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>A process that reads contents by their names.</summary>
    public GitContents OpenContents() => new(Start("cat-file", "--batch"));

    // Links and submodules are left out: neither has a content of its own.
    private Dictionary<string, string> ReadTree(string commit) =>
        Checked(["ls-tree", "-r", "-z", "--full-tree", commit]).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 2))
            .Select(parts => (Path: parts[1], Fields: parts[0].Split(' ')))
            .Where(entry => entry.Fields[1] == "blob" && entry.Fields[0] != "120000")
            .ToDictionary(entry => entry.Path, entry => entry.Fields[2], StringComparer.Ordinal);

    private bool IsShallow => Run("rev-parse", "--is-shallow-repository").Output.Trim() == "true";

    private string Checked(string[] arguments)
    {
        var (exit, output, error) = Run(arguments);
        return exit == 0 ? output : throw new UsageException("git says: " + error.Trim());
    }

    // To compare the work tree, git runs the programs that its configuration names as filters; a filter without a program changes nothing.
    private string[] FiltersOff()
    {
        var (_, output, _) = Run([], "config", "--includes", "--name-only", "-z", "--get-regexp", "^filter\\..*\\.(clean|smudge|process|required)$");
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
            .SelectMany(name => new[] { "-c", name + (name.EndsWith(".required", StringComparison.Ordinal) ? "=false" : "=") })];
    }

    private (int Exit, string Output, string Error) Run(params string[] arguments) => Run(_withoutFilters.Value, arguments);

    private (int Exit, string Output, string Error) Run(string[] options, params string[] arguments)
    {
        using var process = Start([.. options, .. arguments]);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--literal-pathspecs", "-c", "core.quotepath=false", "-c", "core.fsmonitor=false", .. arguments])
        {
            WorkingDirectory = _directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new UsageException("the git program cannot be started; install it, or put it on the path.");
        }
    }
}
