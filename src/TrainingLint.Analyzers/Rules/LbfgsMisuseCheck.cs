using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LbfgsMisuseCheck() : CodeCheck<LbfgsMisuse>("LBFGS", "step")
{
    public override void Check(CheckContext context)
    {
        foreach (var operation in context.Unit.CallsAndCreations)
        {
            if (context.Torch.IsOptimizerStep(operation) && operation is IInvocationOperation step
                && step.Arguments.All(argument => argument.IsDefault() || argument.Value.ConstantValue is { HasValue: true, Value: null })
                && IsLbfgs(step, context))
            {
                context.ReportFailing(step, At(step, "L-BFGS evaluates the loss several times in one step and throws without a closure; pass a function that clears gradients, computes the loss, calls backward() and returns it."));
            }
            else if (context.Torch.OptimizerCreatedBy(operation)?.Name == "LBFGS"
                && operation.Argument("named_parameters",
                    "parameters") is { Parameter.Type: INamedTypeSymbol { TypeArguments: { Length: 1 } elements } }
                && elements[0].IsTupleType && operation.Argument("max_eval")?.IsDefault() == true)
            {
                context.ReportFailing(operation, WithArgument(operation, "L-BFGS over named parameters reads max_eval, which is null by default, and throws; pass max_eval.", "max_eval: 25"));
            }
        }
    }

    private static bool IsLbfgs(IInvocationOperation step, CheckContext context) =>
        step.Receiver()?.Type?.Name == "LBFGS"
        || (context.Unit.Names.CreationsOf(step.Receiver()) is { Count: > 0 } creations
            && creations.All(creation => context.Torch.OptimizerCreatedBy(creation)?.Name == "LBFGS"));
}
