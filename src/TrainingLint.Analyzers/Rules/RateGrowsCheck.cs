using System;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class RateGrowsCheck() : CodeCheck<RateGrows>("StepLR", "MultiStepLR", "ExponentialLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var scheduler in context.Schedulers)
        {
            if (context.Torch.SchedulerName(scheduler) is "StepLR" or "MultiStepLR" or "ExponentialLR" && scheduler.Argument("gamma") is { } gamma
                && context.Values.Trace(gamma) is { Number: > 1, Location: { } place } && !SearchesRate(scheduler, context))
            {
                context.Report(At(place, "The rate is multiplied by this factor again and again, and grows without bound; write a factor between 0 and 1."));
            }
        }
    }

    // A range test raises the rate on purpose until the loss diverges.
    private static bool SearchesRate(IOperation scheduler, CheckContext context) =>
        context.Unit.FunctionOf(scheduler) is { } method && (SaysSearch(method.Name) || SaysSearch(method.ContainingType?.Name ?? ""));

    private static bool SaysSearch(string name) =>
        name.IndexOf("Find", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Range", StringComparison.OrdinalIgnoreCase) >= 0;
}
