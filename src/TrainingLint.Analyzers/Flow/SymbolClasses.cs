using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Names that may stand for the same object: variables that are assigned to each other, parameters and what callers pass for them,
/// methods and what they return. Joining too much makes rules silent, never loud.
/// </summary>
internal sealed class SymbolClasses
{
    private readonly Dictionary<ISymbol, ISymbol> _parents = new(SymbolEqualityComparer.Default);

    /// <summary>The representative of a name's class.</summary>
    public ISymbol Find(ISymbol symbol)
    {
        var current = symbol.OriginalDefinition;
        while (_parents.TryGetValue(current, out var parent))
        {
            current = parent;
        }

        return current;
    }

    /// <summary>Says that two names may stand for the same object.</summary>
    public void Join(ISymbol left, ISymbol right)
    {
        var (first, second) = (Find(left), Find(right));
        if (!SymbolEqualityComparer.Default.Equals(first, second))
        {
            _parents[second] = first;
            _parents.TryGetValue(first, out _);
        }
    }

    /// <summary>All names of a class that were ever joined.</summary>
    public IEnumerable<ISymbol> Members(ISymbol symbol)
    {
        var root = Find(symbol);
        return _parents.Keys.Where(key => SymbolEqualityComparer.Default.Equals(Find(key), root)).Concat([root]);
    }
}
