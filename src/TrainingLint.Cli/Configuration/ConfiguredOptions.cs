using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Configs;
using TrainingLint.Core.Configuration;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>
/// What <c>traininglint.yaml</c>, <c>pyproject.toml</c> and <c>.editorconfig</c> say for each file. The nearer directory goes before the
/// farther one, and in one directory the tool's own file before the shared one. Every file is read once; several threads may ask.
/// </summary>
internal sealed class ConfiguredOptions
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<IConfigurationFile>> _byDirectory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LintOptions> _byLines = new(StringComparer.Ordinal);

    /// <summary>The names that a dialect may have; only configuration that names one asks for them.</summary>
    public Lazy<IReadOnlyList<string>> Dialects { get; init; } = new(() => ConfigReader.DialectNames());

    /// <summary>The dialect in which the call says that a file is written; null where it does not.</summary>
    public Func<string, string?> DialectOf { get; init; } = _ => null;

    /// <summary>The options for a file.</summary>
    public LintOptions For(string fullPath)
    {
        var configured = Lines(fullPath) is { Count: > 0 } lines ? Options(lines) : LintOptions.Default;
        return DialectOf(fullPath) is { } dialect ? configured.ReadAs(dialect) : configured;
    }

    /// <summary>The lines that apply to a file and mean nothing, and what is wrong with the files that they stand in.</summary>
    public IEnumerable<ConfigurationProblem> Problems(string fullPath)
    {
        var lines = Lines(fullPath);
        var ofLines = lines.Count == 0 ? [] : ConfiguredLines.Problems(lines, Options(lines), Dialects.Value);
        return Above(Path.GetDirectoryName(fullPath)!).SelectMany(file => file.Problems).Concat(ofLines);
    }

    /// <summary>The lines that apply to a file, the strongest last.</summary>
    public IReadOnlyList<ConfiguredLine> Lines(string fullPath) =>
        [.. Above(Path.GetDirectoryName(fullPath)!).SelectMany(file => file.For(fullPath))];

    /// <summary>What is configured for whole runs that are started in a directory; null where nothing is.</summary>
    public ConfiguredLine? RunSetting(string directory, string key) =>
        Above(directory).Reverse().Select(file => file.RunSetting(key)).FirstOrDefault(line => line is not null);

    /// <summary>Absolute path of the baseline that is configured for runs in a directory; null where none is.</summary>
    public string? Baseline(string directory) =>
        RunSetting(directory, "baseline") is { } line ? Path.GetFullPath(line.Value, Path.GetDirectoryName(line.File)!) : null;

    // Most files of a repository have the same lines, which are understood once.
    private LintOptions Options(IReadOnlyList<ConfiguredLine> lines)
    {
        var which = new StringBuilder();
        foreach (var line in lines)
        {
            which.Append(CultureInfo.InvariantCulture, $"{line.Key.Length}:{line.Key}={line.Value.Length}:{line.Value};");
        }

        return _byLines.GetOrAdd(which.ToString(), _ => ConfiguredLines.Options(lines));
    }

    // The files of the directory and of those above it, the outermost first.
    private IReadOnlyList<IConfigurationFile> Above(string directory) => _byDirectory.GetOrAdd(directory, at =>
    {
        IConfigurationFile?[] possible = [EditorConfigFile.In(at), ProjectSettings.In(at)];
        IConfigurationFile[] own = [.. possible.OfType<IConfigurationFile>()];
        var outer = Path.GetDirectoryName(at) is { } parent ? Above(parent) : [];
        return [.. outer.Where(file => !own.Any(nearer => nearer.IsRoot && nearer.GetType() == file.GetType())), .. own];
    });
}
