using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>One thing that a program does: a call, an assignment or a loop, on the way on which the walk came to it.</summary>
/// <param name="operation">What is done.</param>
/// <param name="path">The calls within which it is done.</param>
/// <param name="parent">The call or loop that it is a part of; null at the top.</param>
internal sealed class Deed(IOperation operation, CallPath? path, Deed? parent)
{
    public IOperation Operation { get; } = operation;

    public CallPath? Path { get; } = path;

    public Deed? Parent { get; } = parent;

    /// <summary>The call; null for an assignment or a loop.</summary>
    public IInvocationOperation? Call => Operation as IInvocationOperation;

    /// <summary>Its place in the order in which things are done.</summary>
    public int Order { get; init; }

    /// <summary>True where gradients are switched off around it.</summary>
    public bool IsUnrecorded { get; init; }

    /// <summary>True where a dispose scope around it, within the innermost loop, frees what it makes.</summary>
    public bool IsScoped { get; init; }

    /// <summary>How many conditions around it decide whether it is done at all.</summary>
    public int Guards { get; init; }

    /// <summary>The innermost condition around it, within its function.</summary>
    public IOperation? Guard { get; init; }

    /// <summary>True for what one of several functions does, of which it is not known which will run.</summary>
    public bool IsChoice { get; init; }

    /// <summary>True for a loop, and for a function that a library calls once for each element.</summary>
    public bool IsLoop { get; init; }

    /// <summary>The last of what is done within it; itself where it holds nothing.</summary>
    public int End { get; set; }

    /// <summary>The calls and loops around it, innermost first.</summary>
    public IEnumerable<Deed> Around()
    {
        for (var current = Parent; current is not null; current = current.Parent)
        {
            yield return current;
        }
    }

    /// <summary>The loops around it, innermost first.</summary>
    public IEnumerable<Deed> Loops()
    {
        for (var current = Parent; current is not null; current = current.Parent)
        {
            if (current.IsLoop)
            {
                yield return current;
            }
        }
    }

    /// <summary>True when another deed is a part of this one.</summary>
    public bool Contains(Deed other) => other.Order > Order && other.Order <= End;
}
