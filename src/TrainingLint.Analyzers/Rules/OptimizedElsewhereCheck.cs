using System.Linq;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2034 over the whole of a run: what is stepped, and what the losses before depend on, wherever either is written.</summary>
internal sealed class OptimizedElsewhereCheck() : CodeCheck<AnotherModelOptimized>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            Check(run, context);
        }
    }

    private void Check(TrainingRun run, CheckContext context)
    {
        var optimizers = run.Steps.Select(run.Receiver).Where(optimizer => optimizer.IsMade).GroupBy(optimizer => optimizer.Key)
            .Select(same => same.First()).ToArray();
        if (run.IsCutOff || optimizers.Length == 0 || run.Steps.Any(step => !run.Receiver(step).IsMade))
        {
            return;
        }

        var held = optimizers.Select(run.Models.Of).ToArray();
        if (held.Any(holding => holding is not { IsComplete: true, Models.Count: > 0 }) || HoldsMore(run))
        {
            return;
        }

        var losses = new LossModels(run, context);
        foreach (var backward in run.Backwards)
        {
            losses.Add(backward);
        }

        var all = held.SelectMany(holding => holding!.Models).Select(part => part.Model).ToArray();
        var left = losses.Models.Values.Where(model => all.All(other => run.Models.AreApart(model, other))).ToArray();
        if (!losses.IsComplete || left.Length == 0)
        {
            return;
        }

        Judge(optimizers, [.. held.Select(holding => holding!)], losses, left, (run, context));
    }

    private void Judge(
        KnownObject[] optimizers, Holding[] held, LossModels losses, KnownObject[] left, (TrainingRun Run, CheckContext Context) within)
    {
        var (run, context) = within;
        for (var i = 0; i < optimizers.Length; i++)
        {
            // Nothing that it holds takes part in any loss, or it holds what an earlier one holds already.
            var isIdle = !run.Calls(context.Torch.IsForward).Any(forward => !forward.IsUnrecorded
                    && held[i].Models.Any(part => run.Receiver(forward).Key == part.Model.Key))
                && held[i].Models.All(part => losses.Models.Values.All(model => run.Models.AreApart(model, part.Model)));
            var isTwin = held[i].Models.Count == 1 && held.Take(i).Concat(held.Skip(i + 1)).Any(other => other.Models.Count == 1
                && other.Models[0].Model.Key == held[i].Models[0].Model.Key);
            if (isIdle || (isTwin && left.Length == 1))
            {
                Report(optimizers[i], held[i].Models[0].Model, left[0], isIdle, context);
                return;
            }
        }
    }

    private void Report(KnownObject optimizer, KnownObject held, KnownObject left, bool isIdle, CheckContext context) =>
        context.ReportOnce(At(
        optimizer.Made!,
        isIdle
            ? "This optimizer holds the parameters of '" + Name(held)
                + "', which is never run, while another model computes the loss; give it the parameters of that model."
            : "Two optimizers hold the parameters of '" + Name(held) + "', and none those of '" + Name(left)
                + "', which computes the loss as well; give one of them the parameters of that model."));

    private static string Name(KnownObject model) => model.Names.Count > 0 ? model.Names[0] : "another model";

    private static bool HoldsMore(TrainingRun run) =>
        run.Deeds.Any(deed => deed.Call is { TargetMethod.Name: "add_param_group" });
}
