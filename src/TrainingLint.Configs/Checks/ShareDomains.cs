using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Domains of shares, probabilities and running averages, and of the temperatures and weights of losses.</summary>
internal static class ShareDomains
{
    private const string Probability = "it is a probability; a percentage must be divided by 100";

    private const string Teacher = "the teacher is a running average with this decay, which grows without end above 1";

    private static NumberDomain ValidationShare { get; } = new(0, 1, true, false, "a share below 1");

    /// <summary>All rows.</summary>
    public static IReadOnlyList<WordDomain> Rows { get; } =
    [
        new(
            WordList.InOrder("momentum_teacher final_momentum_teacher momentum_teacher_end teacher_momentum ema_momentum moco_m moco_momentum "
                + "momentum_encoder_m base_momentum_teacher ema_m base_tau_momentum final_tau_momentum base_tau final_tau encoder_tau"),
            NumberDomain.Share, Teacher) { Sentinels = [-1] },

        // A program without a recipe that the rule of averages knows.
        new(WordList.InOrder("ema_decay model_ema_decay ema_rate"), new NumberDomain(0, 1, true, true, "a number in [0, 1], near 1"),
            "the average grows without end above 1")
        {
            Sentinels = [-1], Where = (document, leaf) => !document.IsJudged(leaf, Facts.EmaDecay),
        },
        new(WordList.InOrder("teacher_temp student_temp warmup_teacher_temp adversarial_temperature contrast_temperature"),
            NumberDomain.Positive, "logits are divided by it"),
        new(
            WordList.InOrder("exploration_fraction exploration_final_eps exploration_initial_eps epsilon_start epsilon_end eps_start eps_end "
                + "initial_epsilon final_epsilon epsilon_final epsilon_min eps_min eps_greedy epsilon_greedy"),
            NumberDomain.Share, "it is the share of actions that are drawn at random, or of the run in which that share falls")
        {
            Where = (document, leaf) => document.IsReinforcement || leaf.Word.StartsWith("exploration", StringComparison.Ordinal),
        },
        new(
            WordList.InOrder("p_dropout dropout_p attn_drop attn_drop_rate attention_drop drop_path drop_path_rate proj_drop hidden_drop emb_drop "
                + "embd_pdrop attn_pdrop resid_pdrop head_drop path_drop drop_rate dropout_rate drop_prob"),
            NumberDomain.Share, "it is the share that is dropped; a percentage must be divided by 100")
        {
            Sentinels = [-1], Where = (document, leaf) => !document.IsJudged(leaf, Facts.Dropout),
        },
        new(WordList.InOrder("attn_drop attn_drop_rate attention_dropout attn_dropout drop_path drop_path_rate proj_drop hidden_drop ff_dropout "
            + "resid_dropout"),
            new NumberDomain(0, 1, true, false, "a share below 1"), "everything is dropped, so that nothing gets through")
        {
            Where = (document, leaf) => document.Number(leaf) is 1 && !document.IsJudged(leaf, Facts.Dropout),
        },
        new(WordList.InOrder("mask_sample_probability mask_probability masking_probability masking_prob random_mask_prob span_mask_prob replace_prob"),
            NumberDomain.Share, Probability),
        new(WordList.InOrder("layerwise_decay layer_decay layer_decay_rate llrd lr_layer_decay layer_wise_decay layerwise_lr_decay layer_lr_decay"),
            new NumberDomain(0, 1, true, true, "a factor of at most 1"),
            "each layer's rate is that of the layer above times this, so the lowest layers would get the highest rates")
        {
            Sentinels = [-1], Where = (document, leaf) => document.Number(leaf) is < 12,
        },
        new(
            WordList.InOrder("gamma_beta_ratio desirable_weight undesirable_weight c_mel c_kl c_fm c_gen weight_kl kl_div_weight mel_loss_weight "
                + "l1_weight l2_weight gan_weight adversarial_weight "
                + "commitment_weight commitment_cost codebook_weight ssim_weight smoothness_weight feat_match_weight distill_weight"),
            NumberDomain.NotNegative, "a negative weight rewards the error that it should punish"),
        new(WordList.InOrder("min_snr_gamma snr_gamma"), NumberDomain.Positive, "the loss is weighted by the smaller of it and the signal-to-noise "
            + "ratio, which is never below 0")
        {
            Sentinels = [0, -1],
        },
        new(WordList.InOrder("focal_alpha focal_loss_alpha"), new NumberDomain(0, 10, true, true, "a share of at most 1, or a small weight"),
            "it weighs the rarer class; a percentage must be divided by 100") { Sentinels = [-1] },
        new(WordList.InOrder("focal_gamma focal_loss_gamma"), NumberDomain.NotNegative, "examples that are easy then weigh more than hard ones"),
        new(WordList.InOrder("val_split validation_split test_split val_size valid_size test_size val_len test_len val_ratio test_ratio"),
            NumberDomain.Share, "as a share it must be divided by 100; as a count it holds back so few examples that their scores are noise")
        {
            Severity = Severity.Info, Where = (document, leaf) => IsLikelyPercentage(document, leaf),
        },
        new(WordList.InOrder("mlp_ratio ffn_ratio expand_ratio"), NumberDomain.Positive, "the hidden layer would have no width") { Sentinels = [-1] },
        new(WordList.InOrder("target_kl"), NumberDomain.NotNegative, "the divergence is above it from the first update on, so every rollout is left "
            + "after one step")
        {
            Where = (document, _) => document.IsReinforcement,
        },
        new(WordList.InOrder("poly_power num_cycles cosine_cycles"), NumberDomain.NotNegative,
            "a schedule does not run backwards") { Sentinels = [-1] },
        new(WordList.InOrder("evals_per_epoch saves_per_epoch"), NumberDomain.NotNegative, "there is no negative number of them"),
        new(WordList.InOrder("val_set_size"), ValidationShare, NothingLeft)
        {
            Where = (document, leaf) => document.Number(leaf) is 1 && (document.Dialect.Name == "axolotl" || IsFraction(leaf)),
        },
        new(WordList.InOrder("val_split val_ratio valid_ratio validation_split validation_ratio val_fraction val_size valid_size test_size "
            + "test_split test_ratio eval_ratio dev_ratio val_frac valid_frac val_percent"),
            ValidationShare, NothingLeft)
        {
            Where = (document, leaf) => document.Number(leaf) is 1 && IsFraction(leaf)
                && !leaf.Segments.Any(segment => KeyWords.Normalize(segment).Contains("sampl")),
        },
        new(WordList.InOrder("val_frac valid_frac test_frac train_frac val_percent_check"), NumberDomain.Share,
            "it is a share of the whole; a percentage must be divided by 100")
        {
            Sentinels = [-1], Where = (document, leaf) => document.Beside(leaf, SplitSums.Parts) is { } other
                && document.Number(other) is > 0 and < 1,
        },
        new(WordList.InOrder("warmup_steps_ratio decay_ratio cooldown_ratio stable_ratio annealing_ratio lr_decay_ratio cooldown_frac decay_frac "
            + "warmup_frac stable_frac"),
            NumberDomain.Share, "it is a share of the run; a percentage must be divided by 100") { Sentinels = [-1] },
    ];

    private const string NothingLeft = "all data is held back, so nothing is left to train on";

    // Folds and splits are counted as well.
    private static bool IsLikelyPercentage(CheckedDocument document, Leaf leaf) => document.IsHomeMade
        && document.Number(leaf) is 5 or 10 or 15 or 20 or 25 or 30
        && !document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word.Contains("fold") || (sibling != leaf
            && sibling.Word.EndsWith("_size", StringComparison.Ordinal) && SplitSums.Parts.Contains(sibling.Word)
            && document.Number(sibling) is > 100));

    // As a whole number it may count samples.
    private static bool IsFraction(Leaf leaf) => leaf.Entry.Value is ScalarNode { Text: var text } && text.IndexOf('.') >= 0;
}
