using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class UnshuffledTrainingDataCheck() : CodeCheck("TL2007", "DataLoader", "IterableDataLoader")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        // With a single loader it is open whether it trains or measures.
        var loaders = context.Unit.CallsAndCreations.Where(context.Torch.CreatesLoader).ToArray();
        foreach (var loader in loaders.Length < 2 ? [] : loaders)
        {
            if (context.Values.Trace(loader.Argument("shuffle"))?.Flag == false && context.Unit.Names.EntityHolding(loader) is { } entity && FeedsTraining(entity, context))
            {
                yield return WithArgument(loader, "This loader feeds the training in the same order in every epoch; pass shuffle: true.", "shuffle: true");
            }
        }
    }

    private static bool FeedsTraining(ISymbol loader, CheckContext context) =>
        context.Unit.Names.CreationsOf(loader).Count == 1
        && context.Unit.LinkedOperations.OfType<IForEachLoopOperation>().Any(loop =>
            SymbolEqualityComparer.Default.Equals(context.Unit.Names.EntityOf(loop.Collection), loader) && context.Unit.Reach(loop.Body).Any(context.Torch.IsBackward));
}
