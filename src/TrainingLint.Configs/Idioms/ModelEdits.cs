using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// Configs that change what a trained language model says about one fact, or steer it by a vector, told by words of their own: ROME and
/// MEMIT (kmeng01/rome and memit, <c>hparams</c>; <c>v_lr: 5e-1</c>), the constrained fine-tuning that these compare themselves with, and
/// interventions on representations (stanfordnlp/pyreft and axbench). A vector or a few matrices are moved for some steps, at rates that
/// no network is trained with.
/// </summary>
internal static class ModelEdits
{
    private static readonly string[] OfInterventions =
    [
        "intervention_type", "intervention_component", "intervention_components", "intervention_positions", "intervention_layer",
        "intervention_layers", "steering_factors", "steering_prompt_type", "num_steers", "steer_layer", "steer_layers",
        "training_steer", "dummy_steer",
    ];

    private static readonly string[] OfEdits =
    [
        "v_lr", "v_num_grad_steps", "v_loss_layer", "v_weight_decay", "edit_lr", "kl_factor", "norm_constraint", "clamp_norm_factor",
        "mom2_adjustment", "mom2_update_weight", "mom2_dataset", "mom2_n_samples", "fact_token", "rewrite_module_tmp",
        "layer_module_tmp", "mlp_module_tmp", "attn_module_tmp", "ln_f_module", "lm_head_module", "inner_params",
    ];

    // A word of edits may mean something else in another program; two hardly do.
    private const int LeastOfEdits = 2;

    /// <summary>True where keys belong to an edit or an intervention.</summary>
    /// <param name="keys">Keys in lower case with underscores.</param>
    public static bool Speak(IReadOnlyCollection<string> keys) =>
        Array.Exists(OfInterventions, keys.Contains) || OfEdits.Count(keys.Contains) >= LeastOfEdits;
}
