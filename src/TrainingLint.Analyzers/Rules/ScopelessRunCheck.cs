using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2039 over a run: a turn of a training loop in which no scope is open, in any function that it calls.</summary>
internal sealed class ScopelessRunCheck() : CodeCheck<TensorsOutliveLoop>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff))
        {
            foreach (var backward in run.Backwards)
            {
                if (backward.Loops().FirstOrDefault() is { } loop && !backward.IsScoped && !backward.IsChoice
                    && run.Calls(context.Torch.IsForward).Any(forward => forward.Loops().FirstOrDefault() == loop && !forward.IsScoped
                        && !forward.IsUnrecorded)
                    && !IsWithinScope(loop, run) && !Frees(backward, loop, run, context))
                {
                    context.ReportOnce(At(backward.Operation, TensorsOutliveLoopCheck.Message));
                }
            }
        }
    }

    // A scope around an inner loop frees its tensors when that is over, which is soon.
    private static bool IsWithinScope(Deed loop, TrainingRun run) => loop.IsScoped || loop.Loops().Any(outer => outer.IsScoped)
        || run.Deeds.Any(deed => deed.Call?.TargetMethod.Name is "DisposeEverything" or "Collect" or "WrappedTensorDisposeScope");

    private static bool Frees(Deed backward, Deed loop, TrainingRun run, CheckContext context) => run.Within(loop).Any(deed =>
        deed.Call is { TargetMethod.Name: "Dispose", Instance.Type: var type }
            && SymbolEqualityComparer.Default.Equals(type, context.Torch.Tensor))
        || CodeUnit.FunctionBodyOf(backward.Operation).Descendants().Any(part => part switch
        {
            IUsingOperation used => HoldsTensor(used.Resources, context),
            IUsingDeclarationOperation declared => HoldsTensor(declared.DeclarationGroup, context),
            _ => false,
        });

    private static bool HoldsTensor(IOperation resources, CheckContext context) => resources.DescendantsAndSelf().Any(part =>
        part is IVariableDeclaratorOperation { Symbol.Type: var type }
            && SymbolEqualityComparer.Default.Equals(type, context.Torch.Tensor));
}
