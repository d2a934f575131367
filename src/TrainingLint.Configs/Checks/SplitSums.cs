using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Shares of the data for training, validation and test that add up to more than there is: torch's random_split raises a ValueError, and
/// programs that slice by index give one set rows of another.
/// </summary>
internal static class SplitSums
{
    private static readonly string[] Kinds = ["split", "ratio", "frac", "fraction", "size", "percent", "percentage", "share", "prop",
        "proportion"];
    private static readonly string[][] Sets = [["train", "training"], ["val", "valid", "validation", "dev", "eval"], ["test", "testing"]];

    private static readonly string[] Lists =
        ["split", "splits", "split_ratio", "split_ratios", "data_split", "train_val_test_split", "train_val_split",
            "train_valid_test_split",
            "split_fractions", "split_sizes", "split_proportions", "train_test_split", "splits_ratio"];

    private const double Tolerance = 1e-4;

    /// <summary>The words for the share of one set.</summary>
    public static IReadOnlyCollection<string> Parts { get; } = new HashSet<string>(
        Sets.SelectMany(set => set).SelectMany(set => Kinds.SelectMany(kind => new[] { set + "_" + kind, kind + "_" + set })),
        StringComparer.Ordinal);

    public static void Observe(CheckedDocument document)
    {
        foreach (var siblings in document.Siblings.Where(siblings => siblings.Any(leaf => Parts.Contains(leaf.Word))))
        {
            ObserveParts(document, siblings);
        }

        foreach (var leaf in document.Leaves.Where(leaf => Lists.Contains(leaf.Word)))
        {
            if (document.Numbers(leaf) is { Count: > 1 } shares && shares.All(share => share is >= 0 and <= 1)
                && shares.Sum() is > 1 + Tolerance and var sum && shares.Any(share => share is > 0 and < 1))
            {
                document.ObserveUnfit(leaf, FormattableString.Invariant($"shares that add up to {Math.Round(sum, 4)}"),
                    "shares of one whole", Consequence);
            }
        }
    }

    private const string Consequence = "the sets then overlap, so that what is measured was trained on, or the split is refused";

    private static void ObserveParts(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        foreach (var kind in siblings.Select(leaf => (Leaf: leaf, Number: document.Number(leaf), Parts: SetOf(leaf.Word)))
            .Where(part => part.Parts is not null && part.Number is >= 0 and <= 1).GroupBy(part => part.Parts!.Value.Kind))
        {
            var parts = kind.GroupBy(part => part.Parts!.Value.Set).Select(set => set.First()).ToArray();
            var sum = parts.Sum(part => part.Number!.Value);

            // Beside a share for training; the others alone may be shares of each other.
            if (parts.Length > 1 && parts.Any(part => part.Parts!.Value.Set == 0) && sum > 1 + Tolerance
                && parts.All(part => part.Number is > 0 and < 1)
                && (parts.Length == 2 || !IsWholeWithAnother(parts.Select(part => (part.Parts!.Value.Set, part.Number!.Value)))))
            {
                var largest = parts.OrderByDescending(part => document.IsOwn(part.Leaf.Entry.Value)).ThenByDescending(part =>
                    part.Number).First();
                document.ObserveUnfit(
                    largest.Leaf, FormattableString.Invariant($"shares for {parts.Length} sets that add up to {Math.Round(sum, 4)}"),
                    "shares that add up to 1 or less", Consequence);
            }
        }
    }

    // Training and one other set are all there is: the third is taken out of one of them.
    private static bool IsWholeWithAnother(IEnumerable<(int Set, double Share)> parts)
    {
        var training = parts.First(part => part.Set == 0).Share;
        return parts.Any(part => part.Set != 0 && Math.Abs(training + part.Share - 1) <= Tolerance);
    }

    private static (int Set, string Kind)? SetOf(string word)
    {
        if (!Parts.Contains(word))
        {
            return null;
        }

        var words = KeyWords.Split(word);
        var kind = words.First(part => Array.IndexOf(Kinds, part) >= 0);
        return (Array.FindIndex(Sets, set => words.Any(part => Array.IndexOf(set, part) >= 0)), kind);
    }
}
