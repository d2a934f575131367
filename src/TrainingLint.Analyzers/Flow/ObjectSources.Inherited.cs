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
                || write.Syntax.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { } constructor
                || write.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null)
            {
                return null;
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
