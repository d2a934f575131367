using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Names of optimizers that no library offers and that no source of the repository has as a word, not even in a comment or
/// as a piece of a name: looking them up must fail.
/// </summary>
internal static class UnknownNames
{
    private const int ShortestName = 3;
    private const int LongestName = 40;

    /// <summary>Notes such names of the file itself.</summary>
    public static void Observe(ConfigView view, IReadOnlyList<Leaf> leaves, ProgramIndex program, ICollection<Observation> observations)
    {
        foreach (var leaf in leaves.Where(leaf => IsName(leaf) && HasRate(leaf, leaves)))
        {
            if (leaf.Entry.Value is ScalarNode { Tag: null, Text: var text } scalar && ReferenceEquals(scalar.Source, view.File)
                && IsWord(text)
                && scalar.Read(Loaders.Unspecified.Schema).Kind == ScalarKind.Text && !KnownNames.Optimizers.Has(text)
                && KnownNames.Optimizers.MeantBy(text, isComplete: false) is null && !OptimizerFamilies.IsNamedBy(text)
                && !Placeholders.IsNone(text) && !program.Occurs(text) && !program.IsPartOfName(text))
            {
                observations.Add(new WrongTypeObservation(
                    scalar.Place, leaf.Path, "'" + text + "'", "the name of an optimizer that the program knows",
                    "no source of the repository has that word and no library offers it, so that looking it up fails", Severity.Warning));
            }
        }
    }

    private static bool IsName(Leaf leaf) => !PicksAFile(leaf) && (Vocabulary.Optimizers.Contains(leaf.Word)
        || (Vocabulary.Optimizers.Contains(leaf.ParentWord) && Vocabulary.Names.Contains(leaf.Entry.Key.Text)));

    // optim: {optimizer: RandomSearch, budget: 100} searches for settings (mvfst-rl, hydra/sweeper): an optimizer of weights has a rate.
    private static bool HasRate(Leaf leaf, IReadOnlyList<Leaf> leaves)
    {
        var section = Vocabulary.Optimizers.Contains(leaf.Word) ? leaf.ParentPath : Above(leaf.ParentPath);
        return leaves.Any(other => RateKey.Of(other.Word) is not null && other.Entry.Value is ScalarNode && (section.Length == 0
            || other.ParentPath == section || other.ParentPath.StartsWith(section + ".", StringComparison.Ordinal)
            || (other.ParentPath.Length == 0 || section.StartsWith(other.ParentPath + ".", StringComparison.Ordinal))));
    }

    private static string Above(string path) => path.LastIndexOf('.') is > 0 and var split ? path.Substring(0, split) : "";

    // defaults: [{optimizer: small_batch}] names optimizer/small_batch.yaml, from which Hydra takes the section.
    private static bool PicksAFile(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => segment == "defaults");

    private static bool IsWord(string text) => text.Length is >= ShortestName and <= LongestName && char.IsLetter(text[0])
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
