using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>An assignment of one value to one name, on its own or as a part of <c>(a, b) = (x, y)</c>.</summary>
/// <param name="Target">What is written.</param>
/// <param name="Value">What is written to it.</param>
internal sealed record Assigned(IOperation Target, IOperation Value)
{
    /// <summary>The assignment of a symbol that a write makes; null where it shows no value.</summary>
    public static Assigned? In(IOperation write, ISymbol symbol)
    {
        switch (write)
        {
            case ISimpleAssignmentOperation assignment:
                return new Assigned(assignment.Target, assignment.Value);
            case IDeconstructionAssignmentOperation parts when parts.Target.Unwrapped() is ITupleOperation targets
                && parts.Value.Unwrapped() is ITupleOperation values && targets.Elements.Length == values.Elements.Length:
                for (var i = 0; i < targets.Elements.Length; i++)
                {
                    if (targets.Elements[i].Unwrapped() is var target && SymbolEqualityComparer.Default.Equals(Named(target), symbol))
                    {
                        return new Assigned(target, values.Elements[i]);
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static ISymbol? Named(IOperation target) => target switch
    {
        IMemberReferenceOperation member => member.Member.OriginalDefinition,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
