using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Who calls a lambda: it is followed through the variables, members and parameters that hold it. Gives up where it goes to a library,
/// into a collection, or anywhere else that does not show.
/// </summary>
internal sealed class DelegateCalls(CodeUnit unit)
{
    private const int MostHolders = 8;

    /// <summary>The calls of a lambda; null when there may be others.</summary>
    public IReadOnlyList<IOperation>? CallsOf(IMethodSymbol lambda)
    {
        var calls = new List<IOperation>();
        var holders = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return lambda.DeclaringSyntaxReferences is { Length: 1 } declared
            && Follow(declared[0].GetSyntax(unit.Cancellation), calls, holders)
                ? calls
                : null;
    }

    private bool Follow(SyntaxNode use, List<IOperation> calls, HashSet<ISymbol> holders)
    {
        while (use.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            use = use.Parent;
        }

        switch (use.Parent)
        {
            case InvocationExpressionSyntax call when call.Expression == use:
                return Add(call, calls);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax call }:
                return Add(call, calls);
            case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax call } access when access.Expression == use:
                return Add(call, calls);
            case ArgumentSyntax argument:
                return Operation(argument) is IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                    && method.DeclaringSyntaxReferences.Length > 0 && Holder(parameter.OriginalDefinition, calls, holders);
            case AssignmentExpressionSyntax assignment when assignment.Left == use:
                return true;
            case IsPatternExpressionSyntax or BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.EqualsExpression
                or (int)SyntaxKind.NotEqualsExpression
            }:
                return true;
            case AssignmentExpressionSyntax { Left: var target }:
                return Operation(target) switch
                {
                    ILocalReferenceOperation local => Holder(local.Local, calls, holders),
                    IMemberReferenceOperation { Member: var member } => Holder(member.OriginalDefinition, calls, holders),
                    _ => false,
                };
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } value:
                return unit.Libraries.Uses.DeclaredBy(value.Parent!, unit.Cancellation) is { } declared && Holder(declared, calls, holders);
            default:
                return false;
        }
    }

    private bool Holder(ISymbol holder, List<IOperation> calls, HashSet<ISymbol> holders)
    {
        if (holders.Contains(holder))
        {
            return true;
        }

        return holder.DeclaringSyntaxReferences.Length > 0 && holders.Count < MostHolders && holders.Add(holder)
            && unit.Libraries.Uses.NamesOf(holder, unit.Cancellation) is { } names
            && names.All(name => Follow(name, calls, holders));
    }

    private bool Add(InvocationExpressionSyntax call, List<IOperation> calls)
    {
        if (Operation(call) is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } invocation)
        {
            return false;
        }

        calls.Add(invocation);
        return true;
    }

    private IOperation? Operation(SyntaxNode syntax) => unit.Libraries.Uses.OperationOf(syntax, unit.Cancellation);
}
