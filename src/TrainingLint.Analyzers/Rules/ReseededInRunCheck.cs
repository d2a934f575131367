using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2030 over a run: a seed in a loop that trains one model on.</summary>
internal sealed class ReseededInRunCheck() : CodeCheck<ReseededInLoop>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var seed in run.Calls(context.Torch.IsManualSeed))
            {
                if (seed.Call!.Arguments.Length == 1 && context.Values.Trace(seed.Call.Arguments[0])?.Number is not null
                    && seed.Loops().FirstOrDefault() is { } loop && run.Backwards.Any(loop.Contains) && run.Steps.Any(loop.Contains)
                    && !run.Holds(loop, made => context.Torch.OptimizerCreatedBy(made) is not null || context.Torch.CreatesModule(made)
                        || (context.Torch.LoadsState(made) && !IsCopy(made))))
                {
                    context.ReportOnce(At(LeftInRunCheck.SiteOf(seed, loop).Operation, ReseededInLoopCheck.Message));
                }
            }
        }
    }

    // target.load_state_dict(online.state_dict()) goes on with what was learned.
    private static bool IsCopy(Microsoft.CodeAnalysis.IOperation load) => load.Arguments() is { Length: > 0 } arguments
        && arguments[0].Value.Unwrapped() is IInvocationOperation { TargetMethod.Name: "state_dict" };
}
