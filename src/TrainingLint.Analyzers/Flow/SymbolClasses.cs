using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Names that may stand for the same object: variables that are assigned to each other, parameters and what callers pass for them,
/// methods and what they return. Joining too much makes rules silent, never loud.
/// </summary>
internal sealed class SymbolClasses
{
    private readonly Dictionary<ISymbol, NameClass> _classes = new(SymbolEqualityComparer.Default);

    /// <summary>The representative of a name's class.</summary>
    public ISymbol Find(ISymbol symbol)
    {
        var name = symbol.OriginalDefinition;
        return _classes.TryGetValue(name, out var found) ? found.Representative : name;
    }

    /// <summary>Says that two names may stand for the same object.</summary>
    public void Join(ISymbol left, ISymbol right)
    {
        var (first, second) = (ClassOf(left), ClassOf(right));
        if (ReferenceEquals(first, second))
        {
            return;
        }

        // The smaller class moves, so that a long chain of assignments stays cheap.
        var (from, into) = first.Members.Count < second.Members.Count ? (first, second) : (second, first);
        into.Representative = first.Representative;
        into.Members.AddRange(from.Members);
        foreach (var member in from.Members)
        {
            _classes[member] = into;
        }
    }

    /// <summary>All names of a name's class, itself among them.</summary>
    public IReadOnlyList<ISymbol> Members(ISymbol symbol)
    {
        var name = symbol.OriginalDefinition;
        return _classes.TryGetValue(name, out var found) ? found.Members : [name];
    }

    private NameClass ClassOf(ISymbol symbol)
    {
        var name = symbol.OriginalDefinition;
        if (!_classes.TryGetValue(name, out var found))
        {
            _classes[name] = found = new NameClass(name);
        }

        return found;
    }

    private sealed class NameClass(ISymbol name)
    {
        public ISymbol Representative { get; set; } = name;

        public List<ISymbol> Members { get; } = [name];
    }
}
