using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Words;

/// <summary>Words by which parameters of gradient-boosted trees are told from those of networks (XGBoost, LightGBM, CatBoost).</summary>
internal static class TreeWords
{
    private const int LeastWords = 3;

    private static readonly HashSet<string> Distinctive = WordList.Of(
        "num_leaves bagging_fraction feature_fraction min_data_in_leaf min_child_samples boosting_type colsample_bytree "
            + "colsample_bylevel min_child_weight num_boost_round tree_method "
        + "lambda_l1 lambda_l2 max_bin scale_pos_weight bagging_freq min_gain_to_split reg_lambda reg_alpha grow_policy");

    private static readonly HashSet<string> Common = WordList.Of(
        "objective eta learning_rate max_depth subsample n_estimators eval_metric booster early_stopping_rounds gamma metric "
            + "num_iterations verbosity num_class nthread");

    /// <summary>
    /// True for the normalized keys of a mapping with such parameters: three of their words, two of which nothing else has.
    /// </summary>
    public static bool AreSpokenIn(IEnumerable<string> keys)
    {
        var words = keys.Distinct().ToArray();
        return words.Count(Distinctive.Contains) >= LeastWords - 1
            && words.Count(word => Distinctive.Contains(word) || Common.Contains(word)) >= LeastWords;
    }
}
