using System;
using System.Collections.Generic;
using TrainingLint.Configs.Checks.Relations;
using TrainingLint.Configs.Checks.Traps;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Looks at single values of a training config of any dialect: their domains, names, lengths, places and spelling.</summary>
internal static class ValueObserver
{
    private static readonly IReadOnlyList<Action<CheckedDocument>> Checks =
    [
        FrameworkWords.Observe,
        TorchNames.Observe,
        KnownNameCheck.Observe,
        NameDomain.Observe,
        FlagTexts.Observe,
        EmptyRates.Observe,
        BrokenNumbers.Observe,
        ListLengths.Observe,
        SingleNumbers.Observe,
        SchedulerInterval.Observe,
        SettingDomains.Observe,
        AttentionHeads.Observe,
        document => WordDomain.Observe(WordDomains.Rows, document),
        MisplacedSettings.Observe,
        BrokenInterpolations.Observe,
        OddSpellings.Observe,
        OrderedPairs.Observe,
        SavesBeyondEnd.Observe,
        IntervalsBeyondEnd.Observe,
        MixedRates.Observe,
        AudioShapes.Observe,
        ImageShapes.Observe,
        ListPairs.Observe,
        SplitSums.Observe,
        PhaseSums.Observe,
        StartsBeyondEnd.Observe,
        RolloutShapes.Observe,
        BoostedTrees.Observe,
        NameFamilies.Observe,
        MonitorModes.Observe,
        SectionNames.Observe,
        MisplacedRates.Observe,
        SiblingFiles.Observe,
        QuotedNumbers.Observe,
        CurlyQuotes.Observe,
        SweepChoices.Observe,
        InputScale.Observe,
        EmptyCounts.Observe,
        AdapterTargets.Observe,
        StreamingLengths.Observe,
        RunCounts.Observe,
        ClassCounts.Observe,
        ClassNames.Observe,
        Vocabularies.Observe,
        Mixtures.Observe,
        DocumentRelations.Observe,
        OpenMmLabModels.Observe,
        DarknetLayers.Observe,
        VoxelGrids.Observe,
    ];

    public static void Observe(Dialect dialect, ConfigView view, IReadOnlyList<Recipe> recipes, ICollection<Observation> observations)
    {
        var document = new CheckedDocument(dialect, view, recipes, observations);
        foreach (var check in Checks)
        {
            check(document);
        }

        SettingTraps.Observe(dialect, view, recipes, observations);
        SweepRanges.Observe(view.Root, observations);
    }
}
