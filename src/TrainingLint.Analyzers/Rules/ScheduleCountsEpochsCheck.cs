using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ScheduleCountsEpochsCheck() : CodeCheck<ScheduleCountsEpochs>("CosineAnnealingLR", "PolynomialLR", "LinearLR",
    "OneCycleLR", "LRScheduler")
{
    private const int MostHops = 4;

    public override void Check(CheckContext context)
    {
        foreach (var step in context.Calls)
        {
            if (!context.Torch.IsSchedulerStep(step) || LengthOf(step, context) is not { } length)
            {
                continue;
            }

            var loops = LoopsAround(step, context);
            if (loops.Count == 2 && loops[0].IsEveryTurn && length.Batches is null && CountsTo(loops[1].Loop, length.Steps, context))
            {
                context.Report(At(step, "The schedule is as long as the epochs, and this steps it for every batch, so it is over within the first epoch; step it once an epoch."));
            }
            else if (loops.Count == 1 && loops[0].IsEveryTurn && CountsBatches(length, loops[0].Loop, context))
            {
                context.Report(At(
                    step,
                    "The schedule is as long as all batches, and this steps it once an epoch, so it hardly begins; step it for every batch, or make it as long as the epochs."));
            }
        }
    }

    // The loops that a step runs in, innermost first, also those around the only call of its method.
    private static List<(ILoopOperation Loop, bool IsEveryTurn)> LoopsAround(IInvocationOperation step, CheckContext context)
    {
        var loops = new List<(ILoopOperation Loop, bool IsEveryTurn)>();
        var call = step;
        for (var hop = 0; hop < MostHops; hop++)
        {
            loops.AddRange(call.Loops().Select(loop => (loop, IsEveryTurn(call, loop))));

            if (context.Unit.CallersOf(call) is not { Count: 1 } callers || callers[0] is not IInvocationOperation caller
                || (loops.Count == 0 && !IsAlwaysRun(call)))
            {
                break;
            }

            call = caller;
        }

        return loops;
    }

    private static bool IsAlwaysRun(IInvocationOperation call) =>
        call.Statement() is var (block, statement) && ReferenceEquals(statement.Action(), call)
        && block.Parent is IMethodBodyBaseOperation or ILocalFunctionOperation or IAnonymousFunctionOperation or null
        && !block.Operations.TakeWhile(before => !ReferenceEquals(before, statement)).Any(before =>
            before.DescendantsAndSelf().Any(part => part is IReturnOperation or IBranchOperation));

    // How many steps a schedule takes, and how many of them make an epoch where it is told both.
    private static (IOperation Steps, IOperation? Batches)? LengthOf(IInvocationOperation step, CheckContext context)
    {
        if (context.Unit.Names.CreationsOf(step.Receiver()) is not { Count: 1 } creations
            || context.Torch.SchedulerName(creations[0]) is not ("CosineAnnealingLR" or "PolynomialLR" or "LinearLR" or "OneCycleLR"))
        {
            return null;
        }

        return Given(creations[0], "T_max", "total_iters", "total_steps") is { } steps ? (steps, null)
            : Given(creations[0], "epochs") is { } epochs && Given(creations[0], "steps_per_epoch") is { } batches ? (epochs, batches)
            : null;
    }

    private static IOperation? Given(IOperation creation, params string[] names) =>
        creation.Argument(names) is { } argument && !argument.IsDefault() ? argument.Value : null;

    // epochs * batchesPerEpoch, where the name that bounds the loop is one of the factors and a loop over batches lies within.
    private static bool CountsBatches((IOperation Steps, IOperation? Batches) length, ILoopOperation epochs, CheckContext context) =>
        (length.Batches is { } batches
            ? CountsTo(epochs, length.Steps, context) && batches.Unwrapped().ConstantValue is not { HasValue: true, Value: 1 }
            : length.Steps.Behind(context.Unit) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
                && Factors(product).ToArray() is var factors && Array.Exists(factors, factor => CountsTo(epochs, factor, context))
                && !Array.Exists(factors, factor => factor is ILiteralOperation))
        && context.Unit.Subtree(epochs.Body).OfType<ILoopOperation>().Any(inner =>
            Array.Exists(context.Unit.ReachCalls(inner.Body), context.Torch.IsOptimizerStep));

    private static IEnumerable<IOperation> Factors(IOperation product) =>
        product is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } binary
            ? Factors(binary.LeftOperand.Unwrapped()).Concat(Factors(binary.RightOperand.Unwrapped()))
            : [product];

    // A step behind a condition, such as the last batch, may come once an epoch.
    private static bool IsEveryTurn(IInvocationOperation step, ILoopOperation batches) =>
        ReferenceEquals(batches.Body.Action(), step)
        || step.Statement() is var (block, statement) && statement.Action() is { } action && ReferenceEquals(action, step)
            && ReferenceEquals(block, batches.Body)
        && !block.Operations.OfType<IConditionalOperation>()
            .Any(condition => condition.Descendants().Any(part => part is IBranchOperation));

    // The same name bounds the loop: two equal numbers may be equal by chance.
    private static bool CountsTo(ILoopOperation epochs, IOperation length, CheckContext context) =>
        BoundOf(epochs) is { } bound && context.AreSame(bound, length);

    private static IOperation? BoundOf(ILoopOperation loop) => loop switch
    {
        IForLoopOperation { Condition: { } condition } => BoundOf(condition),
        IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } => BoundOf(condition),
        IForEachLoopOperation { Collection: var turns } => turns.Unwrapped() is IInvocationOperation
        {
            TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" },
            Arguments: { Length: 2 } range
        }
            ? range[1].Value
            : null,
        _ => null,
    };

    private static IOperation? BoundOf(IOperation condition) =>
        condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison
            ? comparison.RightOperand
            : null;
}
