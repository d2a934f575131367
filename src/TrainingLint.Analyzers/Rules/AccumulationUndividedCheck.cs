using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class AccumulationUndividedCheck() : CodeCheck<AccumulationUndivided>("step")
{
    private static readonly HashSet<string> Scalings = ["div", "div_", "mul", "mul_", "divide", "multiply", "scale", "sum"];

    private static readonly HashSet<string> ScaleFree = ["Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "Adagrad", "Adadelta", "Rprop"];

    internal const string Message = "Gradients of several batches are added up before the step, and the loss is not divided by their "
        + "number, so the rate is that many times higher; divide the loss.";

    public override void Check(CheckContext context)
    {
        foreach (var backward in context.Calls)
        {
            if (context.Torch.IsBackward(backward) && backward.Instance is { } loss && backward.Statement() is var (block, statement)
                && IsUnscaled(loss, context))
            {
                var everySome = StepEvery(block, statement, context);
                if ((everySome ?? StepAround(block, context)) is { } step)
                {
                    context.Report(At(backward, Message, everySome is null || IsScaleFree(step, context) ? Core.Findings.Severity.Info
                        : null));
                }
            }
        }
    }

    // if (++i % 4 == 0) { optimizer.step(); optimizer.zero_grad(); } behind the backward pass, and no clearing anywhere else in the loop.
    private static IInvocationOperation? StepEvery(IBlockOperation block, IOperation statement, CheckContext context)
    {
        // A method of its own for each batch is called in a loop.
        if (block.Parent is not (ILoopOperation or IMethodBodyOperation or ILocalFunctionOperation or null))
        {
            return null;
        }

        var clears = context.Unit.Subtree(block).Where(context.Torch.IsZeroGrad).ToArray();
        foreach (var condition in block.Operations.SkipWhile(next => !ReferenceEquals(next, statement)).OfType<IConditionalOperation>())
        {
            var guarded = condition.WhenFalse is not null ? []
                : context.Unit.Subtree(condition.Condition).Any(IsModulo) || IsFull(condition.Condition, block) ? [condition.WhenTrue]
                : IsNotFull(condition, block)
                ? block.Operations.SkipWhile(next => !ReferenceEquals(next, condition)).Skip(1).ToArray()
                : [];
            if (clears.Length > 0 && clears.All(clear => guarded.Any(clear.IsWithin))
                && guarded.SelectMany(part => context.Unit.Subtree(part)).OfType<IInvocationOperation>()
                    .FirstOrDefault(context.Torch.IsOptimizerStep) is { } step)
            {
                return step;
            }
        }

        return null;
    }

    // ++pending >= every, or the same with the counter raised before.
    private static bool IsFull(IOperation condition, IBlockOperation block) =>
        condition.Unwrapped() is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } full
        && IsCounted(full, block);

    // if (pending < every) return;
    private static bool IsNotFull(IConditionalOperation condition, IBlockOperation block) =>
        condition.Condition.Unwrapped() is IBinaryOperation early
        && early.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals && IsCounted(early, block)
        && (condition.WhenTrue is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : condition.WhenTrue)
            is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Continue };

    // A whole number that goes up by one in this block and back to zero in it, compared with one of which nobody says that it is 1.
    private static bool IsCounted(IBinaryOperation comparison, IBlockOperation block)
    {
        var left = comparison.LeftOperand.Unwrapped();
        var counter = Named(left is IIncrementOrDecrementOperation { IsPostfix: false, Target: var raised } ? raised.Unwrapped() : left);
        return counter is not null && comparison.RightOperand.ConstantValue is not { HasValue: true, Value: 1 }
            && comparison.RightOperand.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            && block.Descendants().Any(part => part is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } increment
                && SymbolEqualityComparer.Default.Equals(Named(increment.Target), counter))
            && block.Descendants().OfType<ISimpleAssignmentOperation>().Any(reset =>
                reset.Value.ConstantValue is { HasValue: true, Value: 0 }
                && SymbolEqualityComparer.Default.Equals(Named(reset.Target), counter));
    }

    private static ISymbol? Named(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };

    // zero_grad(); for (var k = 0; k < micro; k++) { ... backward(); } step(); once more for every batch.
    private static IInvocationOperation? StepAround(IBlockOperation block, CheckContext context)
    {
        if (block.Parent is not (IForLoopOperation or IForEachLoopOperation) || block.Parent is not ILoopOperation inner
            || (inner is IForEachLoopOperation each && !IsGroup(each, context))
            || inner.Statement() is not var (around, _) || !inner.Loops().Any()
            || context.Unit.Subtree(block).Any(part => context.Torch.IsZeroGrad(part) || context.Torch.IsOptimizerStep(part)))
        {
            return null;
        }

        var actions = around.Operations.Select(next => next.Action()).ToArray();
        return Array.Exists(actions, action => action is not null && context.Torch.IsZeroGrad(action))
            ? around.Operations.SkipWhile(next => !ReferenceEquals(next, inner)).Select(next => next.Action())
                .OfType<IInvocationOperation>().FirstOrDefault(context.Torch.IsOptimizerStep)
            : null;
    }

    // The micro-batches of one group: what a loop around goes over, in chunks.
    private static bool IsGroup(IForEachLoopOperation inner, CheckContext context) =>
        inner.Collection.Unwrapped() is ILocalReferenceOperation { Local: var group }
        && inner.Loops().OfType<IForEachLoopOperation>().Any(outer => outer.Locals.Contains(group, SymbolEqualityComparer.Default)
            && context.Unit.Subtree(outer.Collection).Concat([outer.Collection.Behind(context.Unit)])
                .Any(part => part is IInvocationOperation { TargetMethod.Name: "Chunk" or "Batch" or "Buffer" }));

    private static bool IsModulo(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } modulo
        && modulo.RightOperand.ConstantValue is not { HasValue: true, Value: 1 };

    // The loss as a function of this batch alone gave it, with its usual mean.
    private static bool IsUnscaled(IOperation loss, CheckContext context) =>
        IsUnscaledParameter(loss, context) || loss.Unwrapped() is ILocalReferenceOperation { Local: var local }
        && context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } written && IsLossOfBatch(written, context)
        && !context.Unit.Names.ReferencesTo(local).Any(reference => reference.User() is IInvocationOperation call
        && Scalings.Contains(call.TargetMethod.Name)
            || reference.User() is ICompoundAssignmentOperation scaled && ReferenceEquals(scaled.Target.Unwrapped(), reference));

    // accumulator.Backward(cross_entropy(...)), where the method does nothing to it before.
    private static bool IsUnscaledParameter(IOperation loss, CheckContext context) =>
        loss.Unwrapped() is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
        && context.Unit.Libraries.Uses.WritesTo(parameter, context.Unit.Cancellation) is { Count: 0 }
        && context.Unit.Names.ReferencesTo(parameter).Count == 1
        && context.Unit.Libraries.Uses.CallsOf(method, context.Unit.Cancellation) is { Count: > 0 } calls
        && calls.All(call => call.Arguments().FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } passed
            && passed.Value.Behind(context.Unit) is var behind && IsLossOfBatch(behind, context)
            && !IsRescaled(passed.Value));

    // The variable that holds the loss of a caller, divided by an operator of its own.
    private static bool IsRescaled(IOperation passed) => passed.Unwrapped() is ILocalReferenceOperation { Local: var local }
        && CodeUnit.FunctionBodyOf(passed).Descendants().Any(part => part is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, local)
            && reference.User() is ICompoundAssignmentOperation or IInvocationOperation { TargetMethod.Name: "div_" or "mul_" });

    private static bool IsLossOfBatch(IOperation value, CheckContext context) => value.Unwrapped() is IInvocationOperation call
        && !Scalings.Contains(call.TargetMethod.Name)
        && (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
            ? call.Argument("reduction")?.IsDefault() == true
            : call.Arguments.Length >= 2 && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } made
                && context.Torch.LayerName(made[0]) is { } name && name.EndsWith("Loss", StringComparison.Ordinal)
                && made[0].Argument("reduction")?.IsDefault() == true);

    private static bool IsScaleFree(IInvocationOperation step, CheckContext context) =>
        context.Unit.Names.CreationsOf(step.Receiver()) is { Count: 1 } creations
        && context.Torch.OptimizerCreatedBy(creations[0]) is { } optimizer && ScaleFree.Contains(optimizer.Name);
}
