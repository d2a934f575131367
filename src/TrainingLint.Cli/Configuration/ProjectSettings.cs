using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Configuration;

/// <summary>A <c>traininglint.yaml</c>, or the table <c>[tool.traininglint]</c> of a <c>pyproject.toml</c>; both have the same keys.</summary>
internal sealed class ProjectSettings : IConfigurationFile
{
    private const int MostBytes = 1 << 20;
    private const string Pyproject = "pyproject.toml";

    private readonly string _directory;
    private readonly IReadOnlyList<(PathPattern? Pattern, ConfiguredLine Line)> _lines;
    private readonly IReadOnlyDictionary<string, ConfiguredLine> _ofRuns;

    private ProjectSettings(string directory, SettingsReader read)
    {
        _directory = directory;
        _lines = read.Lines;
        _ofRuns = read.OfRuns;
        IsRoot = read.IsRoot;
        Problems = read.Problems;
    }

    /// <summary>Names of such files; of several in one directory the first counts.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["traininglint.yaml", ".traininglint.yaml", Pyproject];

    /// <inheritdoc/>
    public bool IsRoot { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>Reads the file of a directory; null where there is none, or where its pyproject.toml says nothing of this tool.</summary>
    /// <remarks>Folders such as <c>.github/workflows</c> hold the files of other programs, which may well bear this tool's name.</remarks>
    public static ProjectSettings? In(string directory) => IsOfOthers(directory) ? null
        : FileNames.Select(name => Read(directory, Path.Combine(directory, name))).FirstOrDefault(settings => settings is not null);

    /// <inheritdoc/>
    public IEnumerable<ConfiguredLine> For(string fullPath)
    {
        if (_lines.Count == 0)
        {
            return [];
        }

        var relative = Path.GetRelativePath(_directory, fullPath).Replace('\\', '/');
        return _lines.Where(line => line.Pattern?.Fits(relative) ?? true).Select(line => line.Line);
    }

    /// <inheritdoc/>
    public ConfiguredLine? RunSetting(string key) => _ofRuns.GetValueOrDefault(key);

    private static bool IsOfOthers(string directory)
    {
        var parent = Path.GetFileName(Path.GetDirectoryName(directory)) ?? "";
        return Path.GetFileName(directory).StartsWith('.') || parent.StartsWith('.');
    }

    private static ProjectSettings? Read(string directory, string path)
    {
        try
        {
            // Not through a link, and nothing that is no file: it may lead anywhere, and never end.
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 0 and <= MostBytes }
                || SourceFile.Decode(path, File.ReadAllBytes(path), path) is not { } source)
            {
                return null;
            }

            var isShared = Path.GetFileName(path) == Pyproject;
            if (isShared && !source.Text.Contains("traininglint", StringComparison.Ordinal))
            {
                return null;
            }

            var parsed = (isShared ? ConfigFormats.Toml : ConfigFormats.Yaml).Parse(source);
            return SettingsReader.Read(parsed, isShared ? ["tool", "traininglint"] : []) is { } read ? new ProjectSettings(directory, read) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
