using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Baselines;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Configuration;
using TrainingLint.LanguageServer;
using TrainingLint.Linting;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Editor;

/// <summary>The files of an editor's project as the other commands see them.</summary>
internal sealed class EditorProject : IProjectFiles
{
    private readonly Dictionary<string, ProgramSources> _programs = new(System.StringComparer.Ordinal);
    private ConfiguredOptions _options = new();

    /// <inheritdoc/>
    public LintOptions OptionsFor(string fullPath) => _options.For(fullPath);

    /// <inheritdoc/>
    public void ForgetOptions() => _options = new ConfiguredOptions();

    /// <inheritdoc/>
    public ProgramSources ProgramsBelow(string root)
    {
        if (!_programs.TryGetValue(root, out var sources))
        {
            _programs.Add(root, sources = ProgramFiles.Below(root, path => path));
        }

        return sources;
    }

    /// <inheritdoc/>
    public void ForgetPrograms() => _programs.Clear();

    /// <inheritdoc/>
    public AcceptedFindings? BaselineAt(string fullPath)
    {
        try
        {
            return Baseline.Read(fullPath, fullPath).Accepted;
        }
        catch (UsageException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public string? ConfiguredBaseline(string directory) => _options.Baseline(directory);

    /// <inheritdoc/>
    public bool IsConfiguration(string fileName) =>
        fileName == ".editorconfig" || SettingsFile.FileNames.Contains(fileName, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> ConfigsBelow(string directory) =>
        [.. new FileDiscovery(directory).Find([directory]).Files.Select(file => file.FullPath)
            .Where(path => !_options.For(path).IsExcluded)];
}
