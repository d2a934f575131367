using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class DefaultDecayPerStepCheck() : CodeCheck<DefaultDecayPerStep>("ExponentialLR", "StepLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            var name = context.Torch.SchedulerName(creation);
            var decaysEveryStep = name == "ExponentialLR" || (name == "StepLR" && context.Values.Trace(creation.Argument("step_size"))?.Number == 1);

            // A part of a chain may be meant for a few steps only.
            var isPart = creation.User() is not (IVariableInitializerOperation or ISimpleAssignmentOperation
                or IExpressionStatementOperation or IFieldInitializerOperation or IReturnOperation);
            if (decaysEveryStep && !isPart && creation.Argument("gamma") is { } gamma && gamma.IsDefault()
                && gamma.Parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: double and <= 0.1 })
            {
                context.Report(WithArgument(creation, "Without a gamma this " + name + " divides the rate by ten at every step, to a thousandth after three; write the factor that is meant, such as gamma: 0.95.", "gamma: 0.95"));
            }
        }
    }
}
