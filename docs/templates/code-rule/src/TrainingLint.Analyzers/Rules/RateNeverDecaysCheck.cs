using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class RateNeverDecaysCheck() : CodeCheck<RateNeverDecays>("StepLR", "MultiStepLR", "ExponentialLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var scheduler in context.Schedulers)
        {
            if (context.Torch.SchedulerName(scheduler) is "StepLR" or "MultiStepLR" or "ExponentialLR"
                && scheduler.Argument("gamma") is { } gamma && context.Values.Trace(gamma) is { Number: 1, Location: { } place })
            {
                context.Report(At(place, "The rate is multiplied by 1 and stays as it is; write a factor below 1."));
            }
        }
    }
}
