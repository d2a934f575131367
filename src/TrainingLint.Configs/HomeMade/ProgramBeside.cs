using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>The program that reads a home-made config, and what follows from it for the config.</summary>
internal sealed class ProgramBeside
{
    // A program that reads a config has most of its keys as words; another one of the same repository has some by chance.
    private const double LeastShare = 0.6;
    private const int LeastKeys = 5;

    private readonly ProgramIndex _index;
    private readonly ConfigView _view;
    private readonly IReadOnlyList<Leaf> _leaves;

    private ProgramBeside(ConfigView view, IReadOnlyList<Leaf> leaves, ProgramIndex index) => (_view, _leaves, _index) = (view,
        leaves, index);

    /// <summary>The program beside a config; null where there is none that has its keys.</summary>
    public static ProgramBeside? Of(ConfigView view, IReadOnlyList<Leaf> leaves)
    {
        if (view.File.Format.Kind != FormatKind.Document || view.File.FullPath is not { } path
            || view.Files?.Programs?.IndexFor(path) is not { } index)
        {
            return null;
        }

        var keys = leaves.Select(leaf => leaf.Entry.Key.Text).Distinct(StringComparer.Ordinal).ToArray();
        var read = keys.Count(key => index.Find(key) is not null || index.Find(key.Replace('-', '_')) is not null);
        return keys.Length >= LeastKeys && read >= LeastShare * keys.Length ? new ProgramBeside(view, leaves, index) : null;
    }

    /// <summary>
    /// The loader: PyYAML where the repository reads YAML with nothing else and nothing converts what it reads; otherwise the given one.
    /// </summary>
    public Loader Loader(Loader otherwise)
    {
        if (_view.File.Format != ConfigFormats.Yaml || _index.PyYaml is not { } line || _index.HasOtherLoader || _index.ConvertsAnything)
        {
            return otherwise;
        }

        return otherwise with
        {
            Name = "PyYAML (" + line + ")",
            Schema = Loaders.PyYaml.Schema,
            TextNumberConsequenceAt = key => IsTaken(KeyWords.LastSegment(key)) && !_index.Converts(KeyWords.LastSegment(key))
                ? "no source of the repository converts it, so that the optimizer is built with text and stops with a TypeError" : null,
        };
    }

    /// <summary>True where the loader is known to be none that takes <c>1e-4</c> for text, or something converts it.</summary>
    public bool KnowsLoader => _index.HasOtherLoader || _index.PyYaml is not null;

    /// <summary>Notes what the program does not do with the config.</summary>
    public void Observe(IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        UnreadSections.Observe(_view, _index, observations);
        UnreadKeys.Observe(_view, _leaves, _index, observations);
        DanglingReferences.Observe(_view, _leaves, _index, observations);
        UnknownNames.Observe(_view, _leaves, _index, observations);
        ObserveSeeds(recipes, observations);
    }

    /// <summary>True where the program seeds itself, so that no config needs to.</summary>
    public bool SeedsItself => _index.SpeaksOfSeeds;

    /// <summary>The values that the program takes for settings that the recipe does not have.</summary>
    public IReadOnlyList<FilledGap> GapsOf(RecipeBuilder draft)
    {
        var gaps = new List<FilledGap>();
        foreach (var (key, words) in Vocabulary.Numbers.Where(row => draft.Get(row.Key) is { HasValue: false, Text: null }))
        {
            // Two different values belong to two programs, or to two ways through one.
            var found = words.SelectMany(_index.DefaultsOf).ToArray();
            if (found.Select(one => one.Text).Distinct(StringComparer.Ordinal).Count() == 1
                && ScalarResolver.AnyNumber(found[0].Text) is { } number && !double.IsNaN(number) && !double.IsInfinity(number))
            {
                gaps.Add(new FilledGap(key, found[0].Name, found[0].Text, number, UnreadKeys.PlaceOf(found[0].Line)!));
            }
        }

        return gaps;
    }

    /// <summary>True where the program asks whether a setting is zero, and then does something else than to count to it.</summary>
    public bool AsksForZero(Leaf leaf) => _index.AsksForZero(leaf.Entry.Key.Text);

    /// <summary>True where the program has a key as a word of its own.</summary>
    public bool Reads(Leaf leaf) => UnreadKeys.LineOf(_index, leaf) is not null;

    private bool IsTaken(string key) => _index.Find(key) is not null;

    private void ObserveSeeds(IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        if (recipes.Count == 0 || _index.Trains is not { } trains || recipes[0].Get(Facts.LearningRate).Place is not { } place)
        {
            return;
        }

        if (!_index.SpeaksOfSeeds)
        {
            if (_leaves.FirstOrDefault(leaf => leaf.Word.Contains("seed") && ReferenceEquals(leaf.Entry.Key.Source, _view.File)) is { } idle)
            {
                foreach (var weaker in observations.OfType<WithoutEffectObservation>().Where(seen => seen.Place == idle.Entry.Key.Place)
                    .ToArray())
                {
                    observations.Remove(weaker);
                }

                observations.Add(new WithoutEffectObservation(idle.Entry.Key.Place, idle.Path, idle.Entry.Key.Text,
                    "no source of the repository has a word about a seed, and " + trains + " trains", Severity.Warning)
                { Source = UnreadKeys.PlaceOf(trains) });
                return;
            }

            observations.Add(new UnseededObservation(place, UnreadKeys.PlaceOf(trains)!, trains.ToString()));
            return;
        }

        var seed = recipes.Select(recipe => recipe.Get(Facts.Seed)).FirstOrDefault(setting => setting is
        {
            HasValue: true,
            Place: not null
        });
        if (seed is null || _index.SeedOf(RandomSource.Torch) is not { } torch || _index.SeedOf(RandomSource.Everything) is not null)
        {
            return;
        }

        foreach (var (source, name) in new[] { (RandomSource.NumPy, "NumPy"), (RandomSource.Python, "Python's random") })
        {
            if (_index.DrawOf(source) is { } draw && _index.SeedOf(source) is null)
            {
                observations.Add(new UnseededObservation(seed.Place!, UnreadKeys.PlaceOf(draw)!, draw.ToString())
                {
                    Library = name,
                    SeededIn = torch.ToString()
                });
                return;
            }
        }
    }
}
