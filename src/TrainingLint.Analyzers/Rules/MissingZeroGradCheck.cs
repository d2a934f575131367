using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MissingZeroGradCheck() : CodeCheck("TL2001", "step")
{
    public override void Check(CheckContext context)
    {
        foreach (var step in context.OptimizerSteps)
        {
            // A closure computes and clears its gradients itself, or the rule for L-BFGS speaks up.
            if (step.Arguments.Any(argument => !argument.IsDefault()) || TrainingLoop.Around(step, context) is not { } loop)
            {
                continue;
            }

            // Most loops clear by a call, which is found without looking at everything.
            var calls = context.Unit.ReachCalls(loop);
            var isCleared = Array.Exists(calls, context.Torch.ClearsGradients) || Array.Exists(context.Unit.Reach(loop), context.Torch.ClearsGradients)
                || context.Unit.Subtree(loop).Any(context.Torch.CreatesModule);
            if (!isCleared && Array.Exists(calls, context.Torch.IsBackward) && !context.LosesSight(context.Unit.Reach(loop)))
            {
                context.Report(At(step, "Gradients of all earlier batches are still in place when this step is taken: nothing in the loop clears them; call zero_grad() before backward()."));
            }
        }
    }
}

/// <summary>Finds the loop that repeats a training step.</summary>
internal static class TrainingLoop
{
    /// <summary>
    /// The innermost loop around a step that also runs a backward pass; for a step in a method of its own, the loop around its call.
    /// Null when no loop can be seen.
    /// </summary>
    public static IOperation? Around(IOperation step, CheckContext context)
    {
        if (step.Function() is IAnonymousFunctionOperation)
        {
            return null;
        }

        foreach (var loop in step.Loops())
        {
            if (Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward))
            {
                return loop.Body;
            }
        }

        return context.Unit.FunctionOf(step) is { } method && !step.Loops().Any()
            ? context.Unit.CallsOf(method).Select(call => call.Loops().FirstOrDefault()?.Body).FirstOrDefault(body => body is not null)
            : null;
    }
}
