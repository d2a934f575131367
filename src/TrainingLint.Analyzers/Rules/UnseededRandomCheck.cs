using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnseededRandomCheck() : CodeCheck<UnseededRandom>("NewGuid", "Random")
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (UnseededSource(call, context.Unit) is { } source && DecidesOrder(call, context)
                && (Trains(context) || IsSplit(call, context)))
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

        if (call.Instance?.Unwrapped() is not { } random || random.Type is not { Name: "Random", ContainingNamespace.Name: "System" } type
            || type.SpecialType != SpecialType.None)
        {
            return null;
        }

        return random is IPropertyReferenceOperation { Property.Name: "Shared" } ? "Random.Shared"
            : unit.Names.CreationsOf(random) is { Count: > 0 } creations
            && creations.All(creation => creation is IObjectCreationOperation { Arguments.Length: 0 } made && made.Type?.Name == "Random") ? "an unseeded Random"
            : null;
    }

    // Where nothing is trained or fed to a training, a random order is one of pictures to show.
    private static bool Trains(CheckContext context) =>
        context.Unit.Bodies.Any(body => context.Torch.IsDataset(body.Owner.ContainingType))
        || Array.Exists(context.Unit.LinkedCallsAndCreations,
            operation => context.Torch.IsBackward(operation) || context.Torch.IsOptimizerStep(operation)
            || context.Torch.OptimizerCreatedBy(operation) is not null || context.Torch.CreatesLoader(operation)
                || context.Torch.IsDataset(operation.Type));

    // Two parts of one order are a training set and the rest.
    private static bool IsSplit(IInvocationOperation call, CheckContext context)
    {
        if (call.TargetMethod.Name == "Shuffle"
            && call.Arguments.FirstOrDefault()?.Value.Unwrapped() is ILocalReferenceOperation { Local: var shuffled })
        {
            return IsTakenApart(shuffled, context);
        }

        for (IOperation? current = call; current is not null; current = current.Parent)
        {
            if (current is IVariableDeclaratorOperation { Symbol: var rows } && rows.Type.SpecialType == SpecialType.None)
            {
                return IsTakenApart(rows, context);
            }
        }

        return false;
    }

    private static bool IsTakenApart(ILocalSymbol rows, CheckContext context)
    {
        var parts = context.Unit.Names.ReferencesTo(rows).Select(PartOf).ToArray();
        return Array.IndexOf(parts, "front") >= 0 && Array.IndexOf(parts, "rest") >= 0;
    }

    // rows.Take(n) and rows[..n] are the front, rows.Skip(n) and rows[n..] the rest.
    internal static string? PartOf(IOperation rows) => rows.Parent switch
    {
        IConversionOperation { IsImplicit: true } converted => PartOf(converted),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Take" } } => "front",
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Skip" } } => "rest",
        { } access when access.Descendants().OfType<IRangeOperation>().FirstOrDefault() is { } range =>
            range.LeftOperand is null ? "front" : range.RightOperand is null ? "rest" : null,
        _ => null,
    };

    private static bool DecidesOrder(IInvocationOperation call, CheckContext context)
    {
        if (call.TargetMethod.Name is "Shuffle" or "GetItems")
        {
            return call.Arguments.Length == 0 || !HoldsFunctions(call.Arguments[0].Value, context);
        }

        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                // A key to sort by.
                case IAnonymousFunctionOperation lambda:
                    return lambda.Parent is { } made && SortingBy(made) is { } sorting
                        && !(sorting.Receiver() is { } sorted && HoldsFunctions(sorted, context));

                // The other index of a swap.
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var index } }:
                    return IndexesSwap(index, call, context);
                case IBlockOperation { Parent: not IAnonymousFunctionOperation }:
                    return false;
            }
        }

        return false;
    }

    private static IInvocationOperation? SortingBy(IOperation lambda)
    {
        var user = lambda;
        while (user is not null and not IInvocationOperation)
        {
            user = user.Parent;
        }

        return user is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" or "ThenBy" or "Sort" } sorting ? sorting : null;
    }

    // What is done to the data, not the data: delegates, layers, or anything else that is called with a tensor to return one.
    private static bool HoldsFunctions(IOperation sequence, CheckContext context)
    {
        var type = sequence.Unwrapped().Type;
        var element = type is IArrayTypeSymbol array ? array.ElementType
            : type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null;
        return element is { TypeKind: TypeKind.Delegate } || element.DerivesFrom(context.Torch.Module)
            || (element is not null
                && element.GetMembers()
                .Any(member => member is IMethodSymbol { Name: "call" or "forward", Parameters.Length: 1 } method
                    && method.ReturnType.DerivesFrom(context.Torch.Tensor)));
    }

    // A swap reads the element and writes two of the same collection; one write alone replaces, as a reservoir sample does.
    private static bool IndexesSwap(ILocalSymbol index, IOperation call, CheckContext context)
    {
        if (call.Statement() is not var (block, _))
        {
            return false;
        }

        var elements = context.Unit.Subtree(block).Where(operation => CollectionOf(operation) is not null).ToArray();
        return Array.Exists(elements, written => IsWritten(written) && IsIndexedBy(written, index)
            && Array.Exists(elements, read => !IsWritten(read) && IsIndexedBy(read, index) && IsSameCollection(read, written))
            && Array.Exists(elements, other => other != written && IsWritten(other) && IsSameCollection(other, written)));
    }

    private static IOperation? CollectionOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference.Unwrapped(),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => collection.Unwrapped(),
        _ => null,
    };

    private static bool IsSameCollection(IOperation left, IOperation right) =>
        CollectionOf(left) is { } one && CollectionOf(right) is { } other
            && SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax, topLevel: false);

    private static bool IsIndexedBy(IOperation element, ILocalSymbol index) =>
        element.Descendants()
            .Any(part => part is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, index));

    private static bool IsWritten(IOperation element)
    {
        var current = element;
        while (current.Parent is ITupleOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, current);
    }
}
