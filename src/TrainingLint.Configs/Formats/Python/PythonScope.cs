using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>What a scope of names belongs to.</summary>
internal enum PythonScopeKind
{
    Module,
    Class,
    Function,
}

/// <summary>
/// The names of a module, class or function. A value is a node, an object that is still being built, or null for what only a run tells.
/// </summary>
internal sealed class PythonScope(PythonScopeKind kind, string name, PythonScope? parent)
{
    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);

    public PythonScopeKind Kind { get; } = kind;

    public string Name { get; } = name;

    public PythonScope? Parent { get; } = parent;

    /// <summary>Names in the order in which they were first assigned.</summary>
    public List<string> Order { get; } = [];

    /// <summary>Objects that were built in this scope by assignments to their parts.</summary>
    public List<PythonObject> Objects { get; } = [];

    /// <summary>Where each name is written for the first time.</summary>
    public Dictionary<string, ScalarNode> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that a module gives several values: which of them a function sees is for a run to tell.</summary>
    public HashSet<string> Unsteady { get; } = new(StringComparer.Ordinal);

    public bool Has(string name) => _names.ContainsKey(name);

    public void Set(string name, object? value)
    {
        if (!_names.ContainsKey(name))
        {
            Order.Add(name);
        }

        _names[name] = value;
    }

    /// <summary>The value of a name in this scope alone; null where it is unknown.</summary>
    public object? Own(string name) => _names.TryGetValue(name, out var value) ? value : null;

    /// <summary>The value that a name has here; null where it is unknown. Functions do not see the names of the class around them.</summary>
    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope != this && scope.Unsteady.Contains(name))
            {
                return null;
            }

            if ((scope == this || scope.Kind != PythonScopeKind.Class) && scope._names.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
