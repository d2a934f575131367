using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>What the .editorconfig files say for each file. Every one of them is read once; several threads may ask.</summary>
internal sealed class ConfiguredOptions
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<EditorConfigFile>> _byDirectory = new(StringComparer.Ordinal);

    /// <summary>The options for a file.</summary>
    public LintOptions For(string fullPath) =>
        Lines(fullPath) is { Count: > 0 } lines
            ? LintOptions.From(lines.Select(line => KeyValuePair.Create(line.Key, line.Value)))
            : LintOptions.Default;

    /// <summary>The lines that apply to a file and mean nothing, each with what is wrong with it.</summary>
    public IEnumerable<(ConfiguredLine Line, string Message)> Problems(string fullPath) =>
        Lines(fullPath) is { Count: > 0 } lines
            ? LintOptions.From(lines.Select(line => KeyValuePair.Create(line.Key, line.Value))).Problems.Select(problem => (lines[problem.Index], problem.Message))
            : [];

    /// <summary>The lines that apply to a file, the strongest last.</summary>
    public IReadOnlyList<ConfiguredLine> Lines(string fullPath) =>
        [.. Above(Path.GetDirectoryName(fullPath)!).SelectMany(file => file.For(fullPath))];

    // The files of the directory and of those above it, the outermost first.
    private IReadOnlyList<EditorConfigFile> Above(string directory) => _byDirectory.GetOrAdd(directory, at =>
    {
        var own = EditorConfigFile.In(at);
        var parent = own is { IsRoot: true } ? null : Path.GetDirectoryName(at);
        IReadOnlyList<EditorConfigFile> outer = parent is null ? [] : Above(parent);
        return own is null ? outer : [.. outer, own];
    });
}
