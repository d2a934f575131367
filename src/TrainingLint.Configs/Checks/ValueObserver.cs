using System.Collections.Generic;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Looks at single values of a training config of any dialect: their domains, names, lengths, places and spelling.</summary>
internal static class ValueObserver
{
    public static void Observe(Dialect dialect, ConfigView view, IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        var document = new CheckedDocument(dialect, view, recipes, observations);
        FrameworkWords.Observe(document);
        TorchNames.Observe(document);
        KnownNameCheck.Observe(document);
        NameDomain.Observe(document);
        FlagTexts.Observe(document);
        EmptyRates.Observe(document);
        BrokenNumbers.Observe(document);
        ListLengths.Observe(document);
        SingleNumbers.Observe(document);
        SchedulerInterval.Observe(document);
        SettingDomains.Observe(document);
        AttentionHeads.Observe(document);
        WordDomain.Observe(WordDomains.Rows, document);
        MisplacedSettings.Observe(document);
        BrokenInterpolations.Observe(document);
        OddSpellings.Observe(document);
        OrderedPairs.Observe(document);
        SavesBeyondEnd.Observe(document);
        IntervalsBeyondEnd.Observe(document);
        MixedRates.Observe(document);
        AudioShapes.Observe(document);
        ImageShapes.Observe(document);
        ListPairs.Observe(document);
        SplitSums.Observe(document);
        PhaseSums.Observe(document);
        StartsBeyondEnd.Observe(document);
        RolloutShapes.Observe(document);
        BoostedTrees.Observe(document);
        NameFamilies.Observe(document);
        MonitorModes.Observe(document);
        SectionNames.Observe(document);
        MisplacedRates.Observe(document);
        SiblingFiles.Observe(document);
        QuotedNumbers.Observe(document);
        CurlyQuotes.Observe(document);
        SweepChoices.Observe(document);
        InputScale.Observe(document);
        EmptyCounts.Observe(document);
        AdapterTargets.Observe(document);
        StreamingLengths.Observe(document);
        RunCounts.Observe(document);
        ClassCounts.Observe(document);
        SweepRanges.Observe(view.Root, observations);
    }
}
