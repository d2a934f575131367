using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Configs.Checks;

/// <summary>The table of keys whose numbers mean the same everywhere.</summary>
internal static class WordDomains
{
    private static readonly string[] Powers = ["power", "noam", "inv", "poly", "exp"];

    private static readonly string[] ScheduleSiblings = ["milestones", "steps", "step_size", "lr_steps", "decay_epochs", "decay_steps", "lr_decay_epochs", "base_lr", "lr_policy", "lr_schedule", "lr_scheduler"];

    /// <summary>All rows; the first that fits a value speaks.</summary>
    public static IReadOnlyList<WordDomain> Rows { get; } =
    [
        new(WordList.InOrder("lr_reduce_factor lr_plateau_factor plateau_factor"), NumberDomain.Positive, Ends) { Where = (document, leaf) =>
            document.Number(leaf) is <= 0 },
        new(WordList.InOrder("lr_decay learning_rate_decay"), NumberDomain.NotNegative, "the rate changes its sign, and descent turns into ascent")
        {
            Sentinels = [-1], Where = (document, leaf) => !IsOfPowers(document, leaf),
        },
        new(WordList.InOrder("lr_gamma lr_decay_factor decrease_factor learning_rate_decay_factor lr_decay_rate lr_scheduler_gamma scheduler_gamma sched_gamma annealing_factor lr_drop_factor learning_rate_decay_rate lr_reduce_factor"), Facts.DecayFactor.Domain!, Grows)
        {
            // In the thousands it is a number of samples or steps over which the rate falls (physicsnemo's CorrDiff).
            Where = (document, leaf) => !IsOfSomethingElse(leaf) && document.Number(leaf) is not >= 1000, Sentinels = Zero,
        },
        new(WordList.InOrder("gamma decay_rate decay_factor"), Facts.DecayFactor.Domain!, Grows)
        {
            Where = (document, leaf) => IsOfSchedule(document, leaf) && !IsOfOwnSchedule(document, leaf), Sentinels = Zero,
        },
        new(WordList.InOrder("lr_decay"), new NumberDomain(0, 1, true, true, "a factor of at most 1, or a number of epochs or steps"),
            Grows) { Where = (document, leaf) => document.Number(leaf) is > 1 and < 2
            && !IsOfSomethingElse(leaf) },
        new(WordList.InOrder("lr_factor"), Facts.DecayFactor.Domain!, Grows) { Where = (document, leaf) =>
            document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "lr_patience" or "lr_step" or "lr_steps") },
        new(WordList.InOrder("factor"), NumberDomain.Positive, Ends) { Where = (document, leaf) => document.Number(leaf) is 0
            && IsOfSchedule(document, leaf) && IsOfPlateau(document, leaf) },
        new(WordList.InOrder("gamma"), NumberDomain.Positive,
            Ends)
        {
            // Beside a rate of 0 it says once more that nothing is to be trained.
            Where = (document, leaf) => document.Number(leaf) is 0 && IsOfDrops(document, leaf) && !IsBehindTheEnd(document, leaf)
                && !document.Recipes.Any(recipe => recipe.Get(Facts.LearningRate).Is(0)),
        },
        new(WordList.InOrder("lr_gamma scheduler_gamma sched_gamma lr_scheduler_gamma"), NumberDomain.Positive, Ends) { Where = (document, leaf) => !IsOfSomethingElse(leaf) },
        new(WordList.InOrder("factor"), Facts.DecayFactor.Domain!, Grows) { Where = (document, leaf) => IsOfSchedule(document, leaf)
            && IsOfPlateau(document, leaf), Sentinels = Zero },

        new(WarmupWords, NumberDomain.NotNegative, "a warmup cannot have a negative length: the schedule starts outside of its range, or divides by it") { Sentinels = [-1] },

        new(WordList.InOrder("lora_r lora_rank lora_dim lora_ranks"), Facts.LoraRank.Domain!, NoAdapter) { Where = AsksForAdapter },
        new(WordList.InOrder("network_dim network_rank"), Facts.LoraRank.Domain!, "the adapter's strength is alpha divided by its rank: a division "
            + "by zero") { Sentinels = [-1] },
        new(WordList.InOrder("lora_r lora_rank lora_dim"), NumberDomain.CountOrNone, "an adapter has a whole number of columns") { Sentinels = [-1] },
        new(WordList.InOrder("r"), Facts.LoraRank.Domain!, NoAdapter) { Where = IsOfAdapter },

        // A rank in words of the framework's own may be how it switches the adapter off (verl: lora.rank).
        new(WordList.InOrder("rank"), Facts.LoraRank.Domain!, NoAdapter) { Where = IsOfAdapter, Sentinels = Zero },

        // Zero takes every gradient of the policy away, but is also a way to switch the clip off.
        new(
            WordList.InOrder("clip_range cliprange clip_param ppo_clip clip_ratio clip_eps eps_clip clip_epsilon epsilon_clip ppo_clip_param clip_coef ppo_clip_eps e_clip ppo_clip_range ppo_epsilon clip_ratio_low clip_ratio_high ratio_clip policy_clip_range clip_range_low clip_range_high epsilon_high cliprange_low cliprange_high"),
            Facts.ClipRange.Domain!,
            "it bounds the ratio of two probabilities around 1, so from 1 on nothing is clipped on the lower side; 0.1 to 0.3 is usual")
        {
            // CISPO bounds the weights of importance sampling themselves, not their distance from 1.
            IsDocumentedRange = true, Sentinels = [0, -1], Where = (document, _) =>
                document.View.File.Text.IndexOf("cispo", StringComparison.OrdinalIgnoreCase) < 0,
        },

        new(WordList.InOrder("kl_coef kl_coeff init_kl_coef kl_loss_coef kl_penalty_coef kl_beta kl_weight kl_loss_weight kl_penalty_weight rl_beta pref_beta dpo_beta"), NumberDomain.NotNegative, "a negative weight rewards the distance that it should punish") { Sentinels = [-1] },
        new(WordList.InOrder("beta dpo_beta pref_beta rl_beta simpo_beta kto_beta"), NumberDomain.Positive, "the loss compares the two answers "
            + "through it, so at 0 it is constant and nothing is learned") { Where = IsOfPairs },
        new(WordList.InOrder("beta"), NumberDomain.NotNegative, "a negative weight rewards the distance that it should punish") { Where = IsOfPreferences },
        new(WordList.InOrder("ent_coef entropy_coef entropy_coeff entropy_weight ent_weight entropy_bonus entropy_cost entropy_loss_coef"), NumberDomain.NotNegative, "a negative weight punishes exploration, so the policy may settle on one action early")
        {
            Where = (document, _) => document.IsReinforcement,
        },
        new(WordList.InOrder("lam lam_c cost_lam cost_gae_lambda"), NumberDomain.Share, "the advantages are sums of ever larger weights above 1")
        {
            // AugMix weighs its consistency by lam as well.
            Where = (document, leaf) => !document.IsJudged(leaf, Facts.GaeLambda) && document.Siblings[leaf.ParentPath].Any(sibling =>
                !sibling.Word.StartsWith("lam", StringComparison.Ordinal) && Vocabulary.Reinforcement.Contains(sibling.Word)),
        },
        new(WordList.InOrder("polyak polyak_tau"), NumberDomain.Share,
            "the target network is a running average with it, which grows without end above 1")
        {
            Sentinels = [-1],
        },
        new(WordList.InOrder("power"), NumberDomain.NotNegative, "the rate grows without end as the run nears its end")
        {
            Where = (document, leaf) => IsOfSchedule(document, leaf)
                && document.View.File.Text.IndexOf("poly", StringComparison.OrdinalIgnoreCase) >= 0,
        },
        new(WordList.InOrder("end_lr min_lr lr_min eta_min final_lr lr_end"), NumberDomain.NotNegative, "a rate below 0 climbs the loss")
        {
            Sentinels = [-1], Where = (document, leaf) => !document.IsJudged(leaf, Facts.FinalLearningRate),
        },

        new(
            WordList.InOrder("pct_start val_ratio test_ratio validation_ratio train_fraction val_fraction test_fraction validation_fraction mixup_prob cutmix_prob mask_prob flip_prob hflip_prob drop_path_rate droppath_rate stochastic_depth_prob stochastic_depth_rate val_set_size teacher_forcing_ratio valid_ratio dev_ratio val_split valid_split test_split validation_split mask_ratio masking_ratio mlm_probability random_flip_prob erase_prob"),
            NumberDomain.Share,
            Share) { Where = (document, leaf) => (!MayCount(leaf.Word) && !IsDownscaling(leaf.Word, document.Number(leaf)))
                || (document.Number(leaf) is { } size && size != Math.Floor(size)) },

        // Lightning and its relatives count bits; below ten it may be digits of what is printed.
        new(WordList.InOrder("precision trainer_precision"), NumberDomain.NotNegative, "there is no such number format") { Sentinels = [-1], Fits = bits => bits < 10 || bits is 16 or 32 or 64 },

        // A size is a share, or counts samples.
        new(WordList.InOrder("train_size val_size valid_size test_size dev_size validation_size eval_size"), NumberDomain.NotNegative, Share) { Sentinels = [-1], Fits = size => size <= 1 || size == Math.Floor(size) },

        // In reinforcement learning it is the number of gradient steps for each step of the environment (dreamerv3).
        new(WordList.InOrder("train_ratio"), NumberDomain.Share,
            Share) { Where = (document, leaf) =>
                !document.IsReinforcement && document.Number(leaf) is <= 100 && IsOfSplit(document, leaf) },
        .. RunDomains.Rows,
        .. ModelDomains.Rows,
        .. ShareDomains.Rows,
    ];

    // torchtune divides alpha by the rank (modules/peft/lora.py); SimpleTuner, Unsloth, Automodel and ai-toolkit hand it to PEFT or LyCORIS.
    private static readonly string[] AdapterDialects = ["torchtune", "simpletuner", "unsloth", "nemo-automodel", "ai-toolkit"];

    private const string Share = "it is a share of the whole; a percentage must be divided by 100";

    private const string Grows = "the rate is multiplied by it at every drop, so it grows instead of falling";
    private const string Ends = "the rate is multiplied by it at the first drop, and nothing is trained from there on";
    private const string NoAdapter = "PEFT refuses an adapter without a rank, and others train nothing";

    private static IReadOnlyCollection<double> Zero => [0];

    private static IReadOnlyCollection<string> WarmupWords =>
        [.. Vocabulary.Numbers.Where(row => row.Key == Facts.WarmupSteps || row.Key == Facts.WarmupEpochs
            || row.Key == Facts.WarmupRatio).SelectMany(row => row.Words), "warmup", "lr_warmup"];

    private static bool IsOfSchedule(CheckedDocument document, Leaf leaf) =>
        !IsOfSomethingElse(leaf) && !document.Siblings[leaf.ParentPath].Any(sibling => Vocabulary.Reinforcement.Contains(sibling.Word))
        && (Ancestors(leaf).Any(word => word.Contains("sched") || word.Contains("lr_") || word is "lr" or "learning_rate")
            || document.Siblings[leaf.ParentPath].Any(sibling => ScheduleSiblings.Contains(sibling.Word)));

    // Schedules of a project's own may divide by it (NVlabs/neuralangelo: two_steps_with_warmup).
    private static bool IsOfOwnSchedule(CheckedDocument document, Leaf leaf) => document.Siblings[leaf.ParentPath].Any(sibling =>
        sibling.Word is "type" or "name" or "policy" && sibling.Entry.Value is ScalarNode { Text: var name }
        && ScheduleNames.KindOf(name) == ScheduleKind.Unknown);

    private static bool IsOfDrops(CheckedDocument document, Leaf leaf) => IsOfSchedule(document, leaf)
        && document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "milestones" or "step_size" or "lr_steps" or "lr_milestones");

    // A drop every 10 epochs in a run of one never comes.
    private static bool IsBehindTheEnd(CheckedDocument document, Leaf leaf) =>
        document.Siblings[leaf.ParentPath].FirstOrDefault(sibling => sibling.Word == "step_size") is { } every
        && document.Number(every) is { } drop && document.Leaves.Any(other =>
            other.Word is "epoch" or "epochs" or "max_epochs" or "num_epochs" && document.Number(other) is { } end && end <= drop);

    private static bool IsOfPlateau(CheckedDocument document, Leaf leaf) => document.Siblings[leaf.ParentPath].Any(sibling =>
        sibling.Word is "patience" or "threshold" || (sibling.Entry.Value is ScalarNode name && name.Text.IndexOf("plateau", StringComparison.OrdinalIgnoreCase) >= 0));

    // Schedules of noise, of a warmup, of a penalty or of a teacher may rise.
    private static bool IsOfSomethingElse(Leaf leaf) => Ancestors(leaf).Any(word =>
        word.Contains("noise") || word.Contains("warm") || word.Contains("ema") || word.Contains("loss") || word.Contains("diffusion") || word.Contains("kl")
        || word.Contains("teacher") || word.Contains("beta") || word.Contains("sampl") || word.Contains("augment") || word.Contains("transform") || word.Contains("range_test")
        || word.Contains("search") || Vocabulary.OtherSections.Contains(word));

    // The weight of the KL divergence in DPO and GRPO (trl/trainer/dpo_config.py, grpo_config.py: beta).
    private static bool IsOfPreferences(CheckedDocument document, Leaf leaf) =>
        (IsBelow(leaf, "dpo", "preference", "grpo", "loss") && document.View.File.Text.IndexOf("dpo", StringComparison.OrdinalIgnoreCase) >= 0)
        || document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "loss_type" or "max_prompt_length" or "num_generations" or "max_completion_length" or "rlhf_type" or "ref_model" or "reward_funcs");

    // An exponent below zero is how powers decay.
    private static bool IsOfPowers(CheckedDocument document, Leaf leaf) =>
        document.Siblings[leaf.ParentPath].Any(sibling => sibling.Entry.Value is ScalarNode { Text: var text }
            && Powers.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    // Preference pairs are compared by beta times a difference of log-probabilities; in GRPO a beta of 0 switches the reference model off.
    private static bool IsOfPairs(CheckedDocument document, Leaf leaf) => document.Number(leaf) is 0
        && !document.Siblings[leaf.ParentPath].Any(sibling =>
            sibling.Word is "num_generations" or "max_completion_length" or "reward_funcs" or "epsilon" or "temperature")
        && (leaf.Word != "beta" || IsBelow(leaf, "dpo", "preference") || IsOfPreferenceClass(document)
            || document.Siblings[leaf.ParentPath].Any(sibling =>
                sibling.Word is "max_prompt_length" or "rpo_alpha" or "ref_model" or "reference_free"
            || (sibling.Word is "loss_type" or "pref_loss"
                && sibling.Entry.Value is ScalarNode
                { Text: "sigmoid" or "ipo" or "hinge" or "robust" or "exo_pair" or "nca_pair" or "simpo" })));

    // DPOConfig(beta=0.0) and its relatives; ORPO's beta is the weight of a second loss.
    private static bool IsOfPreferenceClass(CheckedDocument document) =>
        document.Recipes.Any(recipe => recipe is { Dialect: "transformers", Regime: Regime.Preference or Regime.PreferenceAdapter })
        && document.View.File.Text.IndexOf("orpo", StringComparison.OrdinalIgnoreCase) < 0;

    // Masks for segmentation are kept at a quarter of the picture's size: mask_ratio: 4 (ultralytics cfg/default.yaml, mindyolo).
    private static bool IsDownscaling(string word, double? number) => word == "mask_ratio" && number is (2 or 4 or 8);

    // A split may be given as a number of samples as well.
    private static bool MayCount(string word) => word == "val_set_size" || word.EndsWith("_split", StringComparison.Ordinal);

    private static bool IsOfSplit(CheckedDocument document, Leaf leaf) =>
        Ancestors(leaf).Any(word => word.Contains("data") || word.Contains("split"))
        || document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word.Contains("data")
            || sibling.Word is "val_ratio" or "valid_ratio" or "validation_ratio" or "test_ratio" or "dev_ratio" or "eval_ratio");

    private static bool IsOfAdapter(CheckedDocument document, Leaf leaf) =>
        IsBelow(leaf, "lora", "peft", "adapter") && HasAdapter(document, leaf);

    private static bool HasAdapter(CheckedDocument document, Leaf leaf) => document.Siblings[leaf.ParentPath].Any(sibling =>
        sibling.Word is "lora_alpha" or "alpha" or "lora_dropout" && document.Number(sibling) is > 0);

    // Beside a switch of its own; where there is none (verl, OpenRLHF), a rank of 0 is how the adapter is switched off.
    // A program's defaults ask for nothing: a rank of 0 there waits for a user's.
    private static bool AsksForAdapter(CheckedDocument document, Leaf leaf) => document.View.File.Format.Kind != FormatKind.Code
        && (IsOfAdapterDialect(document) || document.Siblings[leaf.ParentPath].Any(IsAdapterSwitch(document)));

    private static bool IsOfAdapterDialect(CheckedDocument document) => AdapterDialects.Contains(document.Dialect.Name)
        && document.View.File.Text.IndexOf("lora", StringComparison.OrdinalIgnoreCase) >= 0;

    private static Func<Leaf, bool> IsAdapterSwitch(CheckedDocument document) => sibling => sibling.Word switch
    {
        "adapter" or "finetuning_type" or "tuner_type" or "train_type" or "peft_type" =>
            sibling.Entry.Value is ScalarNode { Text: var kind } && kind.IndexOf("lora", System.StringComparison.OrdinalIgnoreCase) >= 0,
        "use_lora" or "use_peft" or "use_qlora" => sibling.Entry.Value is ScalarNode { Text: "true" or "True" or "yes" },
        "lora_dropout" => document.Number(sibling) is > 0,
        _ => false,
    };

    private static bool IsBelow(Leaf leaf, params string[] parts) => Ancestors(leaf).Any(word => Array.Exists(parts, word.Contains));

    private static IEnumerable<string> Ancestors(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1).Select(KeyWords.Normalize);
}
