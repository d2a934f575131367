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

    public override void Check(CheckContext context)
    {
        foreach (var backward in context.Calls)
        {
            if (context.Torch.IsBackward(backward) && backward.Instance is { } loss && backward.Statement() is var (block, statement)
                && StepEvery(block, statement, context) is { } step && IsUnscaled(loss, context))
            {
                context.Report(At(
                    backward,
                    "Gradients of several batches are added up before the step, and the loss is not divided by their number, so the rate is that many times higher; divide the loss.",
                    IsScaleFree(step, context) ? Core.Findings.Severity.Info : null));
            }
        }
    }

    // if (++i % 4 == 0) { optimizer.step(); optimizer.zero_grad(); } behind the backward pass, and no clearing anywhere else in the loop.
    private static IInvocationOperation? StepEvery(IBlockOperation block, IOperation statement, CheckContext context)
    {
        if (block.Parent is not ILoopOperation)
        {
            return null;
        }

        foreach (var condition in block.Operations.SkipWhile(next => !ReferenceEquals(next, statement)).OfType<IConditionalOperation>())
        {
            if (condition.WhenFalse is null && context.Unit.Subtree(condition.Condition).Any(IsModulo))
            {
                var inside = context.Unit.Subtree(condition.WhenTrue).ToArray();
                var clears = context.Unit.Subtree(block).Where(context.Torch.IsZeroGrad).ToArray();
                if (clears.Length > 0 && clears.All(clear => clear.IsWithin(condition.WhenTrue)))
                {
                    return inside.OfType<IInvocationOperation>().FirstOrDefault(context.Torch.IsOptimizerStep);
                }
            }
        }

        return null;
    }

    private static bool IsModulo(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } modulo
        && modulo.RightOperand.ConstantValue is not { HasValue: true, Value: 1 };

    // The loss as a function of this batch alone gave it, with its usual mean.
    private static bool IsUnscaled(IOperation loss, CheckContext context) =>
        loss.Unwrapped() is ILocalReferenceOperation { Local: var local }
        && context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } written && IsLossOfBatch(written, context)
        && !context.Unit.Names.ReferencesTo(local).Any(reference => reference.User() is IInvocationOperation call
        && Scalings.Contains(call.TargetMethod.Name)
            || reference.User() is ICompoundAssignmentOperation scaled && ReferenceEquals(scaled.Target.Unwrapped(), reference));

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
