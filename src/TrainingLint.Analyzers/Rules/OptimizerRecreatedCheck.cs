using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class OptimizerRecreatedCheck() : CodeCheck("TL2006", "step")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Optimizers)
        {
            if (context.Unit.Names.EntityHolding(creation) is { } optimizer && RepeatedBy(creation, optimizer, context) is { } loop && !context.Unit.Subtree(loop).Any(context.Torch.CreatesModule))
            {
                context.Report(At(creation, "This optimizer is built anew in every turn of the loop, so its momentum or moments are lost each time; build it once, before the loop."));
            }
        }
    }

    private static IOperation? RepeatedBy(IOperation creation, ISymbol optimizer, CheckContext context)
    {
        var steps = Array.FindAll(context.OptimizerSteps, step => SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(step.Receiver()), optimizer));
        if (creation.Loops().FirstOrDefault() is { } own)
        {
            // Stages of a training each start with a fresh optimizer and loop over their epochs themselves; an epoch is no stage.
            return Array.Exists(steps, step => step.Loops().FirstOrDefault() == own || (step.IsWithin(own) && CountsEpochs(own))) ? own.Body : null;
        }

        // A method that builds, steps and forgets, called from a loop.
        return context.Unit.FunctionOf(creation) is { } method && !context.Unit.Names.Escapes(optimizer)
            && Array.Exists(steps, step => SymbolEqualityComparer.Default.Equals(context.Unit.FunctionOf(step), method) && !step.Loops().Any())
            && context.Unit.Names.EntityHolding(creation) is not IFieldSymbol
            && creation.User() is IVariableInitializerOperation
            && !context.Unit.Subtree(CodeUnit.FunctionBodyOf(creation)).Any(context.Torch.CreatesModule)
            ? context.Unit.CallsOf(method).Select(call => call.Loops().FirstOrDefault()?.Body).FirstOrDefault(body => body is not null)
            : null;
    }

    private static bool CountsEpochs(ILoopOperation loop) =>
        loop.Locals.Any(local => local.Name.IndexOf("epoch", StringComparison.OrdinalIgnoreCase) >= 0);
}
