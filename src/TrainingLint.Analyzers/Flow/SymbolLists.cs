using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>Tables that keep several things under one symbol.</summary>
internal static class SymbolLists
{
    /// <summary>Adds to what a table keeps under a symbol.</summary>
    public static void AddTo<T>(this Dictionary<ISymbol, List<T>> table, ISymbol symbol, T value)
    {
        if (!table.TryGetValue(symbol, out var list))
        {
            table[symbol] = list = [];
        }

        list.Add(value);
    }
}
