using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class CycleMomentumUnsupportedCheck() : CodeCheck<CycleMomentumUnsupported>("CyclicLR", "OneCycleLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            if (context.Torch.SchedulerName(creation) is "CyclicLR" or "OneCycleLR"
                && context.Values.Trace(creation.Argument("cycle_momentum"))?.Flag == true
                && context.Unit.Names.CreationsOf(creation.Argument("optimizer")?.Value) is { Count: > 0 } creations
                && creations.Select(context.Torch.OptimizerCreatedBy).ToArray() is var optimizers
                && optimizers.All(optimizer => optimizer is not null && !HasMomentum(optimizer, creation, context)))
            {
                context.ReportFailing(creation,
                    WithArgument(creation, context.Torch.SchedulerName(creation) + " cycles the momentum, which " + optimizers[0]!.Name + " does not have, so this throws; pass cycle_momentum: false.", "cycle_momentum: false"));
            }
        }
    }

    private static bool HasMomentum(INamedTypeSymbol optimizer, IOperation scheduler, CheckContext context) =>
        optimizer.Implements(context.Torch.Momentum)
            || (context.Torch.SchedulerName(scheduler) == "OneCycleLR" && optimizer.Implements(context.Torch.Betas));
}
