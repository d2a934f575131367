using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class OptimizerRecreatedCheck() : CodeCheck<OptimizerRecreated>("step")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Optimizers.Concat(context.Calls.Where(call => IsMadeBy(call, context))))
        {
            if (context.Unit.Names.EntityHolding(creation) is { } optimizer && RepeatedBy(creation, optimizer, context) is { } loop
                && !StartsAnew(loop, context) && !TakesNextModel(creation, loop, context))
            {
                context.Report(At(creation, "This optimizer is built anew in every turn of the loop, so its momentum or moments are lost each time; build it once, before the loop."));
            }
        }
    }

    // A method of the program that returns a new optimizer, called within a loop.
    private static bool IsMadeBy(IInvocationOperation call, CheckContext context) =>
        call.Type.DerivesFrom(context.Torch.Optimizer) && context.Torch.OptimizerCreatedBy(call) is null && call.Loops().Any()
        && context.Torch.OptimizerCreatedBy(call.Behind(context.Unit)) is not null;

    private static IOperation? RepeatedBy(IOperation creation, ISymbol optimizer, CheckContext context)
    {
        var steps = Array.FindAll(context.OptimizerSteps,
            step => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(step.Receiver()), optimizer));
        if (creation.Loops().FirstOrDefault() is { } own)
        {
            // Stages of a training each start with a fresh optimizer and loop over their epochs themselves; an epoch is no stage.
            return Array.Exists(steps, step => step.Loops().FirstOrDefault() == own || (step.IsWithin(own) && CountsEpochs(own)))
                && !IsOccasional(creation, own, steps, context) ? own.Body : null;
        }

        // A method that builds, steps and forgets, called from a loop.
        return context.Unit.FunctionOf(creation) is { } method && !context.Unit.Names.Escapes(optimizer)
            && Array.Exists(steps, step => SymbolEqualityComparer.Default.Equals(context.Unit.FunctionOf(step), method)
                && !step.Loops().Any())
            && context.Unit.Names.EntityHolding(creation) is not IFieldSymbol
            && creation.User() is IVariableInitializerOperation
            && !StartsAnew(CodeUnit.FunctionBodyOf(creation), context)
            ? context.Unit.CallsOf(method).Select(call => call.Loops().FirstOrDefault()?.Body).FirstOrDefault(body => body is not null)
            : null;
    }

    // Another model in every turn, or the same one with other weights.
    private static bool StartsAnew(IOperation body, CheckContext context) =>
        TrainingLoop.StartsAnew(body, context) || context.Unit.Subtree(body).Any(context.Torch.LoadsState);

    // Built in a branch that most turns pass by, while the step is taken outside of it: a new rate every thirty epochs, a first turn.
    private static bool IsOccasional(IOperation creation, ILoopOperation loop, IInvocationOperation[] steps, CheckContext context)
    {
        bool Rebuilds(IOperation? branch) =>
            branch is not null
                && context.Unit.Subtree(branch)
                .Any(operation => operation.Kind == OperationKind.Throw || context.Torch.OptimizerCreatedBy(operation) is not null);
        for (var current = creation; current.Parent is { } parent && !ReferenceEquals(current, loop); current = parent)
        {
            var isPassedBy = parent switch
            {
                IConditionalOperation condition =>
                    !ReferenceEquals(current, condition.Condition)
                        && !Rebuilds(ReferenceEquals(current, condition.WhenTrue) ? condition.WhenFalse : condition.WhenTrue),
                ICoalesceOperation or ICoalesceAssignmentOperation or ICatchClauseOperation => true,
                ISwitchCaseOperation { Parent: ISwitchOperation choice } =>
                    !choice.Cases.All(Rebuilds)
                        || !choice.Cases.Any(option => option.Clauses.Any(clause => clause.CaseKind == CaseKind.Default)),
                ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => !choice.Arms.All(Rebuilds),
                _ => false,
            };
            if (isPassedBy && !Array.Exists(steps, step => step.IsWithin(current)))
            {
                return true;
            }
        }

        return false;
    }

    // One model of a list, or whatever the loop goes over.
    private static bool TakesNextModel(IOperation creation, IOperation body, CheckContext context) =>
        body.Parent is ILoopOperation loop && creation.Arguments() is { Length: > 0 } arguments
            && context.Unit.Subtree(arguments[0].Value).Any(part =>
            part is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
            || (part is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local, SymbolEqualityComparer.Default)));

    private static bool CountsEpochs(ILoopOperation loop) =>
        loop.Locals.Any(local => local.Name.IndexOf("epoch", StringComparison.OrdinalIgnoreCase) >= 0);
}
