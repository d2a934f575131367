using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>What stands still on purpose in a home-made config: a part of a model beside one that learns, or all of it.</summary>
internal static class FrozenParts
{
    /// <summary>
    /// The rates without those of 0 that a part of the model has beside a positive one: BOIL's inner loop moves the body and leaves the
    /// head alone (Oh et al. 2021), <c>{classifier_lr: 0.0, extractor_lr: 0.5}</c>.
    /// </summary>
    public static Leaf[] Without(RecipeScope scope, IReadOnlyList<Leaf> leaves, Leaf[] rates) => [.. rates.Where(rate =>
        !HasTable(scope, leaves, rate) && (RateKey.Of(rate.Word)?.Part is null || !rate.NumberIn(scope).Is(0) || !leaves.Any(other =>
            other.ParentPath == rate.ParentPath && IsNamedAsRate(other.Word) && other.NumberIn(scope).Or(0) > 0)))];

    // lr: 0. beside lr_table: {_xyz: 0.00016, ...}: each part has its rate in the table, and the rest stands still (EasyVolcap).
    private static bool HasTable(RecipeScope scope, IReadOnlyList<Leaf> leaves, Leaf rate) => rate.NumberIn(scope).Is(0)
        && leaves.Any(other => other.Segments.Count > 1 && DottedName.Parent(other.ParentPath) == rate.ParentPath
            && KeyWords.Split(other.ParentWord) is var words && (words.Contains("lr") || words.Contains("rates"))
            && !other.ParentWord.Contains("sched") && other.NumberIn(scope).Or(0) > 0);

    /// <summary>
    /// True where both the rate and the factor of its schedule are 0, which nobody writes by a slip: the program runs, and the weights
    /// that it has loaded stay as they are.
    /// </summary>
    public static bool AreAll(RecipeScope scope, IReadOnlyList<Leaf> leaves, RecipeBuilder draft) =>
        draft.Get(Facts.LearningRate).Is(0) && leaves.Any(leaf => leaf.Word is "gamma" or "lr_gamma" or "scheduler_gamma"
            && (leaf.Word != "gamma" || IsBelowSchedule(leaf)) && leaf.NumberIn(scope).Is(0));

    private static bool IsBelowSchedule(Leaf leaf) =>
        leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => KeyWords.Normalize(segment).Contains("sched"));

    private static bool IsNamedAsRate(string word) => word.EndsWith("_lr", StringComparison.Ordinal)
        || word.EndsWith("learning_rate", StringComparison.Ordinal) || RateKey.Of(word) is not null;
}
