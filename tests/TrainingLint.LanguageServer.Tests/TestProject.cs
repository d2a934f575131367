using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Configuration;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.Linting;

namespace TrainingLint.LanguageServer.Tests;

/// <summary>A directory of its own, with files and a configuration.</summary>
internal sealed class TestProject : IProjectFiles, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("traininglint-lsp-").FullName;

    /// <summary>What is configured for every file.</summary>
    public Dictionary<string, string> Options { get; } = [];

    /// <summary>How often the configuration was forgotten.</summary>
    public int Forgotten { get; private set; }

    public string PathOf(string name) => name.Length == 0 ? _root : Path.Combine(_root, name);

    public string Uri(string name) => DocumentUri.Of(PathOf(name));

    /// <summary>Writes a file; returns its address.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return Uri(name);
    }

    /// <summary>The name of a file over which the server stumbles; null for none.</summary>
    public string? Failing { get; set; }

    public LintOptions OptionsFor(string fullPath) =>
        Failing is not null && fullPath == PathOf(Failing) ? throw new InvalidCastException() : LintOptions.From(Options);

    /// <summary>Fingerprints that any baseline accepts; null where none can be read.</summary>
    public IReadOnlyList<string>? Accepted { get; set; }

    public AcceptedFindings? BaselineAt(string fullPath) => Accepted is null ? null : new AcceptedFindings(Accepted);

    public string? ConfiguredBaseline(string directory) => null;

    public bool IsConfiguration(string fileName) => fileName == ".editorconfig";

    public void ForgetOptions() => Forgotten++;

    public ProgramSources ProgramsBelow(string root) => new(_ => null, _ => [], _ => null);

    public void ForgetPrograms()
    {
    }

    public IReadOnlyList<string> ConfigsBelow(string directory) =>
        [.. Directory.GetFiles(directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
