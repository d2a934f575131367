using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// What a name may stand for where there are a few possibilities that all come true: the calls of a function, the elements of a list
/// that a loop goes through. While one of them is assumed, a search takes it for the only one.
/// </summary>
internal sealed class Alternatives
{
    // A helper that many call has no settings of its own to look at.
    private const int Most = 12;

    private readonly Dictionary<ISymbol, IOperation> _assumed = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The first name at which the last search gave up, and what it may stand for; null when it did not give up for that.
    /// </summary>
    public (ISymbol Name, IReadOnlyList<IOperation> Values)? Open { get; private set; }

    /// <summary>True while something is assumed.</summary>
    public bool IsAssuming => _assumed.Count > 0;

    /// <summary>Forgets where the last search gave up.</summary>
    public void StartAnew() => Open = null;

    /// <summary>What a name is assumed to stand for: a call of a function, or an element.</summary>
    public IOperation? Of(ISymbol name) => _assumed.Count > 0 && _assumed.TryGetValue(name.OriginalDefinition, out var value) ? value
        : null;

    /// <summary>Notes that a search gave up at a name that may stand for several values.</summary>
    public void GiveUpAt(ISymbol name, IReadOnlyList<IOperation> values)
    {
        if (Open is null && values.Count is > 1 and <= Most)
        {
            Open = (name.OriginalDefinition, values);
        }
    }

    /// <summary>Does something for each value in turn.</summary>
    public void ForEach((ISymbol Name, IReadOnlyList<IOperation> Values) open, Action<IOperation> action)
    {
        foreach (var value in open.Values)
        {
            _assumed[open.Name] = value;
            action(value);
            _assumed.Remove(open.Name);
        }
    }
}
