using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class StepWithoutBackwardCheck() : CodeCheck<StepWithoutBackward>("step")
{
    public override void Check(CheckContext context)
    {
        foreach (var step in context.OptimizerSteps)
        {
            if (step.Arguments.Any(argument => !argument.IsDefault()) || step.Function() is IAnonymousFunctionOperation
                || step.Loops().LastOrDefault() is not { } loop)
            {
                continue;
            }

            // Only a loop that visibly computes a loss is a training loop; elsewhere gradients come from somewhere else.
            var function = CodeUnit.FunctionBodyOf(loop);
            if (Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsForward)
                && !Array.Exists(context.Unit.ReachCalls(function, depth: 3), context.Torch.IsBackward)
                && context.Unit.Reach(function, depth: 3) is var reached && !Array.Exists(reached, SetsGradients)
                && !context.LosesSight(reached) && !Array.Exists(reached, TakesTensorElsewhere(context)))
            {
                context.Report(At(step, "There is no backward pass in this loop, so the step has no gradients to follow and the weights never move; call loss.backward() first."));
            }
        }
    }

    private static bool SetsGradients(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "grad" } }
            or IInvocationOperation { TargetMethod.Name: "set_grad" };

    // A loss that is handed to a method without a body at hand may be differentiated there.
    private static Predicate<IOperation> TakesTensorElsewhere(CheckContext context) => operation =>
        operation is IInvocationOperation call && !context.Torch.IsOfTorch(call.TargetMethod.ContainingType)
            && context.Unit.BodyOf(call.TargetMethod) is null
        && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Unwrapped().Type, context.Torch.Tensor));
}
