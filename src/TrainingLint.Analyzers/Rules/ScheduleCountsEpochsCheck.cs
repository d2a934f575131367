using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ScheduleCountsEpochsCheck() : CodeCheck<ScheduleCountsEpochs>("CosineAnnealingLR", "PolynomialLR", "LinearLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var step in context.Calls)
        {
            if (context.Torch.IsSchedulerStep(step) && context.Unit.Names.CreationsOf(step.Receiver()) is { Count: 1 } creations
                && context.Torch.SchedulerName(creations[0]) is "CosineAnnealingLR" or "PolynomialLR" or "LinearLR"
                && creations[0].Argument("T_max", "total_iters") is { } length && !length.IsDefault()
                && step.Loops().ToArray() is { Length: 2 } loops && IsEveryTurn(step, loops[0]) && loops[1] is IForLoopOperation epochs && CountsTo(epochs, length.Value, context))
            {
                context.Report(At(step, "The schedule is as long as the epochs, and this steps it for every batch, so it is over within the first epoch; step it once an epoch."));
            }
            else if (context.Torch.IsSchedulerStep(step) && LengthOf(step, context) is { } total
                && step.Loops().ToArray() is { Length: 1 } once
                && once[0] is IForLoopOperation outer && CountsBatches(total, outer, context) && IsEveryTurn(step, outer))
            {
                context.Report(At(
                    step,
                    "The schedule is as long as all batches, and this steps it once an epoch, so it hardly begins; step it for every batch, or make it as long as the epochs."));
            }
        }
    }

    private static IOperation? LengthOf(IInvocationOperation step, CheckContext context) =>
        context.Unit.Names.CreationsOf(step.Receiver()) is { Count: 1 } creations
        && context.Torch.SchedulerName(creations[0]) is "CosineAnnealingLR" or "PolynomialLR" or "LinearLR"
        && creations[0].Argument("T_max", "total_iters") is { } length && !length.IsDefault() ? length.Value : null;

    // epochs * batchesPerEpoch, where the name that bounds the loop is one of the factors and a loop over batches lies within.
    private static bool CountsBatches(IOperation length, IForLoopOperation epochs, CheckContext context) =>
        MlNetPipelines.Single(length, context.Unit) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
        && (CountsTo(epochs, product.LeftOperand, context) || CountsTo(epochs, product.RightOperand, context))
        && product.LeftOperand.Unwrapped() is not ILiteralOperation && product.RightOperand.Unwrapped() is not ILiteralOperation
        && context.Unit.Subtree(epochs.Body).OfType<ILoopOperation>().Any(inner =>
            System.Array.Exists(context.Unit.ReachCalls(inner.Body), context.Torch.IsOptimizerStep));

    // A step behind a condition, such as the last batch, may come once an epoch.
    private static bool IsEveryTurn(IInvocationOperation step, ILoopOperation batches) =>
        step.Statement() is var (block, statement) && statement.Action() is { } action && ReferenceEquals(action, step) && ReferenceEquals(block, batches.Body)
        && !block.Operations.OfType<IConditionalOperation>().Any(condition => condition.Descendants().Any(part => part is IBranchOperation));

    // The same name bounds the loop: two equal numbers may be equal by chance.
    private static bool CountsTo(IForLoopOperation epochs, IOperation length, CheckContext context) =>
        epochs.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } condition
        && context.AreSame(condition.RightOperand, length);
}
