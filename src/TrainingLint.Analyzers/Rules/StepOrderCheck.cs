using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class StepOrderCheck() : CodeCheck<StepOrder>()
{
    public override void Check(CheckContext context)
    {
        foreach (var step in context.OptimizerSteps)
        {
            if (step.Loops().FirstOrDefault() is { } loop && step.Statement() is var (block, statement) && Misplaced(step, loop, block, statement, context) is { } finding)
            {
                context.Report(finding);
            }
        }

        foreach (var step in context.Calls)
        {
            if (context.Torch.IsSchedulerStep(step) && ComesBeforeOptimizer(step, context))
            {
                context.Report(At(step, "The scheduler is stepped before the optimizer, so the first rate of the schedule is never used; step it after the optimizer, or at the end of the epoch."));
            }
        }

        foreach (var creation in context.Schedulers)
        {
            if (IsNeverStepped(creation, context))
            {
                context.Report(At(creation, "This " + context.Torch.SchedulerName(creation) + " is never stepped, so the rate stays where it starts; call step() on it after every epoch."));
            }
        }
    }

    private CodeFinding? Misplaced(IInvocationOperation step, ILoopOperation loop, IBlockOperation block, IOperation statement, CheckContext context)
    {
        var at = block.Operations.IndexOf(statement);
        var region = context.Unit.ReachCalls(loop.Body);
        var backward = Array.FindAll(region, context.Torch.IsBackward);
        if (backward.Length == 1 && IndexIn(block, backward[0]) > at && Array.FindAll(region, context.Torch.IsOptimizerStep).Length == 1)
        {
            return At(step, "The optimizer steps before backward(), so it follows the gradients of the batch before, or none; step after backward().");
        }

        var last = -1;
        foreach (var pass in backward)
        {
            var index = IndexIn(block, pass);
            last = index < at ? Math.Max(last, index) : last;
        }

        for (var i = last + 1; last >= 0 && i < at; i++)
        {
            if (block.Operations[i].Action() is IInvocationOperation { TargetMethod.Name: "zero_grad" } clearing
                && context.AreSame(clearing.Instance, step.Instance))
            {
                return At(clearing, "zero_grad() between backward() and step() erases the gradients that the step is to follow; call it before backward().");
            }
        }

        return null;
    }

    private static bool ComesBeforeOptimizer(IInvocationOperation step, CheckContext context)
    {
        if (!step.Loops().Any() || step.Statement() is not var (block, statement) || statement is not IExpressionStatementOperation
            || context.Unit.Names.CreationsOf(step.Receiver()) is not { Count: 1 } creations || context.Torch.SchedulerName(creations[0]) is null or "ReduceLROnPlateau"
            || creations[0].Argument("optimizer")?.Value is not { } optimizer || context.Unit.Names.EntityOf(optimizer) is null)
        {
            return false;
        }

        bool Steps(IOperation part) => Array.Exists(
            context.Unit.ReachCalls(part, depth: 1),
            operation => context.Torch.IsOptimizerStep(operation) && context.AreSame(((IInvocationOperation)operation).Receiver(), optimizer));
        var at = block.Operations.IndexOf(statement);
        return block.Operations.Skip(at + 1).Any(Steps) && !block.Operations.Take(at).Any(Steps);
    }

    private static bool IsNeverStepped(IOperation creation, CheckContext context)
    {
        // Whoever writes rates by hand may use the scheduler only to compute them.
        if (context.Unit.Names.Assigns("LearningRate"))
        {
            return false;
        }

        if (context.Unit.Names.EntityHolding(creation) is not { } entity)
        {
            return creation.User() is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
        }

        return IsOnlyStored(entity, context) || (!context.Unit.Names.Escapes(entity)
            && !context.Unit.Names.ReferencesTo(entity).Any(reference => reference.User() is IConditionalAccessOperation || (reference.User() is { } user && context.Torch.IsSchedulerStep(user))));
    }

    // A field that others could reach, in a program where nobody does.
    private static bool IsOnlyStored(ISymbol entity, CheckContext context) =>
        context.Unit.Libraries.IsProgram && context.Unit.Names.NamesOf(entity).All(name =>
            name is IFieldSymbol && context.Unit.Libraries.Uses.IsOnlyWritten(name, context.Unit.Cancellation));

    private static int IndexIn(IBlockOperation block, IOperation operation) =>
        operation.Statement() is var (own, statement) && ReferenceEquals(own, block) ? block.Operations.IndexOf(statement) : -1;
}
