using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Flow;

/// <summary>The operations of one member: a method's body or an initializer.</summary>
/// <param name="owner">The member.</param>
/// <param name="roots">Its blocks.</param>
/// <param name="isForeign">True for a member of another type that was drawn in because this type calls it; it is judged with its own type.</param>
internal sealed class MemberBody(ISymbol owner, IReadOnlyList<IOperation> roots, bool isForeign)
{
    private IOperation[]? _operations;
    private IOperation[] _callsAndCreations = [];
    private int[] _ends = [];
    private Dictionary<IOperation, int>? _positions;

    public ISymbol Owner { get; } = owner;

    public IReadOnlyList<IOperation> Roots { get; } = roots;

    public bool IsForeign { get; } = isForeign;

    /// <summary>Every operation, each before those below it.</summary>
    public IOperation[] Operations => _operations ?? Flatten();

    /// <summary>The calls and object creations: a small part of the operations, and what most rules look for.</summary>
    public IOperation[] CallsAndCreations
    {
        get
        {
            _ = Operations;
            return _callsAndCreations;
        }
    }

    /// <summary>An operation of this body and everything below it; null for an operation from elsewhere. Walking the tree anew each time is what costs.</summary>
    public ArraySegment<IOperation>? Subtree(IOperation operation)
    {
        var operations = Operations;
        if (_positions is null)
        {
            _positions = new Dictionary<IOperation, int>(operations.Length);
            for (var i = 0; i < operations.Length; i++)
            {
                _positions[operations[i]] = i;
            }
        }

        return _positions.TryGetValue(operation, out var start) ? new ArraySegment<IOperation>(operations, start, _ends[start] - start)
            : null;
    }

    private IOperation[] Flatten()
    {
        var flat = new List<IOperation>(128);
        var ends = new List<int>(128);
        var calls = new List<IOperation>();
        foreach (var root in Roots)
        {
            Add(root, flat, ends, calls);
        }

        (_ends, _callsAndCreations) = (ends.ToArray(), calls.ToArray());
        return _operations = flat.ToArray();
    }

    private static void Add(IOperation operation, List<IOperation> flat, List<int> ends, List<IOperation> calls)
    {
        var start = flat.Count;
        flat.Add(operation);
        ends.Add(0);
        if (operation.IsCallOrCreation())
        {
            calls.Add(operation);
        }

        foreach (var child in operation.ChildOperations)
        {
            Add(child, flat, ends, calls);
        }

        ends[start] = flat.Count;
    }
}
