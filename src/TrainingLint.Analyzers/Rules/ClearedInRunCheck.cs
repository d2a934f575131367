using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2001 over a run: a loop that computes gradients and steps, and nothing in the whole run that clears them.</summary>
internal sealed class ClearedInRunCheck() : CodeCheck<MissingZeroGrad>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff))
        {
            if (run.Deeds.Any(deed => context.Torch.IsZeroGrad(deed.Operation) || deed.Operation is ISimpleAssignmentOperation assignment
                    && context.Torch.IsGradient(assignment.Target)
                || deed.Call?.TargetMethod.Name is "zero_" or "fill_" or "set_"))
            {
                continue;
            }

            foreach (var step in run.Steps)
            {
                if (step.Call!.Arguments.All(argument => argument.IsDefault()) && step.Loops().FirstOrDefault() is { } loop
                    && run.Backwards.Any(loop.Contains) && run.Receiver(step).IsMade
                    && !run.Within(loop).Any(deed => deed.Operation.Syntax == run.Receiver(step).Made!.Syntax))
                {
                    context.ReportOnce(At(step.Operation,
                        "Gradients of all earlier batches are still in place when this step is taken: nothing in the loop clears them; "
                        + "call zero_grad() before backward()."));
                }
            }
        }
    }
}
