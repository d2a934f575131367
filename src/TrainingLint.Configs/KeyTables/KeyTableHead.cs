using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.KeyTables;

/// <summary>Where a table of keys comes from, and what may be concluded from it.</summary>
/// <param name="Framework">The framework, for people.</param>
/// <param name="Version">Its version, as the framework counts; empty where it counts none.</param>
/// <param name="Commit">The commit that was read, abbreviated.</param>
internal sealed record KeyTableHead(string Framework, string Version, string Commit)
{
    /// <summary>Sections in which the framework reads no other keys, so that one which the table lacks is a mistake or of another
    /// version.</summary>
    public IReadOnlyList<string> CompleteAt { get; init; } = [];

    /// <summary>True when the framework holds values to the types of the table.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Keys whose presence lets other code read keys of its own, such as a list of plugins.</summary>
    public IReadOnlyList<string> OpenedBy { get; init; } = [];

    /// <summary>True for a path within a section whose keys are all known; a dot alone stands for the whole document.</summary>
    public bool IsCompleteAt(string path) =>
        CompleteAt.Any(section => section == "." || path == section || path.StartsWith(section + ".", StringComparison.Ordinal));

    /// <summary>The source in a few words: framework, version, commit.</summary>
    public string Source => Framework + (Version.Length > 0 ? " " + Version : "") + " (" + Commit + ")";
}
