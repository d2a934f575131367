using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnseededRandomCheck() : CodeCheck("TL2008", "NewGuid", "Random")
{
    public override void Check(CheckContext context)
    {
        if (!Array.Exists(context.Calls, call => call.TargetMethod.ContainingType is { } type && context.Torch.IsOfTorch(type)))
        {
            return;
        }

        foreach (var call in context.Calls)
        {
            if (UnseededSource(call, context.Unit) is { } source && DecidesOrder(call))
            {
                context.Report(At(call, "The order or split of the data comes from " + source + ", which draws anew in every run" + (context.Unit.Libraries.Text.Seeds ? " although torch is seeded" : "") + "; use one Random with a fixed seed."));
            }
        }
    }

    private static string? UnseededSource(IInvocationOperation call, CodeUnit unit)
    {
        if (call.TargetMethod is { Name: "NewGuid", ContainingType: { Name: "Guid", ContainingNamespace.Name: "System" } })
        {
            return "Guid.NewGuid()";
        }

        if (call.Instance?.Unwrapped() is not { } random || random.Type is not { Name: "Random", ContainingNamespace.Name: "System" } type || type.SpecialType != SpecialType.None)
        {
            return null;
        }

        return random is IPropertyReferenceOperation { Property.Name: "Shared" } ? "Random.Shared"
            : unit.Names.CreationsOf(random) is { Count: > 0 } creations && creations.All(creation => creation is IObjectCreationOperation { Arguments.Length: 0 } made && made.Type?.Name == "Random") ? "an unseeded Random"
            : null;
    }

    private static bool DecidesOrder(IOperation call)
    {
        if (call is IInvocationOperation { TargetMethod.Name: "Shuffle" or "GetItems" })
        {
            return true;
        }

        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                // A key to sort by.
                case IAnonymousFunctionOperation lambda:
                    return lambda.Parent is { } made && Sorts(made);

                // The other index of a swap.
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var index } }:
                    return IndexesSwap(index, call);
                case IBlockOperation { Parent: not IAnonymousFunctionOperation }:
                    return false;
            }
        }

        return false;
    }

    private static bool Sorts(IOperation lambda)
    {
        var user = lambda;
        while (user is not null and not IInvocationOperation)
        {
            user = user.Parent;
        }

        return user is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" or "ThenBy" or "Sort" };
    }

    private static bool IndexesSwap(ILocalSymbol index, IOperation call) =>
        call.Statement() is var (block, _) && block.DescendantsAndSelf().Any(operation =>
            operation is IAssignmentOperation assignment && assignment.Target.DescendantsAndSelf().Any(target => target is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
                && target.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, index))));
}
