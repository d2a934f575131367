using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class PlateauWithoutMetricCheck() : CodeCheck<PlateauWithoutMetric>("ReduceLROnPlateau", "LRScheduler")
{
    public override void Check(CheckContext context)
    {
        foreach (var step in context.Calls)
        {
            if (context.Torch.IsSchedulerStep(step)
                && !step.TargetMethod.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Double)
                && context.Unit.Names.CreationsOf(step.Receiver()) is { Count: > 0 } creations
                && creations.All(creation => context.Torch.SchedulerName(creation) == "ReduceLROnPlateau"))
            {
                context.ReportFailing(step, At(step, "ReduceLROnPlateau watches a value and throws when it is stepped without one" + (step.Arguments.Any(argument => !argument.IsDefault()) ? " (an int counts as the number of an epoch)" : "") + "; pass the validation loss as a double."));
            }
        }
    }
}
