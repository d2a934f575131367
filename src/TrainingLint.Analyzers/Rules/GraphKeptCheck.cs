using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class GraphKeptCheck() : CodeCheck<GraphKept>("backward")
{
    private static readonly string[] Collecting = ["Add", "Count", "Last", "Select", "Average", "Min", "Max", "ForEach"];

    // What puts something into a queue or a bag, and what only looks at it there: nothing is ever taken out again.
    private static readonly string[] Queueing =
        ["Enqueue", "Push", "Add", "Count", "IsEmpty", "Last", "LastOrDefault", "First", "FirstOrDefault", "Select", "Average", "Any"];

    private static readonly string[] Looking = ["TryGetValue", "ContainsKey", "Count", "Keys", "GetOrAdd"];

    private static readonly string[] Reading = ["item", "ToSingle", "ToDouble", "detach", "cpu", "Dispose", "shape"];

    public override void Check(CheckContext context)
    {
        var collected = Array.FindAll(context.Calls, call => call.TargetMethod.Name == "Add" && call.Arguments.Length == 1)
            .Where(call => HoldsTensors(call, context))
            .Select(call => new Addition(call, call.Arguments[0].Value, call.Instance));
        var summed = context.Unit.Operations.OfType<ICompoundAssignmentOperation>()
            .Where(sum => sum.OperatorKind == BinaryOperatorKind.Add && IsTensor(sum.Target, context))
            .Select(sum => new Addition(sum, sum.Value, sum.Target));
        var replaced = context.Unit.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(sum => IsTensor(sum.Target, context) && AddedTo(sum, context) is not null)
            .Select(sum => new Addition(sum, AddedTo(sum, context)!, EntryOf(sum.Target)?.Instance ?? sum.Target));
        var stored = context.Unit.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(written => StoreOf(written.Target) is not null && IsTensor(written.Target, context))
            .Select(written => new Addition(written, written.Value, StoreOf(written.Target)));
        var handed = context.Calls.Select(call => CollectedBy(call, context)).OfType<Addition>();
        foreach (var (place, kept, into) in collected.Concat(stored).Concat(handed).Concat(summed).Concat(replaced).ToArray())
        {
            if (place.Loops().FirstOrDefault() is { } loop && context.Unit.Names.EntityOf(Handed(kept)) is { } loss
                && context.Unit.Names.EntityOf(into) is { } total && IsDifferentiatedIn(loop, loss, total, context)
                && OutlivesLoop(total, loop) && !IsDifferentiated(total, context))
            {
                context.Report(At(
                    place,
                    "This keeps the graph of every batch alive, so memory grows until the run is out of it; keep loss.item<float>() or loss.detach()."));
            }
        }
    }

    // loss.DetachFromDisposeScope() is the loss with its graph.
    private static IOperation Handed(IOperation kept) =>
        kept.Unwrapped() is IInvocationOperation { TargetMethod.Name: "DetachFromDisposeScope" or "MoveToOuterDisposeScope" } call
        && call.Receiver() is { } loss ? Handed(loss) : kept;

    // total = total + loss, total = total.add(loss)
    private static IOperation? AddedTo(ISimpleAssignmentOperation sum, CheckContext context) => Handed(sum.Value).Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } added when context.AreSame(added.LeftOperand, sum.Target)
            || IsSameEntry(added.LeftOperand, sum.Target, context) =>
            added.RightOperand,
        IInvocationOperation { TargetMethod.Name: "add" } call when context.Torch.IsFunction(call.TargetMethod)
            && call.Instance is { } total && call.Arguments.Length > 0 && context.AreSame(total, sum.Target) => call.Arguments[0].Value,
        _ => null,
    };

    // totals["depth"], by the text of its key.
    private static bool IsSameEntry(IOperation left, IOperation right, CheckContext context) =>
        EntryOf(left) is { } one && EntryOf(right) is { } other && context.AreSame(one.Instance, other.Instance)
        && one.Arguments[0].Value.Unwrapped().Syntax.IsEquivalentTo(other.Arguments[0].Value.Unwrapped().Syntax, topLevel: false);

    private static IPropertyReferenceOperation? EntryOf(IOperation operation) =>
        operation.Unwrapped() is IPropertyReferenceOperation { Arguments.Length: 1, Instance.Type: { } holder } entry
        && IsDictionary(holder)
            ? entry
            : null;

    // log[step] = loss, in an array or a dictionary; what is stored by name, or in turn, replaces what was there.
    private static IOperation? StoreOf(IOperation target) => target switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element when IsCounter(indices[0]) => element.ArrayReference,
        IPropertyReferenceOperation { Arguments: { Length: 1 } keys, Instance: { Type.Name: "Dictionary" } instance }
            when IsCounter(keys[0].Value) => instance,
        _ => null,
    };

    private static bool IsCounter(IOperation key) =>
        key.Unwrapped() is ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 };

    private static bool IsTensor(IOperation operation, CheckContext context) =>
        operation.Type is { } type && SymbolEqualityComparer.Default.Equals(type, context.Torch.Tensor);

    private static bool HoldsTensors(IInvocationOperation call, CheckContext context) =>
        call.Instance?.Type is INamedTypeSymbol { Name: "List", TypeArguments: { Length: 1 } elements }
        && (SymbolEqualityComparer.Default.Equals(elements[0], context.Torch.Tensor) || elements[0] is ITypeParameterSymbol);

    // history.Record(loss), where Record adds it to a list or to a sum and does nothing else with it.
    private static Addition? CollectedBy(IInvocationOperation call, CheckContext context)
    {
        var kept = call.Arguments.Where(argument => IsTensor(argument.Value.Unwrapped(), context)).ToArray();
        if (kept.Length != 1 || kept[0].Parameter is not { } parameter || FunctionOf(call, context) is not var (parameters, operations))
        {
            return null;
        }

        var own = parameters.FirstOrDefault(candidate => candidate.Ordinal == parameter.Ordinal);
        var uses = operations.Where(use => use is IParameterReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, own?.OriginalDefinition)).ToArray();
        var into = uses.Length == 1 ? IntoOf(uses[0], context) : uses.Length == 2 ? SummedOver(uses, context) : null;
        return into is not null && HeldBy(into, operations, call) is { } holder ? new Addition(call, kept[0].Value, holder) : null;
    }

    // _sum = _sum is null ? value : _sum + value
    private static IOperation? SummedOver(IOperation[] uses, CheckContext context) =>
        uses[0].User() is IConditionalOperation { WhenFalse: { } otherwise } choice
        && otherwise.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && uses[1].IsWithin(sum)
        && choice.User() is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } && IsTensor(target, context)
        && (IsOf(sum.LeftOperand, target) || IsOf(sum.RightOperand, target))
            ? target
            : null;

    // The method of the program, or the lambda of a delegate, that a call runs.
    private static (ImmutableArray<IParameterSymbol> Parameters, IOperation[] Operations)? FunctionOf(IInvocationOperation call,
        CheckContext context) =>
        call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
            ? context.Values.DelegateOf(call) is IAnonymousFunctionOperation lambda
                ? (lambda.Symbol.Parameters, lambda.Body.Descendants().ToArray())
                : null
        : context.Unit.BodyOf(call.TargetMethod) is { } body ? (context.Unit.Run(call.TargetMethod).Parameters, body.Operations)
        : null;

    // A list of the caller's own, or one that is taken out of a dictionary or put into it.
    private static IOperation? HeldBy(IOperation list, IOperation[] operations, IInvocationOperation call) => list.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: var parameter } =>
            call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value,
        ILocalReferenceOperation { Local: var local } => operations.OfType<IInvocationOperation>()
            .Where(look => look.TargetMethod.Name == "TryGetValue" && look.Arguments.Any(argument =>
                argument.Value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation named
                    && SymbolEqualityComparer.Default.Equals(named.Local, local))))
            .Select(look => look.Instance).FirstOrDefault(),
        IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } dictionary } => dictionary,
        _ => list,
    };

    // The list or the sum that something is added to.
    private static IOperation? IntoOf(IOperation use, CheckContext context) => use.User() switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 } add } when HoldsTensors(add,
            context) =>
            add.Instance,
        IArgumentOperation { Parent: IInvocationOperation { Instance: IFieldReferenceOperation { Field: var field } } queued }
            when IsQueue(queued, field, context) =>
            queued.Instance,
        ITupleOperation together => IntoOf(together, context),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: IMemberReferenceOperation target }
            when IsTensor(target, context) =>
            target,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when sum.User() is ISimpleAssignmentOperation
        {
            Target: IMemberReferenceOperation target
        } && IsTensor(target, context) && (IsOf(sum.LeftOperand, target) || IsOf(sum.RightOperand, target)) => target,
        _ => null,
    };

    // A static queue that the program only puts something into and looks at.
    private static bool IsQueue(IInvocationOperation call, IFieldSymbol field, CheckContext context) =>
        call.TargetMethod.Name is "Enqueue" or "Push" or "Add" && call.Arguments.Length == 1 && field.IsStatic
        && field.Type.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true
        && context.Unit.Libraries.Uses.IsOnlyAskedFor(field, Queueing, context.Unit.Cancellation);

    private static bool IsOf(IOperation operand, IMemberReferenceOperation target) =>
        operand.Unwrapped() is IMemberReferenceOperation read && SymbolEqualityComparer.Default.Equals(read.Member, target.Member);

    // The loss that is differentiated, or the output that it is computed from where it is kept for longer than the method runs.
    private static bool IsDifferentiatedIn(ILoopOperation loop, ISymbol kept, ISymbol total, CheckContext context) =>
        IsWrittenOnce(kept, context)
        && (context.Unit.Names.WritesTo(kept)[0] is not null || IsPartOfOutput(loop, kept, total, context))
        && context.Unit.Subtree(loop.Body).Any(operation => context.Torch.IsBackward(operation)
            && ((IInvocationOperation)operation).Receiver() is { } differentiated
            && ((IsTermOf(differentiated, kept) && HasGraph(kept, context))
                || context.Unit.Names.EntityOf(differentiated) is { } loss && (SymbolEqualityComparer.Default.Equals(loss, kept)
                || (total is not ILocalSymbol
                    && (context.Unit.Names.WritesTo(kept)[0] is null || IsComputedFrom(loss, kept, context)))
                || (IsWrittenOnce(loss, context) && context.Unit.Names.WritesTo(loss)[0] is { } sum && IsTermOf(sum, kept)
                    && HasGraph(kept, context)))));

    private static bool HasGraph(ISymbol kept, CheckContext context) =>
        context.Unit.Names.WritesTo(kept)[0] is { } made
        && new GraphOrigins(context, forward => LossWithoutGraphCheck.IsWithoutGradients(forward, context)).Of(made)
            == GraphOrigin.Attached;

    // (depthLoss + 0.3 * classLoss).backward(): each term has a graph of its own.
    private static bool IsTermOf(IOperation sum, ISymbol kept) => sum.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } parts =>
            IsTerm(parts.LeftOperand, kept) || IsTerm(parts.RightOperand, kept),
        _ => false,
    };

    private static bool IsTerm(IOperation part, ISymbol kept) =>
        (part.Unwrapped() is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, kept))
        || IsTermOf(part, kept);

    // var (states, hidden) = gru.call(x), where the loss is computed from one part and the other is kept.
    private static bool IsPartOfOutput(ILoopOperation loop, ISymbol kept, ISymbol total, CheckContext context) =>
        total is IFieldSymbol { IsStatic: true }
        && context.Unit.Subtree(loop.Body).OfType<IDeconstructionAssignmentOperation>().Any(parts =>
            context.Torch.IsForward(parts.Value.Unwrapped())
            && new GraphOrigins(context, forward => LossWithoutGraphCheck.IsWithoutGradients(forward, context)).Of(parts.Value)
                == GraphOrigin.Attached
            && parts.Target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().ToArray() is var locals
            && Array.Exists(locals, part => SymbolEqualityComparer.Default.Equals(part.Local, kept))
            && Array.Exists(locals, part => context.Unit.Subtree(loop.Body).OfType<IVariableDeclaratorOperation>().Any(made =>
                made.Initializer is { Value: var loss } && context.Unit.Subtree(loss).OfType<ILocalReferenceOperation>()
                    .Any(used => SymbolEqualityComparer.Default.Equals(used.Local, part.Local)))));

    private static bool IsComputedFrom(ISymbol loss, ISymbol output, CheckContext context) =>
        IsWrittenOnce(loss, context)
        && context.Unit.Names.WritesTo(output)[0] is { } forward
        && new GraphOrigins(context, _ => false).Of(forward) == GraphOrigin.Attached
        && context.Unit.Names.WritesTo(loss)[0] is { } made
        && context.Unit.Subtree(made).Any(part => part is ILocalReferenceOperation { Local: var local }
            && SymbolEqualityComparer.Default.Equals(local, output));

    private static bool IsWrittenOnce(ISymbol name, CheckContext context) =>
        name is ILocalSymbol && context.Unit.Names.NamesOf(name).Count == 1 && context.Unit.Names.WritesTo(name).Count == 1;

    // A local of the loop's own body is gone with the turn.
    private static bool OutlivesLoop(ISymbol total, ILoopOperation loop) =>
        total is not ILocalSymbol local
            || !local.DeclaringSyntaxReferences.Any(reference => loop.Body.Syntax.Span.Contains(reference.Span));

    // A list that others can reach, and that all of them only add to or look at.
    private static bool IsOnlyCollected(ISymbol total, CheckContext context) =>
        total is IFieldSymbol { DeclaringSyntaxReferences.Length: > 0 } or IPropertySymbol { DeclaringSyntaxReferences.Length: > 0 }
        && (IsDictionary((total as IFieldSymbol)?.Type ?? ((IPropertySymbol)total).Type)
            ? context.Unit.Libraries.Uses.IsOnlyLookedUp(total, Looking, context.Unit.Cancellation, mayBeWritten: true)
            : context.Unit.Libraries.Uses.IsOnlyAskedFor(total, Collecting, context.Unit.Cancellation));

    private static bool IsDictionary(ITypeSymbol type) => type.Name is "Dictionary" or "SortedDictionary" or "ConcurrentDictionary";

    // A sum that is added to, and of which the program only reads the number.
    private static bool IsOnlyRead(ISymbol total, CheckContext context) =>
        total is IFieldSymbol { DeclaringSyntaxReferences.Length: > 0 } or IPropertySymbol { DeclaringSyntaxReferences.Length: > 0 }
        && context.Unit.Libraries.Uses.IsOnlyAskedFor(total, Reading, context.Unit.Cancellation, summed: true);

    // A local dictionary whose entries are added to, and that numbers are read from in the end.
    private static bool IsTableOfSums(ISymbol total, CheckContext context) =>
        total is ILocalSymbol { Type: var type } && IsDictionary(type)
        && context.Unit.Names.ReferencesTo(total).All(use => use.User() switch
        {
            IPropertyReferenceOperation or IVariableInitializerOperation => true,
            IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue" } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } read } =>
                !Mentions(read.Type, context.Torch.Tensor),
            _ => false,
        });

    private static bool Mentions(ITypeSymbol? type, ITypeSymbol? wanted) =>
        SymbolEqualityComparer.Default.Equals(type, wanted)
        || (type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } && arguments.Any(part => Mentions(part, wanted)));

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
            : context.Unit.Names.Escapes(total) && !IsOnlyCollected(total, context) && !IsOnlyRead(total, context)
                && !IsTableOfSums(total, context))
        || context.Unit.LinkedCallsAndCreations.Any(operation => context.Torch.IsBackward(operation)
            && operation is IInvocationOperation call
            && (call.Receiver() is not { } receiver
                || context.Unit.Subtree(receiver)
                .Any(part => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(part), total))
                || context.Unit.Names.CreationsOf(receiver)
                .Any(made => context.Unit.Subtree(made)
                    .Any(part => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(part), total)))));

    // What is kept where, and where that is written.
    private sealed record Addition(IOperation Place, IOperation Kept, IOperation? Into);
}
