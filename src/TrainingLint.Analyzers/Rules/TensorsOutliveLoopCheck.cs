using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class TensorsOutliveLoopCheck() : CodeCheck<TensorsOutliveLoop>("backward")
{
    internal const string Message = "Nothing frees the tensors of this loop but the garbage collector, which does not see their memory; "
        + "start its body with 'using var scope = torch.NewDisposeScope();'.";

    public override void Check(CheckContext context)
    {
        if (Array.Exists(context.Unit.LinkedCallsAndCreations, operation => FreesTensors(operation, context)))
        {
            return;
        }

        foreach (var backward in context.Calls)
        {
            if (context.Torch.IsBackward(backward) && backward.TargetMethod.Name == "backward" && backward.Loops().FirstOrDefault() is { } loop
                && Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsForward) && !HoldsUsing(loop, context))
            {
                context.Report(At(backward, Message));
            }
        }
    }

    // A scope anywhere in sight, tensors that are disposed by hand, and a collection that is forced.
    private static bool FreesTensors(IOperation operation, CheckContext context) => operation is IInvocationOperation call
        && call.TargetMethod.Name switch
        {
            "NewDisposeScope" or "DisposeEverything" or "Collect" or "WrappedTensorDisposeScope" => true,
            "Dispose" => SymbolEqualityComparer.Default.Equals(call.Instance?.Type, context.Torch.Tensor),
            _ => false,
        };

    private static bool HoldsUsing(ILoopOperation loop, CheckContext context) =>
        context.Unit.Subtree(loop.Body).Any(part => part switch
        {
            IUsingOperation used => !OnlySwitchesGradients(used.Resources, context),
            IUsingDeclarationOperation declared => !OnlySwitchesGradients(declared.DeclarationGroup, context),
            _ => false,
        });

    // using (torch.no_grad()) frees no tensor.
    private static bool OnlySwitchesGradients(IOperation resources, CheckContext context) =>
        context.Unit.Subtree(resources).OfType<IInvocationOperation>().ToArray() is { Length: 1 } calls
        && context.Torch.SwitchesGradients(calls[0]);
}
