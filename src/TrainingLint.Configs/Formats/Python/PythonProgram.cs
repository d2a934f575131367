using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>The literal part of a program: what is assigned, built and called, as far as it can be told without running it.</summary>
internal sealed class PythonProgram(MappedText text)
{
    public MappedText Text { get; } = text;

    /// <summary>The names of the module.</summary>
    public PythonScope Module { get; } = new(PythonScopeKind.Module, "", null);

    /// <summary>All scopes, the module first.</summary>
    public List<PythonScope> Scopes { get; } = [];

    /// <summary>All calls in the order in which they stand, inner ones before the outer.</summary>
    public List<PythonCall> Calls { get; } = [];

    /// <summary>Displays of dicts that stand in no assignment, such as those that are returned.</summary>
    public List<(MappingNode Node, PythonScope Scope)> Returned { get; } = [];

    /// <summary>Lists and tuples that are returned.</summary>
    public List<SequenceNode> ReturnedLists { get; } = [];

    /// <summary>Modules whose names a <c>with read_base():</c> block imports, as written after <c>from</c>.</summary>
    public List<ScalarNode> Bases { get; } = [];
}
