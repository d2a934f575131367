using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Counts of zero in a home-made file: batches, layers, pictures and rounds of nothing. Notes, since a program may take 0 for "choose
/// yourself" or "leave it out"; but where torch divides by the number, nothing can be meant.
/// </summary>
internal static class EmptyCounts
{
    private const string Off = "nothing is done or built with it, unless the program takes 0 for a word of its own";

    private static readonly HashSet<string> Counts = WordList.Of("image_resolution input_size "
        + "resolution crop_size img_resolution image_height image_width d_steps g_steps n_critic n_disc num_timesteps "
        + "timesteps diffusion_step diffusion_steps "
        + "training_iter ppo_epoch ppo_epochs critic_epoch num_mini_batch num_mini_batches update_epochs embed_size "
        + "patience early_stop_patience early_stopping_patience num_steps n_iter hop_length");

    // Layers are counted from the last, and a program fills in a width that it knows: notes as well.
    private static readonly HashSet<string> Widths = WordList.Of("num_layers n_layers n_layer num_blocks depth embed_dim hidden_dim hidden_size "
        + "d_model latent_dim emb_dim embedding_dim in_channels out_channels base_channels model_channels n_embd "
        + "num_negative num_negatives");

    // torch/optim/lr_scheduler.py: the cosine divides by T_max, the restarts by T_0.
    private static readonly HashSet<string> Divisors = WordList.Of("t_max t_0");

    private static readonly IReadOnlyCollection<string> OfRun = [.. Of(Facts.BatchSize), .. Of(Facts.Epochs), .. Of(Facts.MaxSteps)];

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.Recipes.Count == 0 || document.View.File.Format.Kind != FormatKind.Document)
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => Widths.Contains(leaf.Word) && document.Number(leaf) is -1 or 0
            && document.IsOwn(leaf.Entry.Value)))
        {
            document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, ((ScalarNode)leaf.Entry.Value).Text,
                "a number above 0", Off, Severity.Info));
        }

        foreach (var leaf in document.Leaves.Where(leaf => document.Number(leaf) is 0 && !IsElsewhere(leaf)))
        {
            if (Divisors.Contains(leaf.Word))
            {
                document.ObserveUnfit(leaf, "a number above 0", "the schedule divides by it: a ZeroDivisionError");
            }
            else if ((Counts.Contains(leaf.Word) || OfRun.Contains(leaf.Word)) && document.IsOwn(leaf.Entry.Value)
                && !IsJudged(document, leaf))
            {
                document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, "0", "a number above 0", Off, Severity.Info));
            }
        }
    }

    // Rules of their own speak of a length of zero.
    private static bool IsJudged(CheckedDocument document, Leaf leaf) =>
        leaf.Word == "epoch" || document.IsJudged(leaf, Facts.Epochs) || document.IsJudged(leaf, Facts.MaxSteps)
        || document.IsJudged(leaf, Facts.BatchSize) || document.IsJudged(leaf, Facts.EffectiveBatchSize);

    private static bool IsElsewhere(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment =>
        Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));

    private static IReadOnlyCollection<string> Of(SettingKey<double> key) =>
        Vocabulary.Numbers.First(row => ReferenceEquals(row.Key, key)).Words;
}
