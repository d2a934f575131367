using System.Linq;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2033 over a run: an optimizer whose gradients are cleared and computed in a loop, and that is stepped nowhere.</summary>
internal sealed class UnsteppedInRunCheck() : CodeCheck<BackwardWithoutStep>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff))
        {
            var clears = run.Calls(context.Torch.IsZeroGrad)
                .Where(clear => clear.Call!.Instance?.Type.DerivesFrom(context.Torch.Optimizer) == true).ToArray();
            foreach (var same in clears.GroupBy(clear => run.Receiver(clear).Key))
            {
                var optimizer = run.Receiver(same.First());
                if (run.Models.Of(optimizer) is { Models.Count: > 0 } && run.Steps.All(step => run.Receiver(step) is { IsMade: true } other
                        && other.Key != optimizer.Key) && !IsHandedOn(optimizer, run)
                    && same.FirstOrDefault(clear => clear.Loops().Any()) is { } first
                    && run.Backwards.FirstOrDefault(backward => backward.Order > first.Order && backward.Loops().FirstOrDefault()
                        == first.Loops().First()) is { } lost && !StepsByHand(run))
                {
                    context.ReportOnce(At(lost.Operation, BackwardWithoutStepCheck.Message));
                }
            }
        }
    }

    // A library might step what it is given.
    private static bool IsHandedOn(KnownObject optimizer, TrainingRun run) => run.Deeds.Any(deed =>
        deed.Call is { TargetMethod: { DeclaringSyntaxReferences.Length: 0, Name: not ("Add" or "Dispose") } } call
        && call.TargetMethod.ContainingType?.ContainingType?.Name != "optim"
        && call.Arguments.Any(argument => argument.Value.Unwrapped().Type?.Name is "Optimizer" or "Adam" or "SGD" or "AdamW"
            && run.Keys.Of(argument.Value, deed.Path).Key == optimizer.Key)
        && call.TargetMethod.ContainingType?.Name != "lr_scheduler");

    private static bool StepsByHand(TrainingRun run) => run.Deeds.Any(deed =>
        deed.Call?.TargetMethod.Name is "sub_" or "add_" or "copy_" or "set_" or "addcdiv_" or "lerp_");
}
