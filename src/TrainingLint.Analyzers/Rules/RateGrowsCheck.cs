using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class RateGrowsCheck() : CodeCheck<RateGrows>("StepLR", "MultiStepLR", "ExponentialLR", "MultiplicativeLR")
{
    private const string Message =
        "The rate is multiplied by this factor again and again, and grows without bound; write a factor between 0 and 1.";

    public override void Check(CheckContext context)
    {
        foreach (var scheduler in context.Schedulers)
        {
            if (context.Torch.SchedulerName(scheduler) is "StepLR" or "MultiStepLR" or "ExponentialLR" && scheduler.Argument("gamma") is { } gamma
                && context.Values.Trace(gamma) is { Number: > 1, Location: { } place } && !SearchesRate(scheduler, context))
            {
                context.Report(At(place, Message));
            }
            else if (context.Torch.SchedulerName(scheduler) == "MultiplicativeLR" && FactorOf(scheduler, context) is { } factor
                && context.Values.Trace(factor) is { Number: > 1 } && !SearchesRate(scheduler, context))
            {
                context.Report(At(factor, Message));
            }
        }
    }

    // What the function returns whatever epoch it is asked about: _ => 1.05.
    private static IOperation? FactorOf(IOperation scheduler, CheckContext context)
    {
        if (scheduler.Argument("lr_lambda") is not { } given || context.Values.DelegateBehind(given.Value) is not { } function)
        {
            return null;
        }

        var parts = function is IAnonymousFunctionOperation lambda ? lambda.Body.Descendants()
            : function is IMethodReferenceOperation { Method: var method } ? context.Unit.BodyOf(method)?.Operations ?? []
            : [];
        var results = parts.OfType<IReturnOperation>().ToArray();
        return results.Length == 1 ? results[0].ReturnedValue : null;
    }

    // A range test raises the rate on purpose until the loss diverges.
    private static bool SearchesRate(IOperation scheduler, CheckContext context) =>
        context.Unit.FunctionOf(scheduler) is { } method && (SaysSearch(method.Name) || SaysSearch(method.ContainingType?.Name ?? ""));

    private static bool SaysSearch(string name) =>
        name.IndexOf("Find", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Range", StringComparison.OrdinalIgnoreCase) >= 0;
}
