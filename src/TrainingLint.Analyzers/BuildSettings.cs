using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Analyzers;

/// <summary>
/// How the files of a build are judged: by .editorconfig, and by each traininglint.yaml and pyproject.toml that the build offers as an
/// additional file. The compiler does not tell where a line of .editorconfig stands, so those of the tool's own file go before it.
/// </summary>
internal sealed class BuildSettings
{
    private static readonly ConditionalWeakTable<AnalyzerOptions, BuildSettings> Known = new();

    // A text lives as long as its file stays unchanged.
    private static readonly ConditionalWeakTable<SourceText, Parsed> Texts = new();

    private readonly AnalyzerConfigOptionsProvider _editorConfig;
    private readonly IReadOnlyList<SettingsFile> _files;
    private readonly ConcurrentDictionary<string, RuleOptions> _byPath = new(StringComparer.Ordinal);

    private BuildSettings(AnalyzerOptions options, CancellationToken cancellation)
    {
        _editorConfig = options.AnalyzerConfigOptionsProvider;

        // Of several in one directory, the one whose name comes first counts.
        _files = [.. SettingsFile.FileNames
            .SelectMany(name => options.AdditionalFiles.Where(file => System.IO.Path.GetFileName(file.Path) == name))
            .Select(file => Read(file, cancellation))
            .OfType<SettingsFile>()
            .GroupBy(settings => settings.Directory, StringComparer.Ordinal)
            .Select(inOneDirectory => inOneDirectory.First())
            .OrderBy(settings => settings.Directory.Length)];
    }

    /// <summary>The settings of a build.</summary>
    public static BuildSettings Of(AnalyzerOptions options, CancellationToken cancellation) =>
        Known.GetValue(options, fresh => new BuildSettings(fresh, cancellation));

    /// <summary>The settings that a file holds; null for a file that holds none.</summary>
    public static SettingsFile? Read(AdditionalText file, CancellationToken cancellation) =>
        SettingsFile.IsSettings(file.Path) && file.GetText(cancellation) is { Length: <= DocumentLimits.FileBytes } text
            ? Texts.GetValue(text, fresh => new Parsed(SettingsFile.Read(new SourceFile(file.Path, fresh.ToString(), file.Path)))).Settings
            : null;

    /// <summary>How a file of code is judged.</summary>
    public RuleOptions For(SyntaxTree tree) => For(tree.FilePath, _editorConfig.GetOptions(tree));

    /// <summary>How a config is judged.</summary>
    public RuleOptions For(AdditionalText file) => For(file.Path, _editorConfig.GetOptions(file));

    private RuleOptions For(string path, AnalyzerConfigOptions options) =>
        _files.Count == 0 ? RuleOptions.Of(options) : _byPath.GetOrAdd(path, _ => RuleOptions.Of(options, Lines(path)));

    private IReadOnlyList<ConfiguredLine> Lines(string path)
    {
        var lines = new List<ConfiguredLine>();
        foreach (var settings in _files.Where(settings => settings.IsAbove(path)))
        {
            if (settings.IsRoot)
            {
                lines.Clear();
            }

            lines.AddRange(settings.For(path));
        }

        return lines;
    }

    private sealed class Parsed(SettingsFile? settings)
    {
        public SettingsFile? Settings { get; } = settings;
    }
}
