using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// TL2029 over the whole of a run: an optimizer whose models no loss before its step depends on, while all of them are run.
/// </summary>
internal sealed class WeightsOutOfReachCheck() : CodeCheck<LossWithoutGraph>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs.Where(run => !run.IsCutOff))
        {
            foreach (var same in run.Steps.GroupBy(step => run.Receiver(step).Key))
            {
                Check(same.ToArray(), run, context);
            }
        }
    }

    private void Check(Deed[] steps, TrainingRun run, CheckContext context)
    {
        if (run.Models.Of(run.Receiver(steps[0])) is not { IsComplete: true, Models: { Count: > 0 } held }
            || steps[0].Loops().FirstOrDefault() is not { } loop
            || !steps.All(step => step.Loops().FirstOrDefault() == loop))
        {
            return;
        }

        var backwards = run.Backwards.Where(loop.Contains).ToArray();
        var losses = new LossModels(run, context);
        foreach (var backward in run.Backwards)
        {
            losses.Add(backward);
        }

        // A loss that depends on no model at all is what the rest of this rule is about.
        var lost = !losses.IsComplete || losses.Models.Count == 0 || backwards.Length == 0 ? null : held.FirstOrDefault(part =>
            losses.Models.Values.All(model => run.Models.AreApart(part.Model, model))
            && run.Calls(context.Torch.IsForward).Any(forward => loop.Contains(forward) && !forward.IsUnrecorded
                && run.Receiver(forward).Key == part.Model.Key));
        if (lost is not null)
        {
            var last = backwards.LastOrDefault(backward => backward.Order < steps[0].Order) ?? backwards[0];
            context.ReportFailing(last.Operation, At(last.Operation, "This loss does not depend on '"
                + (lost.Model.Names.Count > 0 ? lost.Model.Names[0] : "the model")
                + "', whose weights the next step is to move: its output is detached on the way; leave it attached."));
        }
    }
}
