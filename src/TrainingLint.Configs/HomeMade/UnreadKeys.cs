using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Keys of a training section that no source of the repository has as a word, while it has their siblings: nothing reads them.
/// A word that is put together, stands in a comment or names an argument of a library counts as read.
/// </summary>
internal static class UnreadKeys
{
    private const int LeastSiblings = 3;
    private const double LeastShare = 0.75;
    private const int ShortestKey = 4;
    private const int ShortestSlip = 6;

    /// <summary>Notes the keys that nothing reads; as a warning where a word of the program is one slip away.</summary>
    /// <param name="view">The config.</param>
    /// <param name="leaves">Its values.</param>
    /// <param name="program">The program that reads it.</param>
    /// <param name="observations">Where to note them; what is noted there of a key already goes first.</param>
    public static void Observe(ConfigView view, IReadOnlyList<Leaf> leaves, ProgramIndex program, ICollection<Observation> observations)
    {
        var noted = new HashSet<Place>(observations.Select(observation => observation.Place));
        foreach (var section in leaves.Where(leaf => ReferenceEquals(leaf.Entry.Key.Source, view.File)
            && IsName(leaf.Entry.Key.Text)).GroupBy(leaf => leaf.ParentPath, StringComparer.Ordinal))
        {
            var keys = section.ToArray();
            var read = keys.Where(leaf => LineOf(program, leaf) is not null).ToArray();
            if (read.Length < LeastSiblings || read.Length < LeastShare * keys.Length || !keys.Any(IsOfTraining))
            {
                continue;
            }

            foreach (var leaf in keys.Except(read).Where(leaf => !noted.Contains(leaf.Entry.Key.Place)))
            {
                Observe(leaf, keys, read[0], program, observations);
            }
        }
    }

    private static void Observe(Leaf leaf, Leaf[] siblings, Leaf read, ProgramIndex program, ICollection<Observation> observations)
    {
        var key = leaf.Entry.Key.Text;
        var isSpeltOtherwise = program.OccursOtherwise(key);
        if (key.Length < ShortestKey || ConstructorParameters.All.Contains(key) || (program.Occurs(key) && !isSpeltOtherwise))
        {
            return;
        }

        var meant = key.Length >= ShortestSlip ? program.NearestTo(key) : null;
        if (meant is not null && (Array.Exists(siblings, sibling => sibling.Entry.Key.Text == meant) || IsPlural(key, meant)))
        {
            meant = null;
        }

        if (isSpeltOtherwise && meant is null)
        {
            return;
        }

        var line = meant is null ? LineOf(program, read) : program.Find(meant);
        var reason = meant is null
            ? "no source of the repository has that word, while '" + read.Entry.Key.Text + "' beside it is read in " + line
            : "no source of the repository has that word; '" + meant + "', " + (Slip.IsCaseOrSeparator(key, meant)
            ? "spelt otherwise" : "one slip away") + ", is read in " + line;
        observations.Add(new WithoutEffectObservation(leaf.Entry.Key.Place, leaf.Path, key, reason, meant is null ? Severity.Info
            : Severity.Warning)
        { Source = PlaceOf(line) });
    }

    /// <summary>Where a program has a key as a word of its own, with the underscores that argparse gives it; null where it has
    /// not.</summary>
    public static SourceLine? LineOf(ProgramIndex program, Leaf leaf) =>
        program.Find(leaf.Entry.Key.Text) ?? (leaf.Entry.Key.Text.IndexOf('-') > 0 ? program.Find(leaf.Entry.Key.Text.Replace('-',
            '_')) : null);

    /// <summary>A line of a program as a place.</summary>
    public static Place? PlaceOf(SourceLine? line) => line is null ? null : new Place(line.Shown, line.Line, 1, line.Line, 1);

    private static bool IsOfTraining(Leaf leaf) => RateKey.Of(leaf.Word) is not null || Vocabulary.Evidence.Contains(leaf.Word);

    private static bool IsPlural(string key, string meant) => key.TrimEnd('s') == meant.TrimEnd('s') && !(key.Length > 8
        || meant.Length > 8);

    // _target_ and its like speak to a library that puts objects together (hydra/_internal/instantiate/_instantiate2.py).
    private static bool IsName(string key) => key.Length > 0 && char.IsLetter(key[0]) && key.All(c =>
        char.IsLetterOrDigit(c) || c is '_' or '-');
}
