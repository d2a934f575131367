using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

// What the type at hand makes of the members that it inherits.
internal sealed partial class ObjectSources
{
    // What the type at hand makes of a member that it inherits: a getter that it overrides, a field that its constructor sets.
    private ValueSource? OfOwn(IMemberReferenceOperation reference, ISymbol member)
    {
        if (reference.Instance?.Unwrapped() is not IInstanceReferenceOperation || unit.Type is not { IsAbstract: false } type
            || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, member.ContainingType)
            || !type.DerivesFrom(member.ContainingType))
        {
            return null;
        }

        if (member.IsVirtual || member.IsAbstract || member.IsOverride)
        {
            return Implemented(type, member) is { } own && IsComputed(own) ? DefaultOf(own) : null;
        }

        return type.IsSealed ? OfOwnConstructor(type, member) : null;
    }

    // ClipAt(0.5) in the constructor, where the method of a base class writes what it is handed.
    private ValueSource? OfMethodOfConstructor(INamedTypeSymbol type, IOperation write, Assigned assignment)
    {
        if (!IsAlwaysRun(write) || write.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declared
            || unit.Libraries.Uses.DeclaredBy(declared, unit.Cancellation) is not IMethodSymbol method
            || unit.Libraries.Uses.CallsOf(method, unit.Cancellation) is not { } calls)
        {
            return null;
        }

        var own = calls.Where(call => type.DeclaringSyntaxReferences.Any(part =>
            part.SyntaxTree == call.Syntax.SyntaxTree && part.Span.Contains(call.Syntax.Span))).ToArray();
        return own.Length == 1 && own[0] is IInvocationOperation { Instance: IInstanceReferenceOperation } only && IsAlwaysRun(only)
            && only.Syntax.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null
            ? new ValueSource(assignment.Value, Path: new CallPath(only, method.OriginalDefinition, null))
            : null;
    }

    // services.Configure<T>(options => options.Rate = 0.1), for the options that a container hands out.
    private ValueSource? OfConfigured(IMemberReferenceOperation reference, ISymbol member)
    {
        if (reference.Instance?.Unwrapped() is not IPropertyReferenceOperation
            {
                Property:
                {
                    Name: "Value" or "CurrentValue",
                    ContainingType: { Name: "IOptions" or "IOptionsMonitor" or "IOptionsSnapshot" }
                }
            }
            || WritesTo(member) is not { Count: 1 } writes || Assigned.In(writes[0], member) is not { } assignment
            || !IsAlwaysRunInLambda(writes[0]))
        {
            return null;
        }

        var configured = unit.Libraries.Uses.CallsFor(member.ContainingType, unit.Cancellation)
            .Where(call => call.TargetMethod.Name is "Configure" or "PostConfigure").ToArray();
        return configured.Length == 1 && configured[0].Syntax.SyntaxTree == writes[0].Syntax.SyntaxTree
            && configured[0].Syntax.Span.Contains(writes[0].Syntax.Span)
            ? new ValueSource(assignment.Value)
            : null;
    }

    private static bool IsAlwaysRunInLambda(IOperation write) => write.Function() is IAnonymousFunctionOperation lambda
        && write.Statement() is { Block: var block } && ReferenceEquals(block, lambda.Body);

    // Everybody who writes the member is a constructor, and the only one of this type does so in any case.
    private ValueSource? OfOwnConstructor(INamedTypeSymbol type, ISymbol member)
    {
        if (type.InstanceConstructors.Length != 1 || WritesTo(member) is not { } writes)
        {
            return null;
        }

        Assigned? own = null;
        foreach (var write in writes)
        {
            if (Assigned.In(write, member) is not { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } } assignment
                || write.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null)
            {
                return null;
            }

            if (write.Syntax.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { } constructor)
            {
                return writes.Count == 1 ? OfMethodOfConstructor(type, write, assignment) : null;
            }

            if (type.DeclaringSyntaxReferences.Any(part => part.GetSyntax(unit.Cancellation) == constructor.Parent))
            {
                if (own is not null || !IsAlwaysRun(write))
                {
                    return null;
                }

                own = assignment;
            }
        }

        return own is null ? null : new ValueSource(own.Value);
    }
}
