using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class PlateauWithoutMetricCheck() : CodeCheck("TL2009", "ReduceLROnPlateau")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context) =>
        from step in context.Calls
        where context.Torch.IsSchedulerStep(step) && !step.TargetMethod.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Double)
        let creations = context.Unit.Names.CreationsOf(step.Receiver())
        where creations.Count > 0 && creations.All(creation => context.Torch.SchedulerName(creation) == "ReduceLROnPlateau")
        select At(step, "ReduceLROnPlateau watches a value and throws when it is stepped without one" + (step.Arguments.Any(argument => !argument.IsDefault()) ? " (an int counts as the number of an epoch)" : "") + "; pass the validation loss as a double.");
}
