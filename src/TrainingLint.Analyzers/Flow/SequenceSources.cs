using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// The expression that makes the elements of a sequence: what the lambda of a <c>Select</c> returns, what the only <c>Add</c> puts into a
/// list, what an iterator yields. Gives up where elements are made in several ways.
/// </summary>
internal sealed class SequenceSources(CodeUnit unit, Choices choices)
{
    private const int MostHops = 12;

    // What passes elements on as they are.
    private static readonly string[] Passing =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "ToList", "ToArray", "AsEnumerable", "Take", "Skip",
            "Reverse",
        "TakeWhile", "SkipWhile", "Order", "OrderDescending", "AsParallel", "ToImmutableArray", "ToImmutableList", "TakeLast", "SkipLast",
    ];

    // What picks one of the elements.
    private static readonly string[] Picking =
        ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "MaxBy", "MinBy", "ElementAt",
            "ElementAtOrDefault"];

    private static readonly string[] Growing = ["Add", "AddRange", "Insert", "InsertRange", "Push", "Enqueue"];

    /// <summary>True for a call that picks one element of a sequence.</summary>
    public static bool Picks(IInvocationOperation call) => IsOfLinq(call) && Array.IndexOf(Picking, call.TargetMethod.Name) >= 0;

    /// <summary>True for a method of LINQ on sequences.</summary>
    public static bool IsOfLinq(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "Enumerable" or "ImmutableArray" or "ImmutableList" or "ParallelEnumerable" };

    /// <summary>The expression that makes the elements of a sequence.</summary>
    public ValueSource? ElementOf(IOperation sequence, CallPath? path)
    {
        var value = sequence.Unwrapped();
        for (var hop = 0; hop < MostHops; hop++)
        {
            switch (value)
            {
                case IInvocationOperation call when IsOfLinq(call) && call.Arguments.Length > 0:
                    if (Array.IndexOf(Passing, call.TargetMethod.Name) >= 0)
                    {
                        value = call.Arguments[0].Value.Unwrapped();
                        continue;
                    }

                    return call.TargetMethod.Name == "Select" && call.Arguments.Length == 2
                        && unit.Values.DelegateBehind(call.Arguments[1].Value, isWithin: true) is IAnonymousFunctionOperation made
                        && choices.ResultOf(made.Syntax, path) is { } result
                        ? new ValueSource(result, Path: path)
                        : null;
                case IInvocationOperation call when Yielded(call) is { } yielded:
                    return new ValueSource(yielded, Path: new CallPath(call, unit.Run(call.TargetMethod).OriginalDefinition, path));
                case IObjectCreationOperation:
                    return null;
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when Added(value) is { } added:
                    return new ValueSource(added, Path: path);
            }

            if (unit.Values.StepFrom(value, path, isWithin: true) is not { } source)
            {
                return null;
            }

            (value, path) = (source.Value.Unwrapped(), source.Path);
        }

        return null;
    }

    /// <summary>True for a list that the program adds to, so that it holds more than what it was made with.</summary>
    public static bool IsGrown(IOperation list, CodeUnit unit) => SymbolOf(list.Unwrapped()) is { } symbol
        && unit.Libraries.Uses.NamesOf(symbol, unit.Cancellation) is { } names
        && names.Any(name => name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access
            && access.Expression == name
            && Array.IndexOf(Growing, access.Name.Identifier.ValueText) >= 0);

    /// <summary>The calls that add to a list, in the order in which they are written; null where it cannot be told.</summary>
    public static IInvocationOperation[]? GrowthOf(IOperation list, CodeUnit unit)
    {
        if (SymbolOf(list.Unwrapped()) is not { } symbol || unit.Libraries.Uses.NamesOf(symbol, unit.Cancellation) is not { } names)
        {
            return null;
        }

        var calls = names.Select(name => name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
                && access.Expression == name && Array.IndexOf(Growing, access.Name.Identifier.ValueText) >= 0 ? call : null)
            .Where(call => call is not null).OrderBy(call => call!.SpanStart)
            .Select(call => unit.Libraries.Uses.OperationOf(call!, unit.Cancellation) as IInvocationOperation).ToArray();
        return calls.Length > 0 && Array.TrueForAll(calls, call => call is not null) ? [.. calls.Select(call => call!)] : null;
    }

    private static ISymbol? SymbolOf(IOperation list) => list switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation { Member: { DeclaringSyntaxReferences.Length: > 0 } member } => member,
        _ => null,
    };

    // A list that is made empty, and gets its elements from one place.
    private IOperation? Added(IOperation list)
    {
        if (SymbolOf(list) is not { } symbol || unit.Libraries.Uses.NamesOf(symbol, unit.Cancellation) is not { } names)
        {
            return null;
        }

        InvocationExpressionSyntax? only = null;
        foreach (var name in names)
        {
            if (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == name
                && Array.IndexOf(Growing, access.Name.Identifier.ValueText) >= 0)
            {
                if (only is not null || access.Name.Identifier.ValueText != "Add")
                {
                    return null;
                }

                only = call;
            }
        }

        return only is not null
            && unit.Libraries.Uses.OperationOf(only, unit.Cancellation) is IInvocationOperation { Arguments: { Length: 1 } given }
            && unit.Values.StepFrom(list, path: null, isWithin: true)?.Value.Unwrapped() is IObjectCreationOperation
            {
                Initializer: null,
                Arguments.Length: 0
            }
                or { Syntax: CollectionExpressionSyntax { Elements.Count: 0 } }
            ? given[0].Value
            : null;
    }

    // The only yield return of an iterator of the program.
    private IOperation? Yielded(IInvocationOperation call)
    {
        var method = unit.Run(call.TargetMethod);
        if (method.DeclaringSyntaxReferences is not { Length: 1 } declared)
        {
            return null;
        }

        var yields = declared[0].GetSyntax(unit.Cancellation)
            .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                || node == declared[0].GetSyntax(unit.Cancellation))
            .OfType<YieldStatementSyntax>().Where(node => node.Expression is not null).ToArray();
        return yields.Length == 1 ? unit.Libraries.Uses.OperationOf(yields[0].Expression!, unit.Cancellation) : null;
    }
}
