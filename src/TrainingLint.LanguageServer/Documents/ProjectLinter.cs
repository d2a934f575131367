using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>Reads and judges one text. Files that it draws on are those in the editor, saved or not, before those on disk.</summary>
internal sealed class ProjectLinter(IProjectFiles project, Func<string, OpenDocument?> open)
{
    private const int MostCachedFiles = 512;

    private readonly Judge _judge = new();
    private readonly Dictionary<string, DiskFile> _onDisk = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    /// <summary>Directories that the editor has opened; nothing outside of them and of a file's repository is read.</summary>
    public List<string> Folders { get; } = [];

    /// <summary>Reads and judges a parsed text.</summary>
    /// <param name="parsed">The text.</param>
    /// <param name="isDrawnOn">True when another file draws on it, so that a suppression without use here may have its use there.</param>
    public LintedDocument Lint(ParsedFile parsed, bool isDrawnOn = false)
    {
        var source = parsed.Source;
        var options = source.FullPath is { } path ? project.OptionsFor(path) : LintOptions.Default;
        if (options.IsExcluded || source.Text.Length > DocumentLimits.FileBytes)
        {
            return new LintedDocument(parsed, new TrainingFile { Path = source.Path }, [], new Dictionary<string, SourceFile> { [source.Path] = source });
        }

        var files = source.FullPath is { } full ? new ConfigFiles(RootOf(full), Read) : null;
        var file = new ConfigReader(files).Read(parsed);
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [source.Path] = source };
        foreach (var drawn in file.DrawsOn.Select(drawn => files?.Read(drawn)).OfType<ParsedFile>())
        {
            sources.TryAdd(drawn.Source.Path, drawn.Source);
        }

        return new LintedDocument(parsed, file, Judge(file, source, sources, options, isDrawnOn), sources);
    }

    /// <summary>The text of a file on disk; null when there is none that could be a config.</summary>
    public ParsedFile? Read(string path) => open(path) is { IsLost: false } document ? document.Parsed : FromDisk(path);

    /// <summary>Forgets where repositories start, because folders came or went.</summary>
    public void ForgetRoots() => _roots.Clear();

    private List<Finding> Judge(TrainingFile file, SourceFile source, Dictionary<string, SourceFile> sources, LintOptions options, bool isDrawnOn)
    {
        var suppressions = sources.Values.ToDictionary(drawn => drawn.Path, Suppressions.In, StringComparer.Ordinal);
        var own = suppressions[source.Path];
        var findings = _judge.Findings(file, options).Select(finding => finding with
        {
            Suppression = own.Of(finding, isOwn: true)
                ?? (finding.Place.File != source.Path && suppressions.TryGetValue(finding.Place.File, out var theirs) ? theirs.Of(finding, isOwn: false) : null),
        }).ToList();

        // The finding that a part of a recipe suppresses may show only in a file that completes it.
        if (file.IsTraining && !isDrawnOn && !file.Recipes.Any(recipe => recipe.IsFragment))
        {
            var applied = _judge.Rules.Where(rule => !options.For(rule).IsOff).ToArray();
            var unused = _judge.Findings(file with { Recipes = [], Observations = [.. own.Unused(applied)] }, options);
            findings.AddRange(unused.Select(finding => finding with { Suppression = own.Of(finding, isOwn: true) }));
            findings.Sort(Finding.Compare);
        }

        return findings;
    }

    private string RootOf(string path)
    {
        var directory = Path.GetDirectoryName(path) ?? path;
        if (!_roots.TryGetValue(directory, out var root))
        {
            _roots[directory] = root = Repository(directory)
                ?? Folders.Where(folder => IsBelow(path, folder)).OrderBy(folder => folder.Length).FirstOrDefault()
                ?? directory;
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

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

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
}
