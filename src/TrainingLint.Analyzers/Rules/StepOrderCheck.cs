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
            if ((step.Loops().FirstOrDefault()?.Body ?? TrainingLoop.Around(step, context)) is { } body
                && step.Statement() is var (block, statement) && Misplaced(step, body, block, statement, context) is { } finding)
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

    private CodeFinding? Misplaced(IInvocationOperation step, IOperation body, IBlockOperation block, IOperation statement,
        CheckContext context)
    {
        var at = block.Operations.IndexOf(statement);
        var region = context.Unit.ReachCalls(body);
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
            || context.Unit.Names.CreationsOf(step.Receiver()) is not { Count: 1 } creations
            || context.Torch.SchedulerName(creations[0]) is null or "ReduceLROnPlateau"
            || creations[0].Argument("optimizer")?.Value is not { } optimizer || context.Unit.Names.EntityOf(optimizer) is null)
        {
            return false;
        }

        bool Steps(IOperation part) => Array.Exists(
            context.Unit.ReachCalls(part, depth: 1),
            operation => context.Torch.IsOptimizerStep(operation)
                && context.AreSame(((IInvocationOperation)operation).Receiver(), optimizer));
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

        return IsOnlyStored(entity, context) || IsHandedBackInVain(creation, entity, context) || (!context.Unit.Names.Escapes(entity)
            && !context.Unit.Names.ReferencesTo(entity)
            .Any(reference => reference.User() is IConditionalAccessOperation
                || (reference.User() is { } user && context.Torch.IsSchedulerStep(user))));
    }

    // A field that others could reach, in a program where nobody does.
    private static bool IsOnlyStored(ISymbol entity, CheckContext context) =>
        context.Unit.Libraries.IsProgram && context.Unit.Names.NamesOf(entity).All(name =>
            name is IFieldSymbol && context.Unit.Libraries.Uses.IsOnlyWritten(name, context.Unit.Cancellation));

    // return (optimizer, scheduler), where the only caller steps the one and never asks for the other.
    private static bool IsHandedBackInVain(IOperation creation, ISymbol entity, CheckContext context)
    {
        var uses = context.Unit.Names.ReferencesTo(entity).Where(use => !IsWritten(use)).ToArray();
        if (uses.Length != 1 || context.Unit.FunctionOf(creation) is not IMethodSymbol method || MemberHolding(uses[0]) is not { } member
            || context.Unit.Libraries.Uses.CallsOf(method, context.Unit.Cancellation) is not { Count: 1 } calls
            || calls[0].User() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var parts } declared })
        {
            return false;
        }

        var around = CodeUnit.FunctionBodyOf(declared).DescendantsAndSelf().ToArray();
        var asked = around.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, parts))
            .ToArray();
        return asked.Length > 0
            && Array.TrueForAll(asked, use => use.User() is IMemberReferenceOperation { Member: var named } && NameOf(named) != member)
            && Array.Exists(around, step => context.Torch.IsOptimizerStep(step) && step.Loops().Any()
                && ((IInvocationOperation)step).Instance?.Unwrapped() is IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var owner } }
                && SymbolEqualityComparer.Default.Equals(owner, parts));
    }

    private static bool IsWritten(IOperation use) =>
        use.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, use);

    // The part of a returned record, object or tuple that a value becomes.
    private static string? MemberHolding(IOperation value) => value.User() switch
    {
        IArgumentOperation { Parameter: { } parameter, Parent: IObjectCreationOperation { Type: { IsRecord: true } record } created }
            when IsReturned(created) => record.GetMembers(parameter.Name).FirstOrDefault()?.Name,
        ISimpleAssignmentOperation
        {
            Target: IMemberReferenceOperation { Member: var member },
            Parent: IObjectOrCollectionInitializerOperation { Parent: { } created }
        }
            when IsReturned(created) => member.Name,
        ITupleOperation { Type: INamedTypeSymbol { TupleElements: var names } } tuple when IsReturned(tuple) =>
            NameOf(names[tuple.Elements.Select(element => element.Unwrapped()).ToList().IndexOf(value.Unwrapped())]),
        _ => null,
    };

    // Item2, whatever the caller calls it.
    private static string NameOf(ISymbol member) => (member as IFieldSymbol)?.CorrespondingTupleField?.Name ?? member.Name;

    private static bool IsReturned(IOperation made) => made.User() is IReturnOperation;

    private static int IndexIn(IBlockOperation block, IOperation operation) =>
        operation.Statement() is var (own, statement) && ReferenceEquals(own, block) ? block.Operations.IndexOf(statement) : -1;
}
