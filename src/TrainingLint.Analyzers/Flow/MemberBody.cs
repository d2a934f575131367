using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>The operations of one member: a method's body or an initializer.</summary>
/// <param name="Owner">The member.</param>
/// <param name="Roots">Its blocks.</param>
/// <param name="IsForeign">True for a member of another type that was drawn in because this type calls it; it is judged with its own type.</param>
internal sealed record MemberBody(ISymbol Owner, IReadOnlyList<IOperation> Roots, bool IsForeign)
{
    private readonly Dictionary<IOperation, (int Start, int End)> _ranges = [];
    private IOperation[]? _operations;

    /// <summary>Every operation, each before those below it.</summary>
    public IReadOnlyList<IOperation> Operations => _operations ??= Flatten();

    /// <summary>An operation of this body and everything below it; null for an operation from elsewhere. Walking the tree anew each time is what costs.</summary>
    public IEnumerable<IOperation>? Subtree(IOperation operation) =>
        Operations.Count > 0 && _ranges.TryGetValue(operation, out var range) ? new System.ArraySegment<IOperation>(_operations!, range.Start, range.End - range.Start) : null;

    private IOperation[] Flatten()
    {
        var flat = new List<IOperation>();
        foreach (var root in Roots)
        {
            Add(root, flat);
        }

        return [.. flat];
    }

    private void Add(IOperation operation, List<IOperation> flat)
    {
        var start = flat.Count;
        flat.Add(operation);
        foreach (var child in operation.ChildOperations)
        {
            Add(child, flat);
        }

        // Only what may be asked for as a region needs to be found again.
        if (operation is not (ILiteralOperation or ILocalReferenceOperation or IConversionOperation or IArgumentOperation))
        {
            _ranges[operation] = (start, flat.Count);
        }
    }
}

/// <summary>Walks up and down the tree of operations.</summary>
internal static class OperationTree
{
    /// <summary>An operation without the conversions and parentheses around it.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion when conversion.OperatorMethod is null:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The operation that uses this one, past conversions and parentheses.</summary>
    public static IOperation? User(this IOperation operation)
    {
        var user = operation.Parent;
        while (user is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>The loops around an operation, innermost first, within the same function.</summary>
    public static IEnumerable<ILoopOperation> Loops(this IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            // What a foreach enumerates and what a for sets up is evaluated once, outside of the loop.
            var isRepeated = parent switch
            {
                IForEachLoopOperation each => each.Body == current,
                IForLoopOperation counted => !counted.Before.Contains(current),
                _ => true,
            };
            if (parent is ILoopOperation loop && isRepeated)
            {
                yield return loop;
            }
        }
    }

    /// <summary>The function around an operation: a lambda, a local function, or null for the member itself.</summary>
    public static IOperation? Function(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>True when an operation lies inside of another.</summary>
    public static bool IsWithin(this IOperation operation, IOperation region)
    {
        for (var current = operation; current is not null; current = current.Parent!)
        {
            if (ReferenceEquals(current, region))
            {
                return true;
            }

            if (current.Parent is null)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The block that holds an operation as part of one of its statements, and that statement.</summary>
    public static (IBlockOperation Block, IOperation Statement)? Statement(this IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            if (parent is IBlockOperation block)
            {
                return (block, current);
            }
        }

        return null;
    }

    /// <summary>The argument of a parameter that goes by one of several names; null when the call has no such parameter.</summary>
    public static IArgumentOperation? Argument(this IOperation call, params string[] names)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && names.Contains(parameter.Name))
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>The object that a call is made on; for an extension method its first argument.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>True when an argument is not written but filled in from the parameter's default.</summary>
    public static bool IsDefault(this IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.DefaultValue;
}
