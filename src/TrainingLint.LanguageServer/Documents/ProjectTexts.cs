using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>The texts of a project and what the linter says of them. Those in the editor, saved or not, go before those on disk.</summary>
internal sealed class ProjectTexts(IProjectFiles project, Func<string, OpenDocument?> open)
{
    private const int MostCachedFiles = 512;

    private readonly Judge _judge = new();
    private readonly Dictionary<string, DiskFile> _onDisk = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Root> _roots = new(StringComparer.Ordinal);
    private AcceptedFindings? _accepted;

    /// <summary>Directories that the editor has opened; nothing outside of them and of a file's repository is read.</summary>
    public List<string> Folders { get; } = [];

    /// <summary>Path of the baseline whose findings are accepted, relative to the first folder or absolute; null for none.</summary>
    public string? Baseline { get; set; }

    /// <summary>Judges a text. A defect of the tool costs this text and no other.</summary>
    public LintedDocument Lint(SourceFile source, Func<ParsedFile> parse)
    {
        try
        {
            return Lint(parse());
        }
        catch (Exception defect)
        {
            return LintedDocument.Failed(source.Path, source.FullPath, defect);
        }
    }

    private LintedDocument Lint(ParsedFile parsed)
    {
        var source = parsed.Source;
        if (source.Text.Length > DocumentLimits.FileBytes || OptionsOf(source).IsExcluded)
        {
            return new LintedDocument(parsed, new TrainingFile { Path = source.Path }, [],
                new Dictionary<string, SourceFile> { [source.Path] = source });
        }

        var linter = new ConfigLinter(_judge, new LintContext
        {
            Files = source.FullPath is { } full ? FilesOf(RootOf(full).Path) : null,
            OptionsOf = OptionsOf,
            MayDrawOn = drawn => drawn.FullPath is { } path ? Naming(path) : [],
        });
        var linted = Accepted(linter.Lint(parsed));
        return new LintedDocument(parsed, linted.File, linted.Findings, linted.Sources);
    }

    private ConfigFiles FilesOf(string root) => new(root, Read) { Programs = project.ProgramsBelow(root) };

    /// <summary>The text of a file on disk; null when there is none that could be a config.</summary>
    public ParsedFile? Read(string path) => open(path) is { IsLost: false } document ? document.Parsed : FromDisk(path);

    /// <summary>Forgets where repositories start, because folders came or went.</summary>
    public void ForgetRoots()
    {
        _roots.Clear();
        ForgetBaseline();
    }

    /// <summary>True for the path of the baseline.</summary>
    public bool IsBaseline(string path) => BaselinePath == path;

    /// <summary>Forgets the baseline, because it has changed.</summary>
    public void ForgetBaseline() => _accepted = null;

    private string? BaselinePath => Baseline is null ? (Folders.Count > 0 ? project.ConfiguredBaseline(Folders[0]) : null)
        : Path.IsPathFullyQualified(Baseline) ? Baseline
        : Folders.Count > 0 ? Path.GetFullPath(Baseline, Folders[0])
        : null;

    private LintedFile Accepted(LintedFile linted)
    {
        if (linted.Findings.Count == 0 || BaselinePath is not { } baseline
            || (_accepted ??= project.BaselineAt(baseline)) is not { } accepted)
        {
            return linted;
        }

        // As the command line names files: from the repository, or else from where the baseline lies.
        var start = Path.GetDirectoryName(baseline) ?? baseline;
        return accepted.Mark(linted, path =>
        {
            var root = Repository(Path.GetDirectoryName(path) ?? path) ?? start;
            return IsBelow(path, root) ? Path.GetRelativePath(root, path).Replace('\\', '/') : path.Replace('\\', '/');
        });
    }

    private LintOptions OptionsOf(SourceFile source) => source.FullPath is { } path ? project.OptionsFor(path) : LintOptions.Default;

    // Without a repository or a folder of the editor there is no telling how far the files would reach.
    private IEnumerable<ParsedFile> Naming(string path) => RootOf(path) is { IsProject: true } root
        ? project.ConfigsBelow(root.Path).Where(other => other != path && Names(other, path)).Select(Read).OfType<ParsedFile>()
        : [];

    private bool Names(string path, string named)
    {
        try
        {
            return Mentions.In(open(path) is { IsLost: false } document ? document.Parsed.Source.Text : File.ReadAllText(path), named);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private Root RootOf(string path)
    {
        var directory = Path.GetDirectoryName(path) ?? path;
        if (!_roots.TryGetValue(directory, out var root))
        {
            var project = Repository(directory) ?? Folders.Where(folder => IsBelow(path, folder)).OrderBy(folder => folder.Length)
                .FirstOrDefault();
            _roots[directory] = root = new Root(project ?? directory, project is not null);
        }

        return root;
    }

    private static string? Repository(string start)
    {
        for (var directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Path.Exists(Path.Combine(directory, ".git")))
            {
                return directory;
            }
        }

        return null;
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A file is parsed again once its time or size differs, whether or not the editor watches it for us.
    private ParsedFile? FromDisk(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length > DocumentLimits.FileBytes)
            {
                _onDisk.Remove(path);
                return null;
            }

            if (_onDisk.TryGetValue(path, out var known) && known.Written == info.LastWriteTimeUtc && known.Length == info.Length)
            {
                return known.Parsed;
            }

            if (_onDisk.Count >= MostCachedFiles)
            {
                _onDisk.Clear();
            }

            var parsed = SourceFile.Decode(path, File.ReadAllBytes(path), path) is { } source ? ConfigFormats.Parse(source) : null;
            _onDisk[path] = new DiskFile(info.LastWriteTimeUtc, info.Length, parsed);
            return parsed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record DiskFile(DateTime Written, long Length, ParsedFile? Parsed);

    private sealed record Root(string Path, bool IsProject);
}
