using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Parameters of gradient-boosted trees: XGBoost (<c>doc/parameter.rst</c>, <c>src/tree/param.h</c>) and LightGBM
/// (<c>include/LightGBM/config.h</c>, whose checks these domains are).
/// </summary>
internal static class BoostedTrees
{
    private static readonly HashSet<string> Rounds = WordList.Of("num_boost_round n_estimators num_iterations num_rounds num_round nrounds "
        + "num_trees");

    private static readonly IReadOnlyList<(HashSet<string> Keys, NumberDomain Domain, double[] Sentinels, string Consequence)> Domains =
    [
        (WordList.Of("eta learning_rate"), new NumberDomain(0, 1, false, true, "a number above 0 and at most 1"), [],
            "each tree is added with this weight: at 0 nothing is learned, above 1 every tree overshoots"),
        (WordList.Of("subsample colsample_bytree colsample_bylevel colsample_bynode bagging_fraction feature_fraction "
            + "feature_fraction_bynode rsm"),
            NumberDomain.Shrinking, [], "it is the share of rows or columns that a tree sees, and other numbers are refused"),
        (WordList.Of("num_leaves max_leaves"),
            new NumberDomain(2, double.PositiveInfinity, true, false, "a whole number of at least 2") { IsWhole = true }, [0],
                "a tree of one leaf decides nothing"),
        (WordList.Of("max_depth"), NumberDomain.CountOrNone, [-1], "there is no tree of negative depth"),
        (WordList.Of("lambda_l1 lambda_l2 reg_lambda reg_alpha min_child_weight gamma min_split_loss min_gain_to_split min_sum_hessian_in_leaf"),
            NumberDomain.NotNegative, [], "a penalty cannot be negative, and the library refuses it"),
        (Rounds, NumberDomain.Count, [-1], "no tree is grown"),
        (WordList.Of("max_bin"), new NumberDomain(2, double.PositiveInfinity, true, false, "a whole number of at least 2") { IsWhole = true },
            [], "a feature in one bin cannot be split"),
        (WordList.Of("scale_pos_weight"), NumberDomain.Positive, [], "it weighs the positive examples"),
    ];

    public static void Observe(CheckedDocument document)
    {
        foreach (var siblings in document.Siblings.Where(siblings => TreeWords.AreSpokenIn(siblings.Select(leaf => leaf.Word))))
        {
            foreach (var leaf in siblings.Where(leaf => document.IsOwn(leaf.Entry.Value)))
            {
                ObserveNumber(document, leaf);
                ObserveName(document, leaf);
            }

            // The number of trees often stands beside their parameters, as an argument of its own.
            if (document.Only(Rounds) is { } rounds && rounds.Leaf.ParentPath != siblings.Key)
            {
                ObserveNumber(document, rounds.Leaf);
            }

            ObserveLeaves(document, siblings);
            ObserveBagging(document, siblings);
            ObserveStopping(document, siblings);
        }
    }

    private static void ObserveNumber(CheckedDocument document, Leaf leaf)
    {
        var row = Domains.FirstOrDefault(row => row.Keys.Contains(leaf.Word));
        if (row.Keys is not null && document.Number(leaf) is { } number && !double.IsNaN(number) && !row.Domain.Contains(number)
            && Array.IndexOf(row.Sentinels, number) < 0)
        {
            document.ObserveUnfit(leaf, row.Domain.Text, row.Consequence);
        }
    }

    private static void ObserveName(CheckedDocument document, Leaf leaf)
    {
        var names = leaf.Word switch
        {
            "objective" => TreeNames.Objectives,
            "eval_metric" or "metric" => TreeNames.Metrics,
            "tree_method" => TreeNames.Methods,
            "boosting_type" or "booster" or "boosting" => TreeNames.Boosters,
            _ => null,
        };
        if (names is not null && leaf.Entry.Value is ScalarNode { Text: { Length: > 2 and < 60 } text } scalar && text.IndexOf('@') < 0
            && names.MeantBy(text, isComplete: true) is { } meant)
        {
            document.Observe(new UnknownNameObservation(
                scalar.Place, leaf.Path, names.What, text, text.Substring(0, text.IndexOf(':') + 1) + meant,
                    "The library looks it up by this name and stops", Severity.Warning));
        }
    }

    private static void ObserveLeaves(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        if (Find(document, siblings, ["num_leaves", "max_leaves"]) is { } leaves
            && Find(document, siblings, ["max_depth"]) is { Number: > 0 and < 31 } depth
            && leaves.Number > Math.Pow(2, depth.Number))
        {
            NoteIdle(document, leaves.Leaf,
                FormattableString.Invariant($"a tree of depth {depth.Number} has at most {Math.Pow(2, depth.Number)} leaves")
                    + "; write fewer leaves, or a greater depth");
        }
    }

    // LightGBM, docs/Parameters.rst: to enable bagging, bagging_freq must be above 0 as well, and by default it is not.
    private static void ObserveBagging(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        var isLight = siblings.Any(leaf =>
            leaf.Word is "num_leaves" or "min_data_in_leaf" or "feature_fraction" or "boosting_type" or "bagging_freq");
        if (isLight && Find(document, siblings, ["bagging_fraction"]) is { Number: > 0 and < 1 } share
            && Find(document, siblings, ["bagging_freq", "subsample_freq"]) is var every && (every is null or { Number: 0 })
            && !siblings.Any(leaf => leaf.Word is "bagging_freq" or "subsample_freq" && document.Number(leaf) is null))
        {
            NoteIdle(document, every is { } frequency ? frequency.Leaf : share.Leaf, "LightGBM draws a part of the rows only where "
                + "'bagging_freq' is above 0; set it to 1 or more");
        }
    }

    private static void ObserveStopping(CheckedDocument document, IEnumerable<Leaf> siblings)
    {
        var stopping = Find(document, siblings,
            ["early_stopping_rounds", "early_stopping_round"]) ?? document.Only(["early_stopping_rounds", "early_stopping_round"]);
        var rounds = Find(document, siblings, Rounds) ?? document.Only(Rounds);
        if (stopping is { Number: > 0 } patience && rounds is { Number: > 0 } run && patience.Number >= run.Number)
        {
            NoteIdle(document, patience.Leaf,
                FormattableString.Invariant($"all {run.Number} rounds are over before so many have brought nothing")
                    + "; write a smaller number, such as a tenth");
        }
    }

    private static void NoteIdle(CheckedDocument document, Leaf leaf, string reason)
    {
        if (document.IsOwn(leaf.Entry.Value))
        {
            document.Observe(new WithoutEffectObservation(
                leaf.Entry.Value.Place, leaf.Path, leaf.Entry.Key.Text + ": " + ((ScalarNode)leaf.Entry.Value).Text, reason,
                    Severity.Warning));
        }
    }

    private static (Leaf Leaf, double Number)? Find(CheckedDocument document, IEnumerable<Leaf> siblings, ICollection<string> words) =>
        siblings.FirstOrDefault(leaf => words.Contains(leaf.Word) && document.Number(leaf) is not null) is { } leaf
            ? (leaf, document.Number(leaf)!.Value) : null;
}
