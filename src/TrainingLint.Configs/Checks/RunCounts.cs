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
/// Settings of a home-made file that hold no number where every optimizer and data loader needs one: a word for the weight decay, nothing
/// for the batch, a list of one for the length. Notes where a program may fill in or unpack, a warning where nothing can be meant.
/// </summary>
internal static class RunCounts
{
    private static readonly HashSet<string> Batches = [.. Of(Facts.BatchSize)];

    private static readonly HashSet<string> Counts = [.. Of(Facts.BatchSize), .. Of(Facts.Epochs), .. Of(Facts.MaxSteps)];

    private static readonly HashSet<string> Amounts = [.. Of(Facts.WeightDecay), .. Of(Facts.Momentum), .. Of(Facts.Dropout),
        .. Of(Facts.LabelSmoothing), .. Of(Facts.WarmupSteps), .. Of(Facts.WarmupEpochs)];

    // What programs take in the place of a number.
    private static readonly HashSet<string> Modes = new(("auto none null nan off on no yes default adaptive cosine linear constant fixed "
        + "learned learnable inherit same true false tune search best max min inf").Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes what is no number.</summary>
    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.Recipes.Count == 0 || document.View.File.Format.Kind != FormatKind.Document
            || document.Recipes.Any(recipe => recipe.Is(Facts.Sweep)))
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => document.IsOwn(leaf.Entry.Value) && !IsElsewhere(leaf)))
        {
            if (Amounts.Contains(leaf.Word) && leaf.Entry.Value is ScalarNode { Text: var word } && IsPlainWord(document, word))
            {
                document.ObserveUnfit(leaf, "a number", "the optimizer or layer that is built with it stops with a TypeError");
            }
            else if (Batches.Contains(leaf.Word) && IsEmpty(document, leaf))
            {
                Note(document, leaf, "nothing", "unless the program fills it in, the data loader is built without a batch");
            }
            else if (Counts.Contains(leaf.Word) && leaf.Entry.Value is SequenceNode { Items.Count: 1 } list
                && list.Items[0] is ScalarNode only && ScalarResolver.AnyNumber(only.Text) is not null)
            {
                Note(document, leaf, "a list of one", "unless the program unpacks it, what counts by it stops with a TypeError");
            }
        }
    }

    private static bool IsPlainWord(CheckedDocument document, string word) =>
        word.Length > 2 && word.All(char.IsLetter) && !Modes.Contains(word) && document.Program?.FindKey(word) is null;

    private static bool IsEmpty(CheckedDocument document, Leaf leaf) =>
        leaf.Entry.Value is ScalarNode { Style: ScalarStyle.Plain, Tag: null } scalar
        && scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Null
        && !document.Leaves.Any(other => Batches.Contains(other.Word) && document.Number(other) is not null);

    private static void Note(CheckedDocument document, Leaf leaf, string found, string consequence) =>
        document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, found, "a single number", consequence, Severity.Info));

    private static bool IsElsewhere(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment =>
        Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));

    private static IReadOnlyCollection<string> Of(SettingKey<double> key) =>
        Vocabulary.Numbers.First(row => ReferenceEquals(row.Key, key)).Words;
}
