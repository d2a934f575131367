using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// Kinds of training whose sound rates lie decades away from those of deep networks trained as a whole, told by words that hardly
/// occur elsewhere. A wrong guess only makes the judge milder.
/// </summary>
internal static class LikelyRegime
{
    private static readonly string[] ProbeWords =
    [
        "linear_probe", "linear_probing", "linearprobe", "linprobe", "lin_probe", "lincls", "linear_eval", "linear_evaluation", "lineareval", "linear_classifier", "linear_classification",
        "attentive_probe", "attentive_probing", "attentive_classifier", "num_probe_blocks", "probe_type", "probing", "frozen_backbone", "freeze_backbone_only", "eval_linear",
        "pretrained_feature_extractor",
    ];

    // mueller/instant-ngp, nerfstudio, ngp_pl, threestudio, torch-ngp, neuralangelo.
    private static readonly string[] FieldWords =
    [
        "hashgrid", "hash_grid", "hashencoding", "hash_encoding", "n_features_per_level", "log2_hashmap_size", "hash_map_size", "hashmap_size", "per_level_scale", "tinycudann", "tcnn",
        "nerf", "instant_ngp", "ngp", "neus", "tensorf", "triplane", "sphericalharmonics", "gaussian_splatting", "progressivebandhashgrid", "position_lr_init",
        "volume_grid", "implicit_volume", "nerf_volume_renderer", "num_samples_per_ray", "train_num_rays",
        "num_rays_per_batch", "density_bias", "isosurface_resolution",
    ];

    // RecBole, PaddleRec, FuxiCTR, torchrec, pgl, LibKGE: embeddings of users, items and nodes, of which a batch moves a few rows each.
    private static readonly string[] RecommenderWords =
    [
        "num_users", "n_users", "user_num", "num_items", "n_items", "item_num", "user_id_field", "item_id_field",
        "sparse_feature_number", "sparse_feature_dim", "sparse_inputs_slots", "dense_input_dim", "mf_dim", "use_auc", "walk_len", "walk_length",
        "over_arch_layer_sizes", "dense_arch_layer_sizes", "sparse_optim", "movielens", "criteo",
        "lookup_embedder", "lookup_embedder_dim", "reciprocal_relations_model", "transe", "distmult", "conve",
    ];

    // Gymnasium's classic control and toy text: small networks learn them at rates that deep ones do not stand.
    private static readonly string[] ToyProblems = ["cartpole", "mountaincar", "acrobot", "frozenlake", "cliffwalking"];

    private static readonly string[] TreeWords =
    [
        "num_leaves", "n_estimators", "num_boost_round", "min_child_weight", "min_child_samples", "min_data_in_leaf", "colsample_bytree", "feature_fraction", "bagging_fraction", "boosting_type", "xgboost",
        "lightgbm", "catboost", "gbdt", "reg_lambda", "tree_method", "scale_pos_weight", "l2_leaf_reg", "num_trees", "max_leaf_nodes",
    ];

    /// <summary>Two of a tree's words make a booster, whose learning rate is the share of each tree, in (0, 1], and no step of a gradient.</summary>
    private const int LeastTreeWords = 2;

    /// <summary>Sets what the words of a config tell of its regime; a regime that is known already stays.</summary>
    /// <param name="draft">The recipe in the making.</param>
    /// <param name="path">Path of the file, whose words count as well.</param>
    /// <param name="words">Keys and short values, in lower case with underscores.</param>
    public static void Apply(RecipeBuilder draft, string path, IReadOnlyCollection<string> words)
    {
        if (TreeWords.Count(words.Contains) >= LeastTreeWords)
        {
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        if (draft.Regime != Regime.Unknown)
        {
            return;
        }

        var names = path.ToLowerInvariant().Split('/', '\\', '.', '-', '_');
        draft.Regime = Array.Exists(ProbeWords, words.Contains) || names.Any(name => name is "linprobe" or "lincls" or "probe" or "probes" or "probing" or "lineareval") ? Regime.LinearProbe
            : Array.Exists(FieldWords, words.Contains) || names.Any(name => name is "nerf" or "ngp" or "neus" or "nerfacto") ? Regime.NeuralField
            : Array.Exists(RecommenderWords, words.Contains) || words.Any(IsToyProblem) ? Regime.Tabular
            : Regime.Unknown;
    }

    private static bool IsToyProblem(string word) =>
        Array.Exists(ToyProblems, name => word.Replace("_", "").StartsWith(name, StringComparison.Ordinal));
}
