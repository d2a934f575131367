using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Intervals of saving that are longer than the run, so that nothing is saved on the way.</summary>
internal static class SavesBeyondEnd
{
    // From here on, an interval is a way to write "never".
    private const double Never = 10;

    private static readonly HashSet<string> Steps = WordList.Of(
        "save_steps save_step save_interval_steps save_every_n_steps save_every_steps save_iters save_iter checkpoint_steps checkpointing_steps checkpoint_every_steps ckpt_every_steps save_interval_iters iters_per_checkpoint save_interval_updates snapshot_save_iter save_checkpoint_steps");

    private static readonly HashSet<string> Epochs = WordList.Of(
        "save_epochs save_epoch save_interval_epochs save_every_n_epochs save_every_epochs checkpoint_epochs snapshot_epoch snapshot_save_epoch save_checkpoint_epochs save_epoch_freq epochs_per_checkpoint");

    // A number that a folder of files has in common was not chosen for this run; the program saves at the end by itself (scenic, where
    // checkpoint_steps: 1000 stands in the tasks of GLUE whatever their length).
    private static bool IsCopied(CheckedDocument document, Leaf leaf) =>
        leaf.Entry.Value is ScalarNode { Text: var text } && FolderHabits.Write(document.View, leaf.Entry.Key.Text, text);

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.Recipes.Count == 0)
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => (Steps.Contains(leaf.Word) || Epochs.Contains(leaf.Word))
            && document.IsOwn(leaf.Entry.Value)))
        {
            var key = Steps.Contains(leaf.Word) ? Facts.MaxSteps : Facts.Epochs;
            var run = document.Recipes.Select(recipe => recipe.Get(key)).FirstOrDefault(length => length.IsWritten && length.Or(0) > 0);
            var rest = Steps.Contains(leaf.Word) ? Facts.Epochs : Facts.MaxSteps;
            if (run is not null && !document.Recipes.Any(recipe => recipe.Get(rest).IsWritten) && document.Number(leaf) is { } interval
                && interval > run.Or(0) && interval < Never * run.Or(0) && !IsCopied(document, leaf))
            {
                var written = leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text;
                document.Observe(new WithoutEffectObservation(
                    leaf.Entry.Key.Place, leaf.Path, written,
                    FormattableString.Invariant($"the run ends at {run.Or(0)}, before the first save; shorten the interval, so that a crash does not lose everything"), Severity.Warning));
            }
        }
    }
}
