using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// The one key of a home-made document that is written in another style than all the others, such as <c>batchSize</c> or <c>Weight_Decay</c>
/// among snake_case keys: the program that reads them looks for the common spelling.
/// </summary>
internal static class OddSpellings
{
    private const int EnoughOthers = 6;

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.View.File.Format.Kind != FormatKind.Document)
        {
            return;
        }

        ObserveSpaced(document);
        var odd = document.Leaves.Where(leaf => !IsSnake(leaf.Entry.Key.Text)).ToArray();
        if (odd.Length != 1 || document.Leaves.Count(leaf => leaf.Entry.Key.Text.IndexOf('_') > 0) < EnoughOthers
            || !document.IsOwn(odd[0].Entry.Key) || !IsOfTraining(odd[0].Word)
            || document.Siblings[odd[0].ParentPath].Any(sibling => sibling.Entry.Key.Text == odd[0].Word)
                || odd[0].Entry.Key.Text.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '-'))

            // self.params['LR'] (AntixK/PyTorch-VAE, experiment.py): the program looks for what is written.
            || document.Program?.FindKey(odd[0].Entry.Key.Text) is not null)
        {
            return;
        }

        document.Observe(new MisspeltKeyObservation(
            odd[0].Entry.Key.Place, odd[0].Path, odd[0].Entry.Key.Text, odd[0].Word, "all other keys of this file are in lower case with underscores, so a program that looks for '" + odd[0].Word + "' does not find it"));
    }

    // weight decay: 0.1 among keys without spaces.
    private static void ObserveSpaced(CheckedDocument document)
    {
        var spaced = document.Leaves.Where(leaf => leaf.Entry.Key.Text.IndexOf(' ') > 0).Take(2).ToArray();
        if (spaced.Length != 1 || !document.IsOwn(spaced[0].Entry.Key) || document.Leaves.Count <= EnoughOthers)
        {
            return;
        }

        var (written, meant) = (spaced[0].Entry.Key.Text, spaced[0].Entry.Key.Text.Replace(' ', '_'));
        if (IsSnake(meant) && IsOfTraining(meant))
        {
            document.Observe(new MisspeltKeyObservation(spaced[0].Entry.Key.Place, spaced[0].Path, written, meant,
                "no other key of this file has a space, so a program that looks for '" + meant + "' does not find it"));
        }
    }

    private static bool IsSnake(string key) => key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static bool IsOfTraining(string word) =>
        Vocabulary.Evidence.Contains(word) || RateKey.Of(word) is not null || Vocabulary.Numbers.Any(row => row.Words.Contains(word))
            || More.Contains(word);

    private static readonly HashSet<string> More = new(
        "milestones gamma num_workers dropout seed lr_sched min_lr max_seq_length final_weight_decay adam_epsilon label_smoothing grad_norm_clip train_batch_size eval_batch_size patience step_size lr_decay decay_steps".Split(' '), StringComparer.Ordinal);
}
