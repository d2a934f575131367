using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Probabilities of the parts of a mixture that do not sum to 1: numpy's choice, through which <c>datasets.interleave_datasets</c> draws,
/// raises a ValueError.
/// </summary>
internal static class Mixtures
{
    private const double Tolerance = 0.011;

    private static readonly HashSet<string> Words = new(
        ["interleave_probs", "interleave_probabilities", "mixing_probs", "mixture_probs", "mix_probs", "dataset_probs", "data_probs",
            "source_probs", "domain_probs", "dataset_probabilities", "mixing_probabilities", "mixture_probabilities", "sampling_probabilities",
            "train_probs"],
        StringComparer.Ordinal);

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves.Where(leaf => Words.Contains(leaf.Word) && document.IsOwn(leaf.Entry.Value)))
        {
            if ((document.Numbers(leaf) ?? Written(leaf)) is { Count: > 1 } parts && parts.All(part => part is >= 0 and <= 1)
                && Math.Abs(parts.Sum() - 1) is > Tolerance and var off && off <= 1)
            {
                document.Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path,
                    FormattableString.Invariant($"probabilities that sum to {Math.Round(parts.Sum(), 4)}"), "probabilities that sum to 1",
                    "numpy's choice, which draws the next source by them, raises a ValueError; some programs divide by the sum first",
                    Severity.Warning));
            }
        }
    }

    // interleave_probs: 0.7,0.3 of LLaMA-Factory.
    private static IReadOnlyList<double>? Written(Leaf leaf)
    {
        if (leaf.Entry.Value is not ScalarNode { Text: { Length: < 200 } text } || text.IndexOf(',') < 0)
        {
            return null;
        }

        var numbers = text.Split(',').Select(part =>
            double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null)
            .ToArray();
        return Array.TrueForAll(numbers, number => number is not null) ? [.. numbers.Select(number => number!.Value)] : null;
    }
}
