using System.Collections.Generic;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Files;

/// <summary>Everything that one call found, in stable order.</summary>
/// <param name="Files">The files.</param>
/// <param name="Errors">What could not be read.</param>
/// <param name="Root">Directory of the repository, or what stands in for it; absolute.</param>
internal sealed record LintRun(IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors, string Root)
{
    /// <summary>Files that nobody named and that could not be read; they fail no run, and are told.</summary>
    public IReadOnlyList<InputError> Skipped { get; init; } = [];

    /// <summary>How many files the call or the configuration leaves out.</summary>
    public int Excluded { get; init; }

    /// <summary>Files that nobody named, judged because they draw on a named one; by their paths as shown.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>All findings, each said once.</summary>
    public IReadOnlyList<LocatedFinding> Findings { get; init; } = LocatedFinding.SaidOnce(Files);
}
