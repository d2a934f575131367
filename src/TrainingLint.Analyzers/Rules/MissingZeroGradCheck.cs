using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MissingZeroGradCheck() : CodeCheck<MissingZeroGrad>("step")
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
            bool Clears(IOperation operation) => GradientClearing.MayServe(operation, step, context);
            if (!Array.Exists(calls, Clears) && !Array.Exists(context.Unit.Reach(loop), Clears) && !TrainingLoop.StartsAnew(loop, context)
                && Array.Exists(calls, context.Torch.IsBackward) && !context.LosesSight(context.Unit.Reach(loop)))
            {
                context.Report(At(step, "Gradients of all earlier batches are still in place when this step is taken: nothing in the loop clears them; call zero_grad() before backward()."));
            }
        }
    }
}

/// <summary>Finds the loop that repeats a training step.</summary>
internal static class TrainingLoop
{
    /// <summary>True when every turn of a loop trains another model: one that is built or copied in it, or the next of several.</summary>
    public static bool StartsAnew(IOperation body, CheckContext context) =>
        context.Unit.Subtree(body).Any(operation => context.Torch.CreatesModule(operation) || MakesModel(operation, context))
        || (body.Parent is ILoopOperation loop && loop.Locals.Any(local => local.Type.DerivesFrom(context.Torch.Module)));

    // A model that comes out of a method of the program, which builds or fills it, or that cannot be looked into.
    private static bool MakesModel(IOperation operation, CheckContext context) =>
        operation is IInvocationOperation call && call.Type.DerivesFrom(context.Torch.Module)
            && !context.Torch.IsOfTorch(call.TargetMethod.ContainingType)
        && (context.Unit.BodyOf(call.TargetMethod) is not { } body
            || body.Roots.Any(root =>
                Array.Exists(context.Unit.ReachCalls(root, depth: 1),
                    made => context.Torch.CreatesModule(made) || context.Torch.LoadsState(made))));

    /// <summary>
    /// The innermost loop around a step that also runs a backward pass; for a step in a method of its own, the loop around its call.
    /// Null when no loop can be seen.
    /// </summary>
    public static IOperation? Around(IOperation step, CheckContext context)
    {
        foreach (var loop in step.Loops())
        {
            if (Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward))
            {
                return loop.Body;
            }
        }

        return step.Loops().Any() ? null : context.Unit.LoopAround(step)?.Body;
    }
}
