using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ScheduleArgumentInvalidCheck() : CodeCheck<ScheduleArgumentInvalid>("LinearLR", "StepLR")
{
    private static readonly (string Scheduler, string Parameter, string Message)[] Zeros =
    [
        ("LinearLR", "start_factor", "A start factor of 0 is divided by, so every rate becomes NaN; write a small one such as 0.01."),
        ("StepLR", "step_size", "A step size of 0 is divided by, so step() throws; write how many epochs a rate lasts."),
    ];

    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            var name = context.Torch.SchedulerName(creation);
            foreach (var (scheduler, parameter, message) in Zeros)
            {
                if (name == scheduler && context.Values.Trace(creation.Argument(parameter)) is { Number: 0 } traced)
                {
                    context.ReportFailing(creation, At(traced.Location ?? creation.Syntax.GetLocation(), message));
                }
            }
        }
    }
}
