using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// Who enumerates a query: it is followed through variables, members, methods that return it and methods that take it, up to the calls
/// that take parts of it. What puts it into a list ends the way.
/// </summary>
internal static class LazyRows
{
    private const int MostDepth = 8;
    private const int MostTakers = 40;

    // What enumerates its source when it is enumerated itself.
    private static readonly string[] Lazy = ["Select", "Where", "ThenBy", "ThenByDescending", "AsEnumerable", "Cast", "OfType", "Concat",
        "Append", "Prepend"];

    private static readonly string[] Taking = ["Take", "Skip", "TakeLast", "SkipLast", "TakeWhile", "SkipWhile"];

    /// <summary>True for a query of which one part is taken and the rest is taken by another enumeration.</summary>
    public static bool IsTakenApart(IInvocationOperation query, CodeUnit unit)
    {
        var takers = Takers(query, unit);
        var names = takers.Select(taker => taker.TargetMethod.Name).ToArray();
        return (names.Contains("Take") || names.Contains("SkipLast") || names.Contains("TakeWhile"))
                && (names.Contains("Skip") || names.Contains("TakeLast") || names.Contains("SkipWhile"))
            || takers.Count(IsByPosition) >= 2 || takers.Count(IsByRange) >= 2;
    }

    /// <summary>True for a query of which one enumeration takes what has a mark, and another what has not.</summary>
    public static bool IsToldApart(IInvocationOperation query, CodeUnit unit)
    {
        var conditions = Takers(query, unit).Where(taker => taker is { TargetMethod.Name: "Where", Arguments.Length: 2 })
            .Select(taker => unit.Values.DelegateBehind(taker.Arguments[1].Value) is IAnonymousFunctionOperation lambda
                ? lambda.Body.Descendants().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue?.Unwrapped() : null)
            .ToArray();
        return Array.Exists(conditions, one => one is not null
            && Array.Exists(conditions, other => other is not null && AreOpposite(one, other)));
    }

    // row.IsTrain and !row.IsTrain; row.Draw < 0.8 and row.Draw >= 0.8
    private static bool AreOpposite(IOperation one, IOperation other) =>
        other is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var denied } ? MemberIn(denied) is { } member
            && member == MemberIn(one)
            && one is not IUnaryOperation
        : one is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } below
            && other is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } above
            && MemberIn(below.LeftOperand) is { } drawn && drawn == MemberIn(above.LeftOperand);

    private static string? MemberIn(IOperation value) => (value.Unwrapped() as IMemberReferenceOperation)?.Member.Name;

    // rows.Where((row, i) => i % 5 != 0)
    private static bool IsByPosition(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "Where", Parameters.Length: 2 }, Arguments.Length: 2 }
        && call.Arguments[1].Parameter?.Type is INamedTypeSymbol { TypeArguments.Length: 3 };

    // rows.Take(..n), rows.Take(n..)
    private static bool IsByRange(IInvocationOperation call) => call.TargetMethod.Name == "Take" && call.Arguments.Length == 2
        && call.Arguments[1].Parameter?.Type.Name == "Range";

    private static List<IInvocationOperation> Takers(IInvocationOperation query, CodeUnit unit)
    {
        var takers = new List<IInvocationOperation>();
        Follow(query, unit, takers, new HashSet<SyntaxNode>(), 0);
        return takers;
    }

    private static void Follow(IOperation value, CodeUnit unit, List<IInvocationOperation> takers, HashSet<SyntaxNode> seen, int depth)
    {
        if (depth > MostDepth || takers.Count > MostTakers || !seen.Add(value.Syntax))
        {
            return;
        }

        switch (value.User())
        {
            case IArgumentOperation { Parent: IInvocationOperation call } given when SequenceSources.IsOfLinq(call):
                if (given.Parameter?.Ordinal == 0)
                {
                    FollowQuery(call, unit, takers, seen, depth);
                }

                break;
            case IArgumentOperation
            {
                Parameter: { } parameter,
                Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 } call
            }:
                FollowNames(unit.Run(call.TargetMethod).Parameters is var own && parameter.Ordinal < own.Length ? own[parameter.Ordinal]
                    : parameter,
                    unit, takers, seen, depth);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowNames(local, unit, takers, seen, depth);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } }:
                FollowNames(assigned, unit, takers, seen, depth);
                break;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } }:
                FollowNames(member, unit, takers, seen, depth);
                break;
            case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                FollowNames(fields[0], unit, takers, seen, depth);
                break;
            case IReturnOperation returned:
                FollowCalls(returned, unit, takers, seen, depth);
                break;
        }
    }

    private static void FollowQuery(
        IInvocationOperation call, CodeUnit unit, List<IInvocationOperation> takers, HashSet<SyntaxNode> seen, int depth)
    {
        if (Array.IndexOf(Taking, call.TargetMethod.Name) >= 0 || call.TargetMethod.Name == "Where")
        {
            takers.Add(call);
        }

        if (Array.IndexOf(Lazy, call.TargetMethod.Name) >= 0)
        {
            Follow(call, unit, takers, seen, depth + 1);
        }
    }

    // A variable that gets several queries holds another one each time.
    private static void FollowNames(ISymbol name, CodeUnit unit, List<IInvocationOperation> takers, HashSet<SyntaxNode> seen, int depth)
    {
        var most = name is IParameterSymbol
            || (name as ILocalSymbol)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(unit.Cancellation)
            is VariableDeclaratorSyntax { Initializer: not null } ? 0 : 1;
        if (unit.Libraries.Uses.WritesTo(name, unit.Cancellation) is not { } writes || writes.Count > most)
        {
            return;
        }

        foreach (var place in unit.Libraries.Uses.NamesOf(name, unit.Cancellation) ?? [])
        {
            if (unit.Libraries.Uses.OperationOf(place, unit.Cancellation) is { } reference)
            {
                Follow(reference.Unwrapped(), unit, takers, seen, depth + 1);
            }
        }
    }

    // Whoever calls the method, or asks for the property, gets a query of its own, which is drawn anew all the same.
    private static void FollowCalls(IReturnOperation returned, CodeUnit unit, List<IInvocationOperation> takers, HashSet<SyntaxNode> seen,
        int depth)
    {
        if (returned.Function() is IAnonymousFunctionOperation)
        {
            return;
        }

        var declaration = returned.Syntax.FirstAncestorOrSelf<SyntaxNode>(node =>
            node is PropertyDeclarationSyntax or MethodDeclarationSyntax
            or LocalFunctionStatementSyntax);
        if (declaration is null || unit.Libraries.Uses.DeclaredBy(declaration, unit.Cancellation) is not { } declared)
        {
            return;
        }

        if (declared is IPropertySymbol)
        {
            foreach (var place in unit.Libraries.Uses.NamesOf(declared, unit.Cancellation) ?? [])
            {
                if (unit.Libraries.Uses.OperationOf(place, unit.Cancellation) is { } reference)
                {
                    Follow(reference.Unwrapped(), unit, takers, seen, depth + 1);
                }
            }
        }
        else if (declared is IMethodSymbol method)
        {
            foreach (var call in unit.Libraries.Uses.CallsOf(method, unit.Cancellation) ?? [])
            {
                // Each caller is a program of its own: parts that different ones take are not of one split.
                Follow(call, unit, takers, seen, depth + 1);
            }
        }
    }
}
