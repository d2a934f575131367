using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

// What methods of an object write to its members: new Builder().WithRate(0.1).Build(), trainer.SetRate(0.1); trainer.Run().
internal sealed partial class ObjectSources
{
    private const int MostCalls = 40;

    /// <summary>
    /// What the last of the calls on an object writes to a member, where all of them show; the value by creation where none writes it.
    /// </summary>
    private ValueSource? OfMethods(IOperation creation, IReadOnlyList<(IOperation Write, Assigned Assignment)> writes,
        ValueSource? byCreation)
    {
        if (CallsOn(creation) is not { } calls)
        {
            return null;
        }

        var found = byCreation;
        foreach (var (call, isSure) in calls)
        {
            var written = writes.Where(write => IsWithin(write.Write, unit.Run(call.TargetMethod))).ToArray();
            if (written.Length == 0)
            {
                continue;
            }

            if (written.Length > 1 || !isSure || !IsAlwaysRun(written[0].Write))
            {
                return null;
            }

            found = new ValueSource(written[0].Assignment.Value,
                Path: new CallPath(call, unit.Run(call.TargetMethod).OriginalDefinition, null));
        }

        return found;
    }

    private static bool IsWithin(IOperation write, IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(declared =>
        declared.SyntaxTree == write.Syntax.SyntaxTree && declared.Span.Contains(write.Syntax.Span));

    // The calls on an object in their order, and whether each is made in any case; null where the object goes out of sight.
    private List<(IInvocationOperation Call, bool IsSure)>? CallsOn(IOperation creation)
    {
        var calls = new List<(IInvocationOperation, bool)>();
        return Follow(creation, calls, isSure: true) ? calls : null;
    }

    private bool Follow(IOperation value, List<(IInvocationOperation Call, bool IsSure)> calls, bool isSure)
    {
        for (var user = value.User(); calls.Count < MostCalls; user = value.User())
        {
            switch (user)
            {
                case IInvocationOperation call when ReferenceEquals(call.Instance?.Unwrapped(), value):
                    calls.Add((call, isSure));
                    if (!ReturnsItself(call.TargetMethod))
                    {
                        return true;
                    }

                    value = call;
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declared }:
                    return FollowLocal(local, declared, calls, isSure);
                case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var taker } }:
                    // What only reads the object, of the program's own.
                    return taker.DeclaringSyntaxReferences.Length > 0 && IsOnlyRead(parameter);
                case null or IExpressionStatementOperation or IMemberReferenceOperation:
                    return true;
                case IReturnOperation or ISimpleAssignmentOperation or IArgumentOperation or IFieldInitializerOperation
                    or IPropertyInitializerOperation:
                    // What others hold they may change, if there is anything to change it with but its own chain.
                    return IsOnlyRead(value.Type as INamedTypeSymbol);
                default:
                    return false;
            }
        }

        return false;
    }

    private bool FollowLocal(ILocalSymbol local, IOperation declared, List<(IInvocationOperation Call, bool IsSure)> calls, bool isSure)
    {
        if (unit.Libraries.Uses.WritesTo(local, unit.Cancellation) is not { Count: 0 }
            || unit.Libraries.Uses.NamesOf(local, unit.Cancellation) is not { } names
            || declared.Syntax.FirstAncestorOrSelf<StatementSyntax>()?.Parent is not { } block)
        {
            return false;
        }

        foreach (var name in names.OrderBy(name => name.SpanStart))
        {
            if (unit.Libraries.Uses.OperationOf(name, unit.Cancellation) is not { } reference
                || !Follow(reference.Unwrapped(), calls, isSure && name.FirstAncestorOrSelf<StatementSyntax>()?.Parent is { } around
                    && (around == block || (around is GlobalStatementSyntax && block is GlobalStatementSyntax))))
            {
                return false;
            }
        }

        return true;
    }

    // No method of the type is called on it anywhere but where it was created.
    private bool IsOnlyRead(INamedTypeSymbol? type) => type is not null && type.GetMembers().OfType<IMethodSymbol>()
        .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsImplicitlyDeclared: false }
            && ReturnsItself(method))
        .All(method => unit.Libraries.Uses.CallsOf(method, unit.Cancellation) is { } all
            && all.All(call => call is IInvocationOperation chained
            && chained.Instance?.Unwrapped() is IInvocationOperation or IObjectCreationOperation));

    private bool IsOnlyRead(IParameterSymbol parameter) => unit.Libraries.Uses.NamesOf(parameter, unit.Cancellation) is { } names
        && names.All(name => name.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access
            && access.Expression == name && !(access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access));

    // return this;
    private bool ReturnsItself(IMethodSymbol method)
    {
        if (method.ReturnsVoid || unit.Run(method).DeclaringSyntaxReferences is not { Length: 1 } declared)
        {
            return false;
        }

        return declared[0].GetSyntax(unit.Cancellation).DescendantNodes().Any(node => node is ThisExpressionSyntax
        {
            Parent: ReturnStatementSyntax or ArrowExpressionClauseSyntax
        });
    }

    // parsed.Rate = double.Parse(args[1]), where somebody asks for it.
    public static bool IsAskedFor(IOperation write, IOperation value)
    {
        if (IsAlwaysRun(write))
        {
            return false;
        }

        return value.Unwrapped() is IInvocationOperation
        {
            TargetMethod: { Name: "Parse", ContainingNamespace.Name: "System" },
            Arguments: { Length: > 0 } given
        }
            && given[0].Value.Unwrapped() is IArrayElementReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation
            || value.Unwrapped() is ILocalReferenceOperation { Local: { } local } && local.DeclaringSyntaxReferences.Any(declared =>
                declared.GetSyntax().Parent is DeclarationExpressionSyntax { Parent: ArgumentSyntax argument }
                && argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax asked }
                && asked.Name.Identifier.ValueText == "TryParse");
    }
}
