using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Lightning steps a scheduler whose <c>interval</c> is "step" or "epoch"; with any other word it never does
/// (lightning/pytorch/loops/training_epoch_loop.py, update_lr_schedulers; Lightning-AI/pytorch-lightning 9475).
/// </summary>
internal static class SchedulerInterval
{
    private static readonly string[] Slips = ["steps", "epochs", "batch", "batches", "iteration", "iterations", "iter", "iters", "update", "updates", "global_step"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves.Where(leaf => leaf.Word is "interval" && leaf.Entry.Value is ScalarNode scalar
            && document.IsOwn(scalar)))
        {
            var text = ((ScalarNode)leaf.Entry.Value).Text;
            if (Array.Exists(Slips, slip => string.Equals(slip, text, StringComparison.OrdinalIgnoreCase))
                && IsOfLightning(document, leaf))
            {
                document.Observe(new WrongTypeObservation(
                    leaf.Entry.Value.Place, leaf.Path, "the word '" + text + "'", "'step' or 'epoch'", "Lightning never steps a scheduler with another interval, so the rate stays where it starts", Severity.Error));
            }
        }
    }

    private static bool IsOfLightning(CheckedDocument document, Leaf leaf) =>
        document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "frequency" or "monitor" or "strict" or "reduce_on_plateau")
        || (leaf.ParentWord.Contains("sched") && document.View.File.Text.IndexOf("lightning", StringComparison.OrdinalIgnoreCase) >= 0);
}
