using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class StepOrderCheck() : CodeCheck("TL2002")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        foreach (var step in context.Calls.Where(context.Torch.IsOptimizerStep))
        {
            if (step.Loops().FirstOrDefault() is { } loop && step.Statement() is var (block, statement) && Misplaced(step, loop, block, statement, context) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var step in context.Calls.Where(context.Torch.IsSchedulerStep))
        {
            if (ComesBeforeOptimizer(step, context))
            {
                yield return At(step, "The scheduler is stepped before the optimizer, so the first rate of the schedule is never used; step it after the optimizer, or at the end of the epoch.");
            }
        }

        foreach (var creation in context.Unit.CallsAndCreations.Where(context.Torch.CreatesScheduler))
        {
            if (IsNeverStepped(creation, context))
            {
                yield return At(creation, "This " + context.Torch.SchedulerName(creation) + " is never stepped, so the rate stays where it starts; call step() on it after every epoch.");
            }
        }
    }

    private CodeFinding? Misplaced(IInvocationOperation step, ILoopOperation loop, IBlockOperation block, IOperation statement, CheckContext context)
    {
        var at = block.Operations.IndexOf(statement);
        var region = context.Unit.Reach(loop.Body);
        var backward = region.Where(context.Torch.IsBackward).ToArray();
        if (backward.Length == 1 && region.Count(context.Torch.IsOptimizerStep) == 1 && IndexIn(block, backward[0]) > at)
        {
            return At(step, "The optimizer steps before backward(), so it follows the gradients of the batch before, or none; step after backward().");
        }

        var last = backward.Select(pass => IndexIn(block, pass)).Where(index => index >= 0 && index < at).DefaultIfEmpty(-1).Max();
        var clearing = last < 0 ? null : block.Operations.Skip(last + 1).Take(at - last - 1)
            .Select(between => (between as IExpressionStatementOperation)?.Operation.Unwrapped() as IInvocationOperation)
            .FirstOrDefault(call => call is not null && call.TargetMethod.Name == "zero_grad" && context.AreSame(call.Instance, step.Instance));
        return clearing is null ? null : At(clearing, "zero_grad() between backward() and step() erases the gradients that the step is to follow; call it before backward().");
    }

    private static bool ComesBeforeOptimizer(IInvocationOperation step, CheckContext context)
    {
        if (!step.Loops().Any() || step.Statement() is not var (block, statement) || statement is not IExpressionStatementOperation
            || context.Unit.Names.CreationsOf(step.Receiver()) is not { Count: 1 } creations || context.Torch.SchedulerName(creations[0]) is null or "ReduceLROnPlateau"
            || creations[0].Argument("optimizer")?.Value is not { } optimizer || context.Unit.Names.EntityOf(optimizer) is null)
        {
            return false;
        }

        bool Steps(IOperation part) => context.Unit.Reach(part, depth: 1)
            .Any(operation => context.Torch.IsOptimizerStep(operation) && context.AreSame(((IInvocationOperation)operation).Receiver(), optimizer));
        var at = block.Operations.IndexOf(statement);
        return block.Operations.Skip(at + 1).Any(Steps) && !block.Operations.Take(at).Any(Steps);
    }

    private static bool IsNeverStepped(IOperation creation, CheckContext context)
    {
        if (context.Unit.LinkedOperations.Any(IsWrittenRate))
        {
            return false;
        }

        if (context.Unit.Names.EntityHolding(creation) is not { } entity)
        {
            return creation.User() is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
        }

        return !context.Unit.Names.Escapes(entity)
            && !context.Unit.Names.ReferencesTo(entity).Any(reference => reference.User() is IConditionalAccessOperation || (reference.User() is { } user && context.Torch.IsSchedulerStep(user)));
    }

    // Whoever writes rates by hand may use the scheduler only to compute them.
    private static bool IsWrittenRate(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "LearningRate" } };

    private static int IndexIn(IBlockOperation block, IOperation operation) =>
        operation.Statement() is var (own, statement) && ReferenceEquals(own, block) ? block.Operations.IndexOf(statement) : -1;
}
