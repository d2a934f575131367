using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Domains of the numbers that describe a model, its loss and its augmentation.</summary>
internal static class ModelDomains
{
    private static readonly string[] Sampling = ["sampl", "generat", "rollout", "val", "eval", "infer", "test", "decod", "vllm", "predict", "demo", "judge", "benchmark"];

    private static readonly string[] Spectral = ["hop_size", "hop_length", "n_fft", "fft_size", "win_size", "win_length", "sampling_rate", "sample_rate", "num_mels", "n_mels", "n_mel_channels", "filter_length"];

    private static readonly string[] Sound = ["audio", "wav", "speech", "speaker", "mel", "sound", "voice", "music", "stft"];

    // RMSprop of Inception and its relatives has an epsilon of 1 on purpose (Szegedy et al. 2016), Adam's stays far below.
    private static NumberDomain Epsilon { get; } = new(0, 0.1, false, false, "a number above 0 and far below 0.1");

    /// <summary>All rows.</summary>
    public static IReadOnlyList<WordDomain> Rows { get; } =
    [
        new(
            WordList.InOrder("num_layers n_layers n_layer nlayers nlayer num_hidden_layers num_blocks elayers dlayers hidden_size d_model embed_dim hidden_dim n_embd num_heads n_heads n_head nhead num_attention_heads attention_heads aheads num_classes encoder_layers decoder_layers num_encoder_layers num_decoder_layers vocab_size"),
            NumberDomain.CountOrNone,
            "a network has a whole number of them; torch refuses to build it")
        {
            Sentinels = [-1],
        },
        new(
            WordList.InOrder("max_length max_seq_length max_len max_seq_len sequence_len sequence_length context_length max_position_embeddings max_input_length max_target_length max_source_length seq_len seq_length block_size max_tokens_per_batch"),
            NumberDomain.CountOrNone,
            "a sequence has a whole number of tokens")
        {
            Sentinels = [-1],
        },
        new(
            WordList.InOrder("image_size img_size segment_size patch_size kernel_size in_channels out_channels num_filters hidden_channels hidden_units hidden_features emb_dim embedding_dim latent_dim feature_dim out_features in_features num_features channels dim stride dilation groups intermediate_size rnn_size n_hidden num_hidden d_ff d_inner ffn_dim ffn_hidden_size mlp_dim ff_dim inner_dim"),
            NumberDomain.CountOrNone,
            "a layer has a whole number of them; torch refuses to build it")
        {
            Sentinels = [-1], Where = (document, leaf) => document.Number(leaf) is < 0 or > 1,
        },
        new(WordList.InOrder("image_size img_size patch_size kernel_size segment_size hidden_dim latent_dim"), NumberDomain.Positive,
            "there is nothing of no size; torch refuses to build it")
        {
            Sentinels = [-1],
        },

        // Programs that know their data fill in how wide it is (FederatedScope, gnn_builder.py).
        new(WordList.InOrder("in_channels out_channels"), NumberDomain.Positive,
            "there is nothing of no size; torch refuses to build it unless the program fills it in")
        {
            Sentinels = [-1], Severity = Severity.Info, Where = (document, _) => document.IsHomeMade,
        },
        new(WordList.InOrder("in_channels out_channels"), NumberDomain.Positive, "there is nothing of no size; torch refuses to build it")
        {
            Sentinels = [-1], Where = (document, _) => !document.IsHomeMade,
        },
        new(WordList.InOrder("top_p nucleus_p"), NumberDomain.Share, "it is a probability; a percentage must be divided by 100") { Sentinels = [-1] },
        new(WordList.InOrder("eps epsilon adam_eps adam_epsilon"), NumberDomain.NotNegative,
            "it keeps a division away from zero or bounds a step, and a negative one does neither") { Sentinels = [-1] },

        // What a spectrogram is made of (librosa, torchaudio).
        new(
            WordList.InOrder("hop_size hop_length n_fft fft_size win_size win_length sampling_rate sample_rate num_mels n_mel_channels n_mels filter_length mel_channels frame_length frame_shift"),
            NumberDomain.Positive,
            "a spectrogram needs at least one")
        {
            Sentinels = [-1], Where = (document, leaf) => leaf.Word is "hop_size" or "hop_length" or "n_fft"
                || document.Siblings[leaf.ParentPath].Any(sibling => Spectral.Contains(sibling.Word) && sibling.Word != leaf.Word)
                || (leaf.Word is "sampling_rate" or "sample_rate" && SpeaksOfSound(document)),
        },
        new(WordList.InOrder("sequence_len max_seq_length sequence_length max_seq_len seq_length"), NumberDomain.Positive,
            "a sequence of no tokens teaches nothing") { Sentinels = [-1] },
        new(WordList.InOrder("depth num_layers n_layers n_layer"), NumberDomain.Positive, "a network without layers learns nothing")
        {
            Sentinels = [-1], Where = (document, leaf) =>
                document.Beside(leaf, ["num_heads", "n_heads", "n_head", "patch_size"]) is not null,
        },
        new(WordList.InOrder("num_classes n_classes"), NumberDomain.Positive, "there is nothing to tell apart, and a loss over no classes is refused")
        {
            Sentinels = [-1], Where = (document, _) => document.IsHomeMade
                && (document.Recipes.Any(recipe => recipe.Get(Facts.LabelSmoothing).HasValue)
                || document.View.File.Text.IndexOf("cross_entropy", StringComparison.OrdinalIgnoreCase) >= 0
                    || document.View.File.Text.IndexOf("CrossEntropy", StringComparison.Ordinal) >= 0),
        },
        new(WordList.InOrder("depth"), NumberDomain.NotNegative, "a network has no negative depth") { Sentinels = [-1] },
        new(WordList.InOrder("num_heads n_heads n_head nhead num_attention_heads attention_heads aheads hidden_size d_model"), NumberDomain.Count, "a layer of no width has no weights, and a width divided by no heads is an error")
        {
            Sentinels = [-1],
        },

        // A temperature of 0 asks for the likeliest token where text is generated; a loss or a softmax divides by it.
        new(WordList.InOrder("temperature temp softmax_temperature logit_temperature contrastive_temperature kd_temperature distill_temperature distillation_temperature"), NumberDomain.NotNegative, "logits are divided by it, and a negative one turns their order round") { Sentinels = [-1] },
        new(WordList.InOrder("temperature temp softmax_temperature logit_temperature contrastive_temperature kd_temperature distill_temperature distillation_temperature"), NumberDomain.Positive, "logits are divided by it")
        {
            Sentinels = [-1], Where = (document, leaf) => !IsBelow(leaf, Sampling)
                && !document.Siblings[leaf.ParentPath].Any(sibling =>
                    sibling.Word is "top_p" or "top_k" or "max_new_tokens" or "max_tokens" or "beam_size" or "do_sample"
                        || sibling.Word.Contains("decod")),
        },
        new(
            WordList.InOrder("loss_weight lambda_adv lambda_feat_match lambda_aux lambda_mel ctc_weight aux_loss_weight kld_weight disc_weight perceptual_weight mtlalpha lambda_stft lambda_cycle lambda_gan lambda_l1 loss_weight_dist loss_weight_stop adv_weight recon_weight supervised_loss_weight"),
            NumberDomain.NotNegative,
            "a negative weight rewards the error that it should punish"),
        new(WordList.InOrder("ctc_weight mtlalpha reverse_weight lsm_weight"), NumberDomain.Share, "two losses share the whole by it"),
        new(WordList.InOrder("vf_coef value_coef critic_coef vf_coeff value_loss_coef value_loss_coeff vf_loss_coef"), NumberDomain.NotNegative, "a negative weight drives the value function away from the returns")
        {
            Where = (document, _) => document.IsReinforcement,
        },
        new(WordList.InOrder("tau polyak soft_update_tau target_update_tau critic_tau actor_tau encoder_tau target_tau"), NumberDomain.Share, "it is the share of the new weights in the target network")
        {
            Where = (document, leaf) => document.IsReinforcement
                && document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "gamma" or "buffer_size" or "learning_starts" or "train_freq" or "replay_buffer_size" or "discount"),
        },
        new(WordList.InOrder("n_steps num_steps horizon_length time_horizon num_minibatches mini_epochs minibatch_size n_epochs nminibatches num_mini_batches buffer_size replay_buffer_size num_mini_batch num_learning_epochs"), NumberDomain.CountOrNone, "a rollout holds a whole number of them")
        {
            Where = (document, _) => document.IsReinforcement, Sentinels = [-1],
        },
        new(WordList.InOrder("mixup mixup_alpha cutmix cutmix_alpha mixup_p mixup_weight cutmix_weight"), NumberDomain.NotNegative, "a Beta distribution takes only numbers above 0, and 0 switches it off"),
        new(WordList.InOrder("epsilon"), Facts.ClipRange.Domain!, "it bounds the ratio of two probabilities around 1, so from 1 on nothing is clipped on the lower side; 0.1 to 0.3 is usual")
        {
            IsDocumentedRange = true, Sentinels = [0, -1], Where = (document, leaf) =>
                document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "lambd" or "num_epoch"),
        },
        new(WordList.InOrder("alpha"), NumberDomain.NotNegative, "a Beta distribution takes only numbers above 0") { Where = (document, leaf) => IsBelow(leaf, "mix")
            || document.Siblings[leaf.ParentPath].Any(sibling => sibling.Entry.Value is Documents.ScalarNode { Text: var text }
            && text.IndexOf("mixup", StringComparison.OrdinalIgnoreCase) >= 0) },
        new(WordList.InOrder("beta2 beta_2 adam_beta2 adam_beta_2 adam_b2 adamw_beta2 beta1 beta_1 adam_beta1 adam_beta_1 adam_b1 adamw_beta1 optim_beta1 optim_beta2"), NumberDomain.BelowOne, "the moments of Adam are running averages with this decay, which never forget at 1 and grow without end above")
        {
            Where = (document, leaf) => leaf.Word.StartsWith("adam", StringComparison.Ordinal)
                || (document.Number(leaf) is < LeastWeight && IsOfOptimizer(document, leaf) && !WeighsALoss(document, leaf)),
        },
        new(WordList.InOrder("adam_epsilon adam_eps optim_eps optimizer_eps"), Epsilon, Degenerates),
        new(WordList.InOrder("eps epsilon"), Epsilon, Degenerates) { Where = (document, leaf) => IsOfOptimizer(document, leaf)
            && document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "betas" or "beta1" or "beta2" or "amsgrad") },
        new(WordList.InOrder("drop drop_path drop_block drop_connect attn_drop proj_drop head_drop"), NumberDomain.Share,
            "it is the share of what is dropped; a percentage must be divided by 100")
        {
            // A bare drop may be the epoch of the rate's drop.
            Where = (document, leaf) => leaf.Word == "drop" ? document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "attn_drop"
                    or "proj_drop" or "head_drop" or "drop_path" or "drop_rate" or "drop_path_rate")
                : document.View.File.Format.Kind == FormatKind.Code || document.Siblings[leaf.ParentPath].Any(sibling =>
                    sibling.Word != leaf.Word && sibling.Word.StartsWith("drop_", StringComparison.Ordinal)),
        },
        new(WordList.InOrder("ema_decay ema_rate model_ema_decay"), new NumberDomain(0.5, 1, true, true, "a number near 1, such as 0.999"), "the average then follows the weights themselves; 1 minus this number was meant")
        {
            Sentinels = [0, -1], Where = (document, leaf) => document.Number(leaf) is > 0 and < 1,
        },
    ];

    // What else is sampled: the classes of a loss (insightface's Partial FC), users of a federation.
    private static bool SpeaksOfSound(CheckedDocument document) => document.Leaves.Any(leaf => leaf.Segments.Select(KeyWords.Normalize)
        .Any(word => Array.Exists(Sound, sound => word.IndexOf(sound, StringComparison.Ordinal) >= 0)
            || (Spectral.Contains(word) && word is not ("sample_rate" or "sampling_rate"))));

    // beta1: 500 weighs a part of a loss (neural attention distillation).
    private const double LeastWeight = 100;

    private const string Degenerates = "it outweighs the gradients, so Adam degenerates to slow SGD; 1e-8 is usual";

    // Two parts of a loss are weighed by beta_1: 0.01 beside beta_2: 1, where Adam's first decay is 0 or large; and, outside of an
    // optimizer's section, where Adam has its pair elsewhere or no Adam is there to take them.
    private static bool WeighsALoss(CheckedDocument document, Leaf leaf) =>
        document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "beta1" or "beta_1" && document.Number(sibling) is > 0 and < 0.3)
        || IsPairOfNoAdam(document, leaf);

    private static bool IsPairOfNoAdam(CheckedDocument document, Leaf leaf) => leaf.Word is "beta1" or "beta_1" or "beta2" or "beta_2"
        && !IsBelow(leaf, "optim", "adam") && (document.Leaves.Any(other => other.Word is "betas" or "adam_betas" or "optim_betas")
            || (document.IsHomeMade && document.Recipes.Any() && document.Recipes.All(recipe => HasNoBetas(recipe.OptimizerFamily))));

    private static bool HasNoBetas(OptimizerFamily family) =>
        family is OptimizerFamily.Sgd or OptimizerFamily.RmsProp or OptimizerFamily.Adagrad or OptimizerFamily.Adadelta;

    private static bool IsOfOptimizer(CheckedDocument document, Leaf leaf) =>
        IsBelow(leaf, "optim", "adam") || document.Siblings[leaf.ParentPath].Any(sibling => RateKey.Of(sibling.Word) is not null || sibling.Word == "weight_decay");

    private static bool IsBelow(Leaf leaf, params string[] parts) =>
        leaf.Segments.Take(leaf.Segments.Count - 1).Select(KeyWords.Normalize).Any(word =>
            Array.Exists(parts, part => word.IndexOf(part, StringComparison.Ordinal) >= 0));
}
