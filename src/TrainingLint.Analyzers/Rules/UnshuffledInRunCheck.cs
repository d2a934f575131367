using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2007 over a run: the loader that a training loop goes over, once for every epoch.</summary>
internal sealed class UnshuffledInRunCheck() : CodeCheck<UnshuffledTrainingData>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            foreach (var loop in run.Backwards.Select(backward => backward.Loops().FirstOrDefault()).OfType<Deed>().Distinct())
            {
                if (loop.Operation is IForEachLoopOperation each && loop.Loops().Any() && run.Steps.Any(loop.Contains)
                    && run.Keys.EndOf(each.Collection, loop.Path).Value is var loader && context.Torch.CreatesLoader(loader)
                    && context.Values.Trace(loader.Argument("shuffle"))?.Flag == false)
                {
                    context.ReportOnce(WithArgument(loader, UnshuffledTrainingDataCheck.Message, "shuffle: true"));
                }
            }
        }
    }
}
