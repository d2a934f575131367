using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Which function of the program a call runs: the method itself, what implements or overrides it in the object at hand or anywhere in the
/// program, or the lambda that a delegate holds. Gives up where several are possible.
/// </summary>
internal sealed class CalledFunctions(CodeUnit unit)
{
    /// <summary>The function that a call runs, and where it is written; null for one of a library and where it cannot be told.</summary>
    public (ISymbol Symbol, SyntaxNode Syntax)? Of(IInvocationOperation call, ValueSources sources, CallPath? path)
    {
        var function = call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
            ? sources.DelegateBehind(call.Instance, path) switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                IMethodReferenceOperation { Method: var method } => Run(method.OriginalDefinition),
                _ => null,
            }
            : OfMethod(call, sources, path);
        return function is { DeclaringSyntaxReferences: { Length: 1 } declared }
            ? (function.OriginalDefinition, declared[0].GetSyntax(unit.Cancellation))
            : null;
    }

    private ISymbol? OfMethod(IInvocationOperation call, ValueSources sources, CallPath? path)
    {
        var target = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (target.DeclaringSyntaxReferences.Length == 0)
        {
            return null;
        }

        // The type of the object tells more than the whole program does.
        return IsOpen(target) && call.Instance is { } receiver && sources.Made(receiver, path) is { Value: IObjectCreationOperation made }
            && Implementation(made.Type, target) is { } own
            ? own
            : Run(target) ?? OfOwnType(call, target);
    }

    // What the type at hand makes of a method that it inherits, where others make something else of it.
    private ISymbol? OfOwnType(IInvocationOperation call, IMethodSymbol target) =>
        call.Instance?.Unwrapped() is IInstanceReferenceOperation && unit.Type is { IsAbstract: false } type
        && !SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, target.ContainingType) && type.DerivesFrom(target.ContainingType)
            ? Implementation(type, target)
            : null;

    private ISymbol? Run(ISymbol method) => method.DeclaringSyntaxReferences.Length > 0
        ? unit.Libraries.Uses.ImplementationOf(method, unit.Cancellation)
        : null;

    private static bool IsOpen(IMethodSymbol method) => method.IsAbstract || method.IsVirtual || method.IsOverride;

    private static ISymbol? Implementation(ITypeSymbol? type, IMethodSymbol promised)
    {
        if (promised.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.ImplementationOf(promised)?.OriginalDefinition is not IMethodSymbol found ? null
                : IsOpen(found) && found.ContainingType.TypeKind != TypeKind.Interface ? Implementation(type, found)
                : found;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(promised.Name))
            {
                if (member is IMethodSymbol { IsAbstract: false } method && Overrides(method, promised))
                {
                    return method.OriginalDefinition;
                }
            }
        }

        return null;
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol promised)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, promised.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
