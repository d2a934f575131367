using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>A composed training config, whatever its dialect, as the checks of single values see it.</summary>
internal sealed class CheckedDocument
{
    private readonly ICollection<Observation> _observations;
    private readonly HashSet<Place> _places;

    public CheckedDocument(Dialect dialect, ConfigView view, IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        (Dialect, View, Recipes, _observations) = (dialect, view, recipes, observations);
        Leaves = LeafCollector.Of(view);
        Siblings = Leaves.ToLookup(leaf => leaf.ParentPath, StringComparer.Ordinal);
        _places = [.. observations.Where(one =>
            one is WrongTypeObservation or WithoutEffectObservation or OutsideRangeObservation
                { IsImpossible: true } or UnknownNameObservation).Select(one =>
            one.Place)];
        IsReinforcement = Leaves.Any(leaf => Vocabulary.Reinforcement.Contains(leaf.Word));
    }

    public Dialect Dialect { get; }

    public ConfigView View { get; }

    public IReadOnlyList<Recipe> Recipes { get; }

    /// <summary>Every value of the document.</summary>
    public IReadOnlyList<Leaf> Leaves { get; }

    /// <summary>The values of each mapping, by its path.</summary>
    public ILookup<string, Leaf> Siblings { get; }

    /// <summary>True when the document speaks of agents in an environment.</summary>
    public bool IsReinforcement { get; }

    /// <summary>True when nobody's framework reads the file.</summary>
    public bool IsHomeMade => Dialect is Generic or PythonSettings;

    /// <summary>What the programs of the repository say; null where there are none.</summary>
    public ProgramIndex? Program => View.File.FullPath is { } path ? View.Files?.Programs?.IndexFor(path) : null;

    /// <summary>True for the defaults of flags, which argparse takes through their type, and a zero of which waits for a user.</summary>
    public bool IsOfFlags => View.Root.Tag is PythonRoots.Arguments or PythonRoots.Class;

    /// <summary>True for what the file itself writes; base files answer for their own.</summary>
    public bool IsOwn(ConfigNode node) => ReferenceEquals(node.Source, View.File);

    /// <summary>The number at a leaf as the loader delivers it; null for anything else.</summary>
    public double? Number(Leaf leaf) =>
        leaf.Entry.Value is ScalarNode scalar
            && Values.Evaluate(Dialect.Loader, scalar) is { IsNumber: true, Number: var number } ? number : null;

    /// <summary>The first value beside another, in the same mapping, whose key is one of some words; null without one.</summary>
    public Leaf? Beside(Leaf leaf, IReadOnlyCollection<string> words) =>
        Siblings[leaf.ParentPath].FirstOrDefault(sibling => words.Contains(sibling.Word) && !ReferenceEquals(sibling, leaf));

    /// <summary>The only number of the document under one of some words; null where there are none or several.</summary>
    public (Leaf Leaf, double Number)? Only(IReadOnlyCollection<string> words)
    {
        var found = Leaves.Where(leaf => words.Contains(leaf.Word) && Number(leaf) is not null).Take(2).ToArray();
        return found.Length == 1 ? (found[0], Number(found[0])!.Value) : null;
    }

    /// <summary>The numbers of a list; null for anything else, and for a list that holds more than numbers.</summary>
    public IReadOnlyList<double>? Numbers(Leaf leaf)
    {
        if (leaf.Entry.Value is not SequenceNode list)
        {
            return null;
        }

        var numbers = list.Items.OfType<ScalarNode>().Select(item => Values.Evaluate(Dialect.Loader, item))
            .Where(value => value.IsNumber).Select(value => value.Number).ToArray();
        return numbers.Length == list.Items.Count ? numbers : null;
    }

    /// <summary>True when some recipe holds the value, so that a rule of its own judges it.</summary>
    public bool IsJudged(Leaf leaf, SettingKey key) => Recipes.Any(recipe => leaf.Entry.Value.Place.Equals(recipe.Get(key).Place));

    /// <summary>
    /// True for a length of a home-made file whose remark speaks of epochs or of negative numbers: programs take the sign for a unit,
    /// so that <c>niter: -70  # epochs</c> counts epochs.
    /// </summary>
    public bool MayCountEpochs(Place place)
    {
        var lines = IsHomeMade ? View.File.Text.Split('\n') : [];
        var line = place.Line <= lines.Length ? lines[place.Line - 1] : "";
        var remark = line.IndexOf('#') is >= 0 and var start ? line.Substring(start) : "";
        return remark.IndexOf("epoch", StringComparison.OrdinalIgnoreCase) >= 0
            || remark.IndexOf("negative", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Notes a value that the file itself writes and that does not fit.</summary>
    /// <param name="leaf">The value, a scalar.</param>
    /// <param name="wanted">What fits, for people.</param>
    /// <param name="consequence">What happens otherwise.</param>
    public void ObserveUnfit(Leaf leaf, string wanted, string consequence)
    {
        if (leaf.Entry.Value is ScalarNode scalar && IsOwn(scalar))
        {
            Observe(new WrongTypeObservation(scalar.Place, leaf.Path, scalar.Text, wanted, consequence, Severity.Warning));
        }
    }

    /// <summary>Notes a list that the file itself writes and that does not fit.</summary>
    /// <param name="leaf">The list.</param>
    /// <param name="found">What is written, for people.</param>
    /// <param name="wanted">What fits, for people.</param>
    /// <param name="consequence">What happens otherwise.</param>
    public void ObserveUnfit(Leaf leaf, string found, string wanted, string consequence)
    {
        if (IsOwn(leaf.Entry.Value))
        {
            Observe(new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, found, wanted, consequence, Severity.Warning));
        }
    }

    /// <summary>Notes something of a place, unless the dialect has said something of it already.</summary>
    public void Observe(Observation observation)
    {
        if (_places.Add(observation.Place) && Weighed(observation) is { } weighed)
        {
            _observations.Add(weighed);
        }
    }

    // In a file of nobody's framework a word may mean something else than it says. A program that asks for the sign of a value knows what to do
    // with it, and what several files of a folder write is no slip of the pen.
    private Observation? Weighed(Observation observation)
    {
        if (!IsHomeMade || observation is not WrongTypeObservation { Severity: Severity.Warning, Key: { } path, Found: var text } unfit)
        {
            return observation;
        }

        var key = KeyWords.LastSegment(path);
        return ScalarResolver.AnyNumber(text) is not { } number ? observation
            : number <= 0 && Program?.AsksForSign(key) == true ? null
            : FolderHabits.Write(View, key, text) ? unfit with { Severity = Severity.Info } : unfit;
    }
}
