using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Linting.Configuration;

/// <summary>
/// A <c>traininglint.yaml</c>, or the table <c>[tool.traininglint]</c> of a <c>pyproject.toml</c>; both have the same keys.
/// </summary>
public sealed class SettingsFile : IConfigurationFile
{
    /// <summary>The name of the file that Python projects share between their tools.</summary>
    public const string Pyproject = "pyproject.toml";

    private readonly IReadOnlyList<(PathPattern? Pattern, ConfiguredLine Line)> _lines;
    private readonly IReadOnlyDictionary<string, ConfiguredLine> _ofRuns;

    private SettingsFile(string directory, SettingsReader read)
    {
        Directory = directory;
        _lines = read.Lines;
        _ofRuns = read.OfRuns;
        IsRoot = read.IsRoot;
        Problems = read.Problems;
    }

    /// <summary>Names of such files; of several in one directory the first counts.</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["traininglint.yaml", ".traininglint.yaml", Pyproject];

    /// <summary>The directory whose files, and those below, it is about; absolute, with slashes, without one at its end.</summary>
    public string Directory { get; }

    /// <inheritdoc/>
    public bool IsRoot { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>
    /// True for a path under whose name settings may stand. Folders such as <c>.github/workflows</c> hold files of other programs.
    /// </summary>
    public static bool IsSettings(string path)
    {
        if (!FileNames.Contains(Path.GetFileName(path), StringComparer.Ordinal))
        {
            return false;
        }

        var folder = Path.GetDirectoryName(path);
        return !IsHidden(folder) && !IsHidden(Path.GetDirectoryName(folder));
    }

    /// <summary>Reads a text; null where it says nothing of this tool.</summary>
    /// <param name="source">The text, under its absolute path.</param>
    public static SettingsFile? Read(SourceFile source)
    {
        var isShared = Path.GetFileName(source.Path) == Pyproject;
        if (isShared && source.Text.IndexOf("traininglint", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        var parsed = (isShared ? ConfigFormats.Toml : ConfigFormats.Yaml).Parse(source);
        var read = SettingsReader.Read(parsed, isShared ? ["tool", "traininglint"] : []);
        return read is null ? null : new SettingsFile(WithSlashes(Path.GetDirectoryName(source.Path) ?? "").TrimEnd('/'), read);
    }

    /// <summary>All its lines, whatever files they are about.</summary>
    public IEnumerable<ConfiguredLine> Lines => _lines.Select(line => line.Line);

    /// <summary>True for a file in its directory or below.</summary>
    public bool IsAbove(string fullPath) => WithSlashes(fullPath).StartsWith(Directory + "/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ConfiguredLine> For(string fullPath)
    {
        if (_lines.Count == 0 || !IsAbove(fullPath))
        {
            return [];
        }

        var relative = WithSlashes(fullPath).Substring(Directory.Length + 1);
        return _lines.Where(line => line.Pattern?.Fits(relative) ?? true).Select(line => line.Line);
    }

    /// <inheritdoc/>
    public ConfiguredLine? RunSetting(string key) => _ofRuns.TryGetValue(key, out var line) ? line : null;

    private static string WithSlashes(string path) => path.Replace('\\', '/');

    private static bool IsHidden(string? folder) => Path.GetFileName(folder ?? "").StartsWith(".", StringComparison.Ordinal);
}
