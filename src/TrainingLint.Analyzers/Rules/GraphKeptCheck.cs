using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GraphKeptCheck() : CodeCheck<GraphKept>("backward")
{
    private static readonly string[] Collecting = ["Add", "Count", "Last", "Select", "Average", "Min", "Max", "ForEach"];

    public override void Check(CheckContext context)
    {
        var collected = Array.FindAll(context.Calls, call => call.TargetMethod.Name == "Add" && call.Arguments.Length == 1).Where(call => HoldsTensors(call, context))
            .Select(call => (Place: (IOperation)call, Kept: call.Arguments[0].Value, Into: call.Instance));
        var summed = context.Unit.Operations.OfType<ICompoundAssignmentOperation>()
            .Where(sum => sum.OperatorKind == BinaryOperatorKind.Add && IsTensor(sum.Target, context))
            .Select(sum => (Place: (IOperation)sum, Kept: sum.Value, Into: (IOperation?)sum.Target));
        var replaced = context.Unit.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(sum => IsTensor(sum.Target, context)
                && sum.Value.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } added
                && context.AreSame(added.LeftOperand, sum.Target))
            .Select(sum => (Place: (IOperation)sum, Kept: ((IBinaryOperation)sum.Value.Unwrapped())
                .RightOperand, Into: (IOperation?)sum.Target));
        foreach (var (place, kept, into) in collected.Concat(summed).Concat(replaced).ToArray())
        {
            if (place.Loops().FirstOrDefault() is { } loop && context.Unit.Names.EntityOf(kept) is { } loss && IsDifferentiatedIn(loop, loss, context)
                && context.Unit.Names.EntityOf(into) is { } total && OutlivesLoop(total, loop) && !IsDifferentiated(total, context))
            {
                context.Report(At(
                    place,
                    "This keeps the graph of every batch alive, so memory grows until the run is out of it; keep loss.item<float>() or loss.detach()."));
            }
        }
    }

    private static bool IsTensor(IOperation operation, CheckContext context) =>
        operation.Type is { } type && SymbolEqualityComparer.Default.Equals(type, context.Torch.Tensor);

    private static bool HoldsTensors(IInvocationOperation call, CheckContext context) =>
        call.Instance?.Type is INamedTypeSymbol { Name: "List", TypeArguments: { Length: 1 } elements }
        && SymbolEqualityComparer.Default.Equals(elements[0], context.Torch.Tensor);

    private static bool IsDifferentiatedIn(ILoopOperation loop, ISymbol loss, CheckContext context) =>
        loss is ILocalSymbol && context.Unit.Names.NamesOf(loss).Count == 1 && context.Unit.Names.WritesTo(loss).Count == 1
        && context.Unit.Subtree(loop.Body).Any(operation => context.Torch.IsBackward(operation)
            && SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(((IInvocationOperation)operation).Receiver()), loss));

    // A local of the loop's own body is gone with the turn.
    private static bool OutlivesLoop(ISymbol total, ILoopOperation loop) =>
        total is not ILocalSymbol local || !local.DeclaringSyntaxReferences.Any(reference => loop.Body.Syntax.Span.Contains(reference.Span));

    // A list that others can reach, in a program where all of them add to it or look at what it holds.
    private static bool IsOnlyCollected(ISymbol total, CheckContext context) =>
        context.Unit.Libraries.IsProgram
            && total is IFieldSymbol { DeclaringSyntaxReferences.Length: > 0 } or IPropertySymbol { DeclaringSyntaxReferences.Length: > 0 }
        && context.Unit.Libraries.Uses.IsOnlyAskedFor(total, Collecting, context.Unit.Cancellation);

    // A local that is added to and read, and goes nowhere else.
    private static bool IsOnlySummed(ISymbol total, CheckContext context) =>
        total is ILocalSymbol
            && context.Unit.Names.ReferencesTo(total)
            .All(use => use.User() is ICompoundAssignmentOperation or IInvocationOperation or IBinaryOperation
            || (use.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } asked } }
                && context.Torch.IsOfTorch(asked))
            || use.User() is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target.Unwrapped(), use));

    // A sum that is differentiated itself, or leaves the unit, needs its graphs; so may a list that is stacked.
    private static bool IsDifferentiated(ISymbol total, CheckContext context) =>
        (context.Unit.Names.ReferencesTo(total).Any(use => use.User() is ICompoundAssignmentOperation or IBinaryOperation)
            ? !IsOnlySummed(total, context)
            : context.Unit.Names.Escapes(total) && !IsOnlyCollected(total, context))
        || context.Unit.LinkedCallsAndCreations.Any(operation => context.Torch.IsBackward(operation) && operation is IInvocationOperation call
            && (call.Receiver() is not { } receiver || context.Unit.Subtree(receiver).Any(part => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(part), total))
                || context.Unit.Names.CreationsOf(receiver).Any(made => context.Unit.Subtree(made).Any(part => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(part), total)))));
}
