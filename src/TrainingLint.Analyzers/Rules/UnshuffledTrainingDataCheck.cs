using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnshuffledTrainingDataCheck() : CodeCheck<UnshuffledTrainingData>("DataLoader", "IterableDataLoader")
{
    internal const string Message = "This loader feeds the training in the same order in every epoch; pass shuffle: true.";

    public override void Check(CheckContext context)
    {
        // With a single loader it is open whether it trains or measures.
        var loaders = Array.FindAll(context.Unit.CallsAndCreations, context.Torch.CreatesLoader);
        foreach (var loader in loaders.Length < 2 ? [] : loaders)
        {
            if (context.Values.Trace(loader.Argument("shuffle"))?.Flag == false && context.Unit.Names.EntityHolding(loader) is { } entity
                && FeedsTraining(entity, context))
            {
                context.Report(WithArgument(loader, Message, "shuffle: true"));
            }
        }

        foreach (var loop in context.Unit.Operations.OfType<IForEachLoopOperation>())
        {
            if (MadeElsewhere(loop, context) is { } loader && context.Values.Trace(loader.Argument("shuffle"))?.Flag == false
                && loop.Loops().Any() && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward)
                && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsOptimizerStep))
            {
                context.Report(WithArgument(loader, Message, "shuffle: true"));
            }
        }
    }

    // The loader that a method of the program makes for the epochs around a loop.
    private static IOperation? MadeElsewhere(IForEachLoopOperation loop, CheckContext context)
    {
        if (!context.Torch.IsLoader(loop.Collection.Unwrapped().Type))
        {
            return null;
        }

        var made = loop.Collection.Behind(context.Unit);
        return context.Torch.CreatesLoader(made)
            && !Array.Exists(context.Unit.CallsAndCreations, own => own.Syntax == made.Syntax) ? made : null;
    }

    private static bool FeedsTraining(ISymbol loader, CheckContext context) =>
        context.Unit.Names.CreationsOf(loader).Count == 1
        && context.Unit.LinkedOperations.OfType<IForEachLoopOperation>().Any(loop =>
            SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(loop.Collection), loader)
                && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward));
}
