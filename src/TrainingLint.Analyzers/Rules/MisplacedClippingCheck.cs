using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class MisplacedClippingCheck() : CodeCheck<MisplacedClipping>("clip_grad_norm_", "clip_grad_value_")
{
    public override void Check(CheckContext context)
    {
        foreach (var clip in context.Calls)
        {
            if (clip.Statement() is not var (block, statement) || !ReferenceEquals(statement.Action(), clip) || !Clips(clip, context))
            {
                continue;
            }

            // Two backward passes, or two steps, may belong to two models.
            var at = block.Operations.IndexOf(statement);
            var backward = IndexOf(block, context.Torch.IsBackward, context);
            var step = IndexOf(block, context.Torch.IsOptimizerStep, context);
            if (backward > at && step > backward)
            {
                context.Report(At(clip, "Gradients are clipped before backward() computes them, so nothing is clipped; clip between backward() and step()."));
            }
            else if (step >= 0 && step < at && backward >= 0 && backward < step)
            {
                context.Report(At(clip, "Gradients are clipped after the step has followed them, so nothing is clipped; clip between backward() and step()."));
            }
        }
    }

    // The call itself, or a method of the program's own that clips and does nothing else that this is about.
    private static bool Clips(IInvocationOperation call, CheckContext context)
    {
        if (context.Torch.IsClipping(call) || context.Unit.BodyOf(call.TargetMethod) is null)
        {
            return context.Torch.IsClipping(call);
        }

        var inside = context.Unit.ReachCalls(call);
        return Array.Exists(inside, context.Torch.IsClipping)
            && !Array.Exists(inside, part => context.Torch.IsBackward(part) || context.Torch.IsOptimizerStep(part));
    }

    private static int IndexOf(IBlockOperation block, Predicate<IOperation> isMeant, CheckContext context)
    {
        var inside = context.Unit.ReachCalls(block, depth: 0);
        var index = Array.FindIndex(inside, isMeant);
        return index >= 0 && Array.FindLastIndex(inside, isMeant) == index
            && inside[index].Statement() is var (own, statement) && ReferenceEquals(own, block)
            && ReferenceEquals(statement.Action(), inside[index])
            ? block.Operations.IndexOf(statement)
            : -1;
    }
}
