using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2002 over one turn of a training loop, through the functions that it calls.</summary>
internal sealed class OrderInRunCheck() : CodeCheck<StepOrder>()
{
    public override void Check(CheckContext context)
    {
        foreach (var turn in TrainingTurn.Of(context))
        {
            if (turn.Step.Order < turn.Backward.Order)
            {
                context.ReportOnce(At(turn.Step.Operation,
                    "The optimizer steps before backward(), so it follows the gradients of the batch before, or none; step after "
                    + "backward()."));
            }
            else if (turn.Clearings.FirstOrDefault(clear => clear.Order > turn.Backward.Order && clear.Order < turn.Step.Order
                && clear.Guards == turn.Step.Guards && turn.IsOfStep(clear)) is { } early)
            {
                context.ReportOnce(At(early.Operation,
                    "zero_grad() between backward() and step() erases the gradients that the step is to follow; call it before "
                    + "backward()."));
            }
        }
    }
}

/// <summary>TL2018 over one turn of a training loop.</summary>
internal sealed class ClippingInRunCheck() : CodeCheck<MisplacedClipping>()
{
    public override void Check(CheckContext context)
    {
        foreach (var turn in TrainingTurn.Of(context))
        {
            foreach (var clip in turn.Clips)
            {
                if (clip.Order > turn.Step.Order && turn.Backward.Order < turn.Step.Order)
                {
                    context.ReportOnce(At(clip.Operation,
                        "Gradients are clipped after the step has followed them, so nothing is clipped; clip between backward() and "
                        + "step()."));
                }
                else if (clip.Order < turn.Backward.Order && turn.Backward.Order < turn.Step.Order)
                {
                    context.ReportOnce(At(clip.Operation,
                        "Gradients are clipped before backward() computes them, so nothing is clipped; clip between backward() and "
                        + "step()."));
                }
            }
        }
    }
}

/// <summary>One turn of a loop with one backward pass and one step.</summary>
/// <param name="Run">The run.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Backward">The backward pass.</param>
/// <param name="Step">The step.</param>
/// <param name="Clearings">What clears gradients.</param>
/// <param name="Clips">What clips them.</param>
internal sealed record TrainingTurn(TrainingRun Run, Deed Loop, Deed Backward, Deed Step, Deed[] Clearings, Deed[] Clips)
{
    /// <summary>The turns of all runs in which order decides: nothing is done twice, and nothing in one of several ways.</summary>
    public static IEnumerable<TrainingTurn> Of(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var turns in run.Backwards.GroupBy(backward => backward.Loops().FirstOrDefault()))
            {
                if (turns.Key is not { } loop || turns.Count() != 1)
                {
                    continue;
                }

                var backward = turns.First();
                var steps = run.Steps.Where(step => step.Loops().First() == loop).ToArray();
                if (steps.Length != 1 || run.Steps.Count(loop.Contains) != 1 || run.Backwards.Count(loop.Contains) != 1
                    || backward.IsChoice || steps[0].IsChoice || backward.Guards > Inside(loop)
                    || steps[0].Call!.Arguments.Any(argument => !argument.IsDefault()))
                {
                    continue;
                }

                Deed[] Direct(Predicate<IOperation> isMeant) =>
                    [.. run.Calls(isMeant).Where(deed => !deed.IsChoice && deed.Loops().FirstOrDefault() == loop)];
                var clips = Array.FindAll(Direct(context.Torch.IsClipping), clip => clip.Operation.User() is IExpressionStatementOperation);
                if (steps[0].Guards > Inside(loop) && steps[0].Order < backward.Order)
                {
                    continue;
                }

                yield return new TrainingTurn(run, loop, backward, steps[0], Direct(context.Torch.IsZeroGrad), clips);
            }
        }
    }

    /// <summary>True when it clears what the step follows: the same optimizer, or a model, of which there is one.</summary>
    public bool IsOfStep(Deed clear) => Run.Receiver(clear).Key == Run.Receiver(Step).Key;

    private static int Inside(Deed loop) => loop.Guards;
}
