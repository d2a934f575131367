using System;
using System.Linq;
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
            if (!Clips(clip, context) || Around(clip) is not var (block, statement))
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
            else if (step >= 0 && step < at && (backward >= 0 ? backward < step : IsBehindBackward(block, clip, context)))
            {
                context.Report(At(clip, "Gradients are clipped after the step has followed them, so nothing is clipped; clip between backward() and step()."));
            }
        }
    }

    // A method that steps and clips for those who have called backward() before.
    private static bool IsBehindBackward(IBlockOperation block, IInvocationOperation clip, CheckContext context) =>
        block.Parent is not ILoopOperation
        && !Array.Exists(context.Unit.ReachCalls(CodeUnit.FunctionBodyOf(clip)), context.Torch.IsBackward)
        && context.Unit.CallersOf(clip) is { Count: > 0 } callers && callers.All(call => call.Statement() is var (around, statement)
            && around.Operations.TakeWhile(before => !ReferenceEquals(before, statement))
                .Any(before => Array.Exists(context.Unit.ReachCalls(before, depth: 1), context.Torch.IsBackward)));

    // The statement of the call, or the condition that decides whether to clip at all.
    private static (IBlockOperation Block, IOperation Statement)? Around(IInvocationOperation clip)
    {
        if (clip.Statement() is not var (block, statement) || (!ReferenceEquals(statement.Action(), clip) && !IsGuard(statement, clip)))
        {
            return null;
        }

        return block.Parent is IConditionalOperation guard && block.Operations.Length == 1 && IsGuard(guard, clip) ? guard.Statement()
            : (block, statement);
    }

    private static bool IsGuard(IOperation statement, IInvocationOperation clip) =>
        statement is IConditionalOperation { WhenFalse: null, WhenTrue: var only }
        && ReferenceEquals((only is IBlockOperation { Operations: { Length: 1 } inner } ? inner[0] : only).Action(), clip);

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
