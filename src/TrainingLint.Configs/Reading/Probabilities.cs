using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// Dropout, label smoothing and the decay of an average are shares wherever they stand, however deep in a model's description. A recipe holds one of each;
/// where any in the file is out of range, that is the one it should hold.
/// </summary>
internal static class Probabilities
{
    private static readonly string[] Switches = ["use", "with", "enable", "has", "do", "no", "is", "num", "n"];

    private static readonly string[] DropoutWords = ["dropout", "dropout_rate", "dropout_prob", "dropout_p", "p_dropout", "drop_rate", "dropout_probability"];

    private static readonly string[] SmoothingWords = ["label_smoothing", "label_smoothing_factor", "label_smooth"];

    /// <summary>Replaces a recipe's dropout, averaging decay and label smoothing by ones of its file that are out of range, if there are any.</summary>
    public static void Complete(RecipeScope root, RecipeBuilder draft, IReadOnlyList<Leaf>? leaves = null)
    {
        var all = leaves ?? LeafCollector.Collect(root.View.Root, MayNameProbability);
        Complete(root, draft, Facts.Dropout, all, word => IsOneOf(word, DropoutWords) && !IsSwitch(word));
        Complete(root, draft, Facts.EmaDecay, all, word => word == "ema_decay");
        Complete(root, draft, Facts.LabelSmoothing, all, word => IsOneOf(word, SmoothingWords) && !IsSwitch(word));
    }

    private static void Complete(RecipeScope root, RecipeBuilder draft, SettingKey<double> key, IReadOnlyList<Leaf> leaves,
        Func<string, bool> isMeant)
    {
        if (draft.Get(key).TryGet(out var present) && IsOutside(key, present))
        {
            return;
        }

        foreach (var leaf in leaves)
        {
            if (leaf.Entry.Value is ScalarNode scalar && ReferenceEquals(scalar.Source, root.View.File) && isMeant(leaf.Word)
                && !IsElsewhere(leaf)
                && scalar.Read(root.Loader.Schema) is { IsNumber: true } value && IsOutside(key, value.Number))
            {
                draft.Set(key, Setting<double>.Written(value.Number, scalar.Text, leaf.Path, scalar.Place));
                return;
            }
        }
    }

    private static bool MayNameProbability(string key) =>
        key.IndexOf("drop", StringComparison.OrdinalIgnoreCase) >= 0 || key.IndexOf("smooth", StringComparison.OrdinalIgnoreCase) >= 0
        || key.IndexOf("ema", StringComparison.OrdinalIgnoreCase) >= 0;

    // An average with a decay of exactly 1 is a teacher that is kept as it is, somewhere in a model.
    private static bool IsOutside(SettingKey<double> key, double probability) =>
        probability < 0 || (ReferenceEquals(key, Facts.EmaDecay) ? probability > 1 : probability >= 1);

    private static bool IsOneOf(string word, string[] endings) =>
        Array.Exists(endings, ending => word == ending || word.EndsWith("_" + ending, StringComparison.Ordinal));

    // use_dropout: 1 is a flag.
    private static bool IsSwitch(string word) => Switches.Contains(KeyWords.Split(word)[0]);

    private static bool IsElsewhere(Leaf leaf) =>
        leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));
}
