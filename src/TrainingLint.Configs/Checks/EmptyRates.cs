using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Keys of a learning rate with nothing behind them, where no other key of the document holds a rate.</summary>
internal static class EmptyRates
{
    public static void Observe(CheckedDocument document)
    {
        var rates = document.Leaves.Where(leaf => RateKey.Of(leaf.Word) is not null
            && !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment =>
            Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)))).ToArray();

        // None is how a program says that a flag has no default.
        if (!document.View.IsComplete || document.View.File.Format.Kind == FormatKind.Code
            || document.Leaves.Any(leaf => IsPartOfRate(leaf) && document.Number(leaf) is not null)
            || rates.Any(rate => document.Number(rate) is not null || rate.Entry.Value is not ScalarNode scalar
            || !IsNothing(document, scalar)))
        {
            return;
        }

        foreach (var rate in rates.Where(rate => document.IsOwn(rate.Entry.Value)))
        {
            document.Observe(new WrongTypeObservation(
                rate.Entry.Value.Place, rate.Path, "nothing", "a number above 0", "the optimizer is built without a rate and stops, or trains with a default that nobody has chosen", Severity.Warning));
        }
    }

    // schedules.lr.peak: the rate has a mapping of its own.
    private static bool IsPartOfRate(Leaf leaf) =>
        leaf.Segments.Count > 1 && RateKey.Of(KeyWords.Normalize(leaf.Segments[leaf.Segments.Count - 2])) is not null;

    private static bool IsNothing(CheckedDocument document, ScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Tag is null && scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Null;
}
