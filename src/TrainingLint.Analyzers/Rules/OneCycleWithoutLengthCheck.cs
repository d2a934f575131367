using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class OneCycleWithoutLengthCheck() : CodeCheck<OneCycleWithoutLength>("OneCycleLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            bool IsUnset(string name) => context.Values.Trace(creation.Argument(name))?.Number == -1;
            if (context.Torch.SchedulerName(creation) == "OneCycleLR" && IsUnset("total_steps") && (IsUnset("epochs") || IsUnset("steps_per_epoch")))
            {
                context.ReportFailing(creation, At(creation, "OneCycleLR does not know where its cycle ends and throws; pass total_steps, or both epochs and steps_per_epoch."));
            }
        }
    }
}
