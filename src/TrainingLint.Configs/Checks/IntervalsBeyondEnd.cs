using System;
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
/// Intervals and warmups of a home-made file that are longer than the run in every unit that they can have: what waits for them
/// never comes. A note, since a number far beyond the end is also a way to write "never".
/// </summary>
internal static class IntervalsBeyondEnd
{
    // No epoch has more steps than this.
    private const double MostStepsPerEpoch = 1e5;

    private static readonly HashSet<string> Occasions = WordList.Of("eval evaluation evaluate val valid validation validate test save saving "
        + "checkpoint ckpt snapshot backup");

    private static readonly HashSet<string> Lengths = WordList.Of("interval freq frequency every period step steps iter iters epoch epochs");

    private static readonly HashSet<string> Warmups = WordList.Of("warmup warm_up warmup_steps warmup_iters warmup_iter num_warmup_steps "
        + "warmup_epochs warmup_epoch lr_warmup_steps warmup_updates lr_warmup");

    private static readonly HashSet<string> Patiences = WordList.Of("patience early_stopping_patience early_stop_patience early_stop "
        + "stopping_patience patience_early_stopping es_patience");

    private static readonly IReadOnlyCollection<string> StepWords = WordsOf(Facts.MaxSteps);

    private static readonly IReadOnlyCollection<string> EpochWords = WordsOf(Facts.Epochs);

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.Recipes.Count == 0 || document.IsOfFlags
            || document.View.File.Format.Kind is not (FormatKind.Document or FormatKind.Code)
            || document.Recipes.Any(recipe => recipe.Is(Facts.Sweep)))
        {
            return;
        }

        ObservePatience(document);
        var waiting = document.Leaves.Where(leaf => IsWaiting(leaf) && document.IsOwn(leaf.Entry.Value)).ToArray();
        if (waiting.Length == 0 || !TryLengths(document, out var steps, out var epochs))
        {
            return;
        }

        foreach (var leaf in waiting)
        {
            var isRamp = Warmups.Contains(leaf.Word);
            if (document.Number(leaf) is not { } number || IsJudged(document, leaf) || EndOf(leaf, number, steps, epochs) is not { } end)
            {
                continue;
            }

            var written = leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text;
            document.Observe(new WithoutEffectObservation(leaf.Entry.Key.Place, leaf.Path, written,
                "the run ends after " + end + (isRamp ? ", before the rate has reached its peak" : ", before it comes round once"),
                Severity.Info));
        }
    }

    // A patience counts evaluations, of which an epoch has one unless the file says otherwise.
    private static void ObservePatience(CheckedDocument document)
    {
        if (Longest(document, StepWords) is not null
            || Longest(document, EpochWords) is not (> 1 and < double.PositiveInfinity and var epochs))
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => Patiences.Contains(leaf.Word) && document.IsOwn(leaf.Entry.Value)
            && document.Number(leaf) > epochs))
        {
            document.Observe(new WithoutEffectObservation(leaf.Entry.Key.Place, leaf.Path,
                leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text,
                FormattableString.Invariant($"the run ends after {epochs} epochs, before so many evaluations can be without progress"),
                Severity.Info));
        }
    }

    private static bool IsWaiting(Leaf leaf)
    {
        var words = KeyWords.Split(leaf.Word);
        if (leaf.Entry.Key.Text.StartsWith("-", StringComparison.Ordinal) || leaf.Word is "eval_iters" or "val_iters" or "test_iters"
            or "valid_iters")
        {
            return false;
        }

        return Warmups.Contains(leaf.Word) || (words.Count > 1 && words.Any(Occasions.Contains)
            && (words.Contains("every") || (Lengths.Contains(words[words.Count - 1]) && !Counts(words))));
    }

    // num_eval_steps and val_steps_per_epoch count what an evaluation does, eval_batch_steps what it takes.
    private static bool Counts(IReadOnlyList<string> words) => words.Any(word =>
        word is "num" or "n" or "max" or "min" or "per" or "batch" or "start" or "total" or "delay");

    private static bool TryLengths(CheckedDocument document, out double? steps, out double? epochs)
    {
        steps = Longest(document, StepWords);
        epochs = Longest(document, EpochWords);
        return steps is > 0 || epochs is > 0;
    }

    // Several stages, or a length that the file does not say, leave the longest open.
    private static double? Longest(CheckedDocument document, IReadOnlyCollection<string> words)
    {
        var lengths = document.Leaves.Where(leaf => words.Contains(leaf.Word)).Select(document.Number).ToArray();
        var isOpen = lengths.Any(length => length is null or <= 0);
        return lengths.Length == 0 ? null : isOpen ? double.PositiveInfinity : lengths.Max();
    }

    private static string? EndOf(Leaf leaf, double number, double? steps, double? epochs)
    {
        var words = KeyWords.Split(leaf.Word);
        if (words.Any(word => word.StartsWith("epoch", StringComparison.Ordinal)))
        {
            return epochs is { } last && number > last ? FormattableString.Invariant($"{last} epochs") : null;
        }

        var longest = Math.Max(steps ?? 0, (epochs ?? 0) * MostStepsPerEpoch);
        return number > longest
            ? steps is not null ? FormattableString.Invariant($"{steps} steps") : FormattableString.Invariant($"{epochs} epochs") : null;
    }

    // Rules of their own compare what a recipe holds.
    private static bool IsJudged(CheckedDocument document, Leaf leaf) => document.Recipes.Any(recipe =>
        (leaf.Entry.Value.Place.Equals(recipe.Get(Facts.WarmupSteps).Place) && recipe.Get(Facts.MaxSteps).HasValue)
        || (leaf.Entry.Value.Place.Equals(recipe.Get(Facts.WarmupEpochs).Place) && recipe.Get(Facts.Epochs).HasValue));

    private static IReadOnlyCollection<string> WordsOf(SettingKey<double> key) =>
        Vocabulary.Numbers.First(row => ReferenceEquals(row.Key, key)).Words;
}
