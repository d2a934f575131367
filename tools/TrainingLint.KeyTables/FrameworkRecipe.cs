using System;
using System.Collections.Generic;

namespace TrainingLint.KeyTables;

/// <summary>How the table of one dialect is made from its framework's sources.</summary>
/// <param name="Table">Name of the dialect, and of the data file.</param>
/// <param name="Framework">The framework, for people.</param>
/// <param name="Keys">Reads the keys.</param>
internal sealed record FrameworkRecipe(string Table, string Framework, Func<Checkout, IEnumerable<DeclaredKey>> Keys)
{
    /// <summary>Sections in which the framework reads no keys but these; an empty path is the whole document.</summary>
    public IReadOnlyList<string> CompleteAt { get; init; } = [];

    /// <summary>True when the framework holds values to the types that are declared.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Keys whose presence lets other code read keys of its own.</summary>
    public IReadOnlyList<string> OpenedBy { get; init; } = [];

    /// <summary>What became of keys that the framework no longer wants, as the rest of a sentence; one that starts with <c>!</c> is
    /// refused.</summary>
    public IReadOnlyDictionary<string, string> Outdated { get; init; } = new Dictionary<string, string>();
}
