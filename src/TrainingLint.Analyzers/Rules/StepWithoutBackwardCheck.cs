using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class StepWithoutBackwardCheck() : CodeCheck("TL2017", "step")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        foreach (var step in context.Calls.Where(context.Torch.IsOptimizerStep))
        {
            if (step.Arguments.Any(argument => !argument.IsDefault()) || step.Function() is IAnonymousFunctionOperation || step.Loops().LastOrDefault() is not { } loop)
            {
                continue;
            }

            // Only a loop that visibly computes a loss is a training loop; elsewhere gradients come from somewhere else.
            var reached = context.Unit.Reach(CodeUnit.FunctionBodyOf(loop), depth: 3);
            var forwards = context.Unit.Reach(loop.Body).Any(context.Torch.IsForward);
            if (forwards && !reached.Any(context.Torch.IsBackward) && !reached.Any(SetsGradients) && !context.LosesSight(reached) && !reached.Any(TakesTensorElsewhere(context)))
            {
                yield return At(step, "There is no backward pass in this loop, so the step has no gradients to follow and the weights never move; call loss.backward() first.");
            }
        }
    }

    private static bool SetsGradients(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "grad" } } or IInvocationOperation { TargetMethod.Name: "set_grad" };

    // A loss that is handed to a method without a body at hand may be differentiated there.
    private static System.Func<IOperation, bool> TakesTensorElsewhere(CheckContext context) => operation =>
        operation is IInvocationOperation call && !context.Torch.IsOfTorch(call.TargetMethod.ContainingType) && context.Unit.BodyOf(call.TargetMethod) is null
        && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Unwrapped().Type, context.Torch.Tensor));
}
