using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>Walks up and down the tree of operations.</summary>
internal static class OperationTree
{
    /// <summary>An operation without the conversions and parentheses around it; what stands before <c>?.</c> for what follows it.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            // Asked of nearly every operation, and to compare kinds is much cheaper than to try one interface after the other.
            switch (operation.Kind)
            {
                case OperationKind.Conversion when ((IConversionOperation)operation).OperatorMethod is null:
                    operation = ((IConversionOperation)operation).Operand;
                    break;
                case OperationKind.Parenthesized:
                    operation = ((IParenthesizedOperation)operation).Operand;
                    break;
                case OperationKind.Await:
                    operation = ((IAwaitOperation)operation).Operation;
                    break;
                case OperationKind.TranslatedQuery:
                    operation = ((ITranslatedQueryOperation)operation).Operation;
                    break;
                case OperationKind.ConditionalAccessInstance when AccessOf(operation) is { } access:
                    operation = access.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What an expression statement does, past conversions and <c>?.</c>; null for other statements.</summary>
    public static IOperation? Action(this IOperation statement)
    {
        if (statement is not IExpressionStatementOperation { Operation: var action })
        {
            return null;
        }

        action = action.Unwrapped();
        while (action.Kind == OperationKind.ConditionalAccess)
        {
            action = ((IConditionalAccessOperation)action).WhenNotNull.Unwrapped();
        }

        return action;
    }

    /// <summary>The operation that uses this one, past conversions and parentheses.</summary>
    public static IOperation? User(this IOperation operation)
    {
        var user = operation.Parent;
        while (user is
            {
                Kind: OperationKind.Conversion or OperationKind.Parenthesized or OperationKind.Await or OperationKind.TranslatedQuery
            })
        {
            user = user.Parent;
        }

        return user;
    }

    /// <summary>The loops around an operation, innermost first, within the same function.</summary>
    public static IEnumerable<ILoopOperation> Loops(this IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent && !IsFunction(current); current = parent)
        {
            // What a foreach enumerates and what a for sets up is evaluated once, outside of the loop.
            var isRepeated = parent.Kind == OperationKind.Loop && parent switch
            {
                IForEachLoopOperation each => each.Body == current,
                IForLoopOperation counted => !counted.Before.Contains(current),
                _ => true,
            };
            if (isRepeated)
            {
                yield return (ILoopOperation)parent;
            }
        }
    }

    /// <summary>The function around an operation: a lambda, a local function, or null for the member itself.</summary>
    public static IOperation? Function(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (IsFunction(current))
            {
                return current;
            }
        }

        return null;
    }

    // The access whose object this is: the innermost one that the operation lies behind.
    private static IConditionalAccessOperation? AccessOf(IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && ReferenceEquals(access.WhenNotNull, current))
            {
                return access;
            }
        }

        return null;
    }

    private static bool IsFunction(IOperation operation) =>
        operation.Kind is OperationKind.AnonymousFunction or OperationKind.LocalFunction;

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

    /// <summary>
    /// The block and the statement of an operation that is done whenever the statement is; null for one behind a condition, in a loop
    /// or in a function that stands in the statement, with or without braces of its own.
    /// </summary>
    public static (IBlockOperation Block, IOperation Statement)? SureStatement(this IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IBlockOperation block:
                    return (block, current);
                case IConditionalOperation choice when !ReferenceEquals(choice.Condition, current):
                case ILoopOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation or IAnonymousFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>True for an operation that is done whenever its function runs.</summary>
    public static bool IsAlwaysDone(this IOperation operation)
    {
        if (operation.SureStatement() is not var (block, statement)
            || block.Parent is not (null or IMethodBodyBaseOperation or ILocalFunctionOperation or IAnonymousFunctionOperation))
        {
            return false;
        }

        foreach (var before in block.Operations)
        {
            if (ReferenceEquals(before, statement))
            {
                break;
            }

            foreach (var part in before.DescendantsAndSelf())
            {
                if (part is IReturnOperation or IBranchOperation)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The argument of a parameter that goes by one of several names; null when the call has no such parameter.</summary>
    public static IArgumentOperation? Argument(this IOperation call, params string[] names)
    {
        foreach (var argument in call.Arguments())
        {
            if (argument.Parameter is { } parameter && Array.IndexOf(names, parameter.Name) >= 0)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>True for a call and for the creation of an object.</summary>
    public static bool IsCallOrCreation(this IOperation operation) =>
        operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation;

    /// <summary>The arguments of a call or creation, defaults included; none for anything else.</summary>
    public static ImmutableArray<IArgumentOperation> Arguments(this IOperation call) => call.Kind switch
    {
        OperationKind.Invocation => ((IInvocationOperation)call).Arguments,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)call).Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    };

    /// <summary>The object that a call is made on; for an extension method its first argument.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>True when an argument is not written but filled in from the parameter's default.</summary>
    public static bool IsDefault(this IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.DefaultValue;
}
