using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2032 over a run: how long a schedule is, and in which loops it is stepped, wherever both are written.</summary>
internal sealed class ScheduleInRunCheck() : CodeCheck<ScheduleCountsEpochs>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var step in run.Calls(context.Torch.IsSchedulerStep))
            {
                if (!step.IsChoice && run.Receiver(step) is { Made: { } made } scheduler && LengthOf(made, context) is var (length, batches)
                    && step.Loops().ToArray() is { Length: > 0 } loops && step.Guards == loops[0].Guards)
                {
                    Check(step, loops, (length, batches, scheduler.Path), run, context);
                }
            }
        }
    }

    private void Check(Deed step, Deed[] loops, (IOperation Steps, IOperation? Batches, CallPath? Path) length, TrainingRun run,
        CheckContext context)
    {
        var key = run.Keys.Of(length.Steps, length.Path).Key;
        if (loops.Length >= 2 && length.Batches is null && BoundOf(loops[0], run) != key
            && (BoundOf(loops[1], run) == key || (BoundOf(loops[1], run) is not null && SaysEpochs(length.Steps)))
            && run.Steps.Any(loops[0].Contains))
        {
            context.ReportOnce(At(step.Operation,
                "The schedule is as long as the epochs, and this steps it for every batch, so it is over within the first epoch; step it "
                + "once an epoch."));
        }
        else if (BoundOf(loops[0], run) is { } bound && CountsBatches(length, bound, run)
            && run.Steps.Any(taken => loops[0].Contains(taken) && taken.Loops().First() != loops[0]))
        {
            context.ReportOnce(At(
                step.Operation,
                "The schedule is as long as all batches, and this steps it once an epoch, so it hardly begins; step it for every batch, "
                + "or make it as long as the epochs."));
        }
    }

    // What is called the number of epochs, however it is handed on.
    private static bool SaysEpochs(IOperation length) => length.Unwrapped() switch
    {
        ILocalReferenceOperation local => IsEpochs(local.Local.Name),
        IParameterReferenceOperation parameter => IsEpochs(parameter.Parameter.Name),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => IsEpochs(member.Member.Name),
        _ => false,
    };

    private static bool IsEpochs(string name) => name.EndsWith("epochs", System.StringComparison.OrdinalIgnoreCase);

    private static bool CountsBatches((IOperation Steps, IOperation? Batches, CallPath? Path) length, string bound, TrainingRun run)
    {
        if (length.Batches is { } batches)
        {
            return run.Keys.Of(length.Steps, length.Path).Key == bound
                && batches.Unwrapped().ConstantValue is not { HasValue: true, Value: 1 };
        }

        var factors = Factors(length.Steps, length.Path, run).ToArray();
        return factors.Length > 1 && factors.Any(factor => factor.Key == bound)
            && !factors.Any(factor => factor.Key != bound && factor.Value is ILiteralOperation);
    }

    private static IEnumerable<(IOperation Value, string Key)> Factors(IOperation product, CallPath? path, TrainingRun run)
    {
        var (end, last) = run.Keys.EndOf(product, path);
        return end is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } binary
            ? Factors(binary.LeftOperand, last, run).Concat(Factors(binary.RightOperand, last, run))
            : [(product.Unwrapped(), run.Keys.Of(product, path).Key)];
    }

    private static (IOperation Steps, IOperation? Batches)? LengthOf(IOperation creation, CheckContext context) =>
        context.Torch.SchedulerName(creation) is not ("CosineAnnealingLR" or "PolynomialLR" or "LinearLR" or "OneCycleLR") ? null
        : Given(creation, "T_max", "total_iters", "total_steps") is { } steps ? (steps, null)
        : Given(creation, "epochs") is { } epochs && Given(creation, "steps_per_epoch") is { } batches ? (epochs, batches)
        : null;

    private static IOperation? Given(IOperation creation, params string[] names) =>
        creation.Argument(names) is { } argument && !argument.IsDefault() ? argument.Value : null;

    // The key of what bounds a loop: i < n, i <= n, Enumerable.Range(0, n).
    private static string? BoundOf(Deed loop, TrainingRun run)
    {
        var bound = loop.Operation switch
        {
            IForLoopOperation { Condition: { } condition } => Limit(condition),
            IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } => Limit(condition),
            IForEachLoopOperation { Collection: var turns } => turns.Unwrapped() is IInvocationOperation
            {
                TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" },
                Arguments: { Length: 2 } range
            }
                ? range[1].Value
                : null,
            _ => null,
        };
        return bound is null ? null : run.Keys.Of(bound, loop.Path).Key;
    }

    // epoch < epochs && !stop
    private static IOperation? Limit(IOperation condition) => condition.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison =>
            comparison.RightOperand,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Limit(both.LeftOperand) ?? Limit(both.RightOperand),
        _ => null,
    };
}
