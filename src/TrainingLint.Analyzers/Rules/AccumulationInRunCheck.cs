using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2037 over a run: a step once every few batches, whose losses nobody divides on the way from their functions.</summary>
internal sealed class AccumulationInRunCheck() : CodeCheck<AccumulationUndivided>()
{
    private static readonly HashSet<string> ScaleFree = ["Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "Adagrad", "Adadelta",
        "Rprop"];

    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var backward in run.Backwards)
            {
                if (backward.Loops().FirstOrDefault() is { } loop && backward.Guards == loop.Guards
                    && StepEvery(backward, loop, run, context) is { } step
                    && IsUnscaled(backward, run, context))
                {
                    context.ReportOnce(At(backward.Operation, AccumulationUndividedCheck.Message, IsScaleFree(run.Receiver(step), context)
                        ? Severity.Info : null));
                }
            }
        }
    }

    private static Deed? StepEvery(Deed backward, Deed loop, TrainingRun run, CheckContext context)
    {
        var steps = run.Steps.Where(step => step.Loops().First() == loop).ToArray();
        var clears = run.Calls(context.Torch.IsZeroGrad).Where(clear => clear.Loops().FirstOrDefault() == loop).ToArray();
        return steps.Length == 1 && steps[0].Order > backward.Order && run.Backwards.Count(loop.Contains) == 1
            && steps[0].Guard is IConditionalOperation guard && (IsModulo(guard.Condition, context) || IsFull(guard))
            && clears.Length > 0 && Array.TrueForAll(clears, clear => ReferenceEquals(clear.Guard, guard))
            && !run.Deeds.Any(deed => loop.Contains(deed) && RescalesGradients(deed.Operation))
                ? steps[0]
                : null;
    }

    private static bool RescalesGradients(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "div_" or "mul_" }
            or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Multiply };

    private static bool IsModulo(IOperation condition, CheckContext context) => condition.DescendantsAndSelf().Any(part =>
        part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } modulo
            && context.Values.Trace(modulo.RightOperand)?.Number != 1);

    // if (++pending == every), where the counter goes up by one in the function around.
    private static bool IsFull(IConditionalOperation guard)
    {
        if (guard.Condition.Unwrapped() is not IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThanOrEqual,
                RightOperand: { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } every
            } full || every.ConstantValue is { HasValue: true, Value: 0 or 1 })
        {
            return false;
        }

        var left = full.LeftOperand.Unwrapped();
        return left is IIncrementOrDecrementOperation { Kind: OperationKind.Increment }
            || (left is ILocalReferenceOperation { Local: var counter } && CodeUnit.FunctionBodyOf(guard).Descendants().Any(part =>
                part is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: var raised }
                && raised.Unwrapped() is ILocalReferenceOperation { Local: var named }
                && SymbolEqualityComparer.Default.Equals(named, counter)
                && !part.Loops().Any(loop => loop is IForLoopOperation counted && counted.AtLoopBottom.Any(part.IsWithin))));
    }

    // What is differentiated is the value of a loss function with its usual mean.
    private static bool IsUnscaled(Deed backward, TrainingRun run, CheckContext context)
    {
        if (backward.Call?.Receiver() is not { } loss)
        {
            return false;
        }

        var (end, path) = run.Keys.EndOf(loss, backward.Path);
        return end is IInvocationOperation call
            && (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
            ? call.Argument("reduction") is { } reduction && (reduction.IsDefault() || IsMean(reduction.Value))
            : context.Torch.IsForward(call) && call.Arguments.Length >= 2 && call.Instance is { } module
                && run.Keys.Of(module, path).Made is { } made && context.Torch.LayerName(made) is { } name
                && name.EndsWith("Loss", StringComparison.Ordinal)
                && made.Argument("reduction") is { } of && (of.IsDefault() || IsMean(of.Value)));
    }

    private static bool IsMean(IOperation reduction) => reduction.Unwrapped() is IFieldReferenceOperation { Field.Name: "Mean" };

    private static bool IsScaleFree(KnownObject optimizer, CheckContext context) =>
        optimizer.Made is not { } made || context.Torch.OptimizerCreatedBy(made) is not { } type || ScaleFree.Contains(type.Name);
}
