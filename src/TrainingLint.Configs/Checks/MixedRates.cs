using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>A word among the numbers of a list of rates, and a floor of the rate above every peak of a home-made file.</summary>
internal static class MixedRates
{
    // Below this, a floor may be a share of the peak.
    private const double LargestShare = 0.5;

    // Floors that are meant as a share of the peak are a hundredth of it or so; smaller ones are rates, which a rule judges.
    private const double SmallestShare = 5e-3;

    // From here on it is what people write who mean a share (a tenth of the peak).
    private const double UsualShare = 0.1;

    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade)
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf =>
            document.View.File.Format.Kind == FormatKind.Document && RateKey.Of(leaf.Word) is not null && document.IsOwn(leaf.Entry.Value)))
        {
            ObserveList(document, leaf);
        }

        ObserveFloors(document);
    }

    // [1e-3, cosine] and [loguniform, 1e-5, 1e-3] are somebody's way to write a schedule or a range.
    private static void ObserveList(CheckedDocument document, Leaf leaf)
    {
        if (leaf.Entry.Value is not SequenceNode { Items.Count: > 2 } list || list.Items.Any(item => item is not ScalarNode))
        {
            return;
        }

        var items = list.Items.Cast<ScalarNode>().ToArray();
        var words = items.Where(item => ScalarResolver.AnyNumber(item.Text) is null).ToArray();
        if (words.Length == 1 && !ReferenceEquals(words[0], items[0]) && !Placeholders.IsPlaceholder(words[0])
            && words[0].Text.All(char.IsLetter) && !Vocabulary.RateModes.Contains(words[0].Text.ToLowerInvariant()))
        {
            document.Observe(new WrongTypeObservation(words[0].Place, leaf.Path, "'" + words[0].Text + "' among the numbers", "a number",
                "the optimizer or the schedule computes with every one of them", Severity.Warning));
        }
    }

    private static void ObserveFloors(CheckedDocument document)
    {
        var rates = document.Leaves.Where(leaf => RateKey.Of(leaf.Word) is not null).Select(document.Number);
        if (document.Recipes.Count == 0 || rates.Max() is not (> 0 and < LargestShare and var peak))
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => Vocabulary.AmbiguousFloors.Contains(leaf.Word)
            && document.IsOwn(leaf.Entry.Value)
            && document.Number(leaf) is (>= SmallestShare and < UsualShare) or (>= LargestShare and <= 1)
            && document.Number(leaf) > peak))
        {
            document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, ((ScalarNode)leaf.Entry.Value).Text,
                FormattableString.Invariant($"a rate below the peak of {peak}, or a small share of it"),
                document.Number(leaf) >= LargestShare ? "as a rate it lies above the peak, and as a share the rate hardly falls"
                    : "as a rate it lies above the peak, so the rate rises to it; only a schedule that takes it for a share falls",
                Severity.Info));
        }
    }
}
