using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class OneCycleWithoutLengthCheck() : CodeCheck("TL2011", "OneCycleLR")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        bool IsUnset(IOperation creation, string name) => context.Values.Trace(creation.Argument(name))?.Number == -1;
        return context.Unit.CallsAndCreations
            .Where(creation => context.Torch.SchedulerName(creation) == "OneCycleLR" && IsUnset(creation, "total_steps") && (IsUnset(creation, "epochs") || IsUnset(creation, "steps_per_epoch")))
            .Select(creation => At(creation, "OneCycleLR does not know where its cycle ends and throws; pass total_steps, or both epochs and steps_per_epoch."));
    }
}
