using System;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class FreshSchedulerResumedCheck() : CodeCheck<FreshSchedulerResumed>()
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            if (creation.Argument("last_epoch") is not { } last || last.IsDefault()
                || context.Values.Trace(last)?.Number is not { } epoch || epoch < 0
                || context.Unit.Names.EntityOf(creation.Argument("optimizer")?.Value) is not { } optimizer
                || context.Unit.Names.CreationsOf(optimizer).Count != 1)
            {
                continue;
            }

            var isResumed = context.Unit.Names.Assigns("InitialLearningRate")
                || Array.Exists(context.Unit.LinkedCallsAndCreations,
                    operation => operation is IInvocationOperation { TargetMethod.Name: "load_state_dict" or "load" });
            if (!isResumed && context.Torch.OptimizerCreatedBy(context.Unit.Names.CreationsOf(optimizer)[0]) is not null)
            {
                context.Report(At(last, "The optimizer is new, yet the schedule starts behind epoch " + epoch.ToString("0", System.Globalization.CultureInfo.InvariantCulture) + ", so the first rate is not the one that is written; leave last_epoch out, or load the optimizer's state first."));
            }
        }
    }
}
