using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MissingZeroGradCheck() : CodeCheck("TL2001", "step")
{
    public override IEnumerable<CodeFinding> Check(CheckContext context)
    {
        foreach (var step in context.Calls.Where(context.Torch.IsOptimizerStep))
        {
            // A closure computes and clears its gradients itself, or the rule for L-BFGS speaks up.
            if (step.Arguments.Any(argument => !argument.IsDefault()) || TrainingLoop.Around(step, context) is not { } loop)
            {
                continue;
            }

            var reached = context.Unit.Reach(loop);
            var isCleared = reached.Any(context.Torch.ClearsGradients) || context.Unit.Subtree(loop).Any(context.Torch.CreatesModule);
            if (!isCleared && reached.Any(context.Torch.IsBackward) && !context.LosesSight(reached))
            {
                yield return At(step, "Gradients of all earlier batches are still in place when this step is taken: nothing in the loop clears them; call zero_grad() before backward().");
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
            if (context.Unit.Reach(loop.Body).Any(context.Torch.IsBackward))
            {
                return loop.Body;
            }
        }

        return context.Unit.FunctionOf(step) is { } method && !step.Loops().Any()
            ? context.Unit.CallsOf(method).Select(call => call.Loops().FirstOrDefault()?.Body).FirstOrDefault(body => body is not null)
            : null;
    }
}
