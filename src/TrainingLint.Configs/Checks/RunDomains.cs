using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Domains of the numbers that say how a run goes: lengths, intervals, seeds, workers.</summary>
internal static class RunDomains
{
    private const string EmptyLoop = "a loop over a negative number of rounds never runs, and one over a fraction stops with a TypeError";

    // transformers counts fractions of an epoch (training_args.py, num_train_epochs: float), and so does what builds on its Trainer.
    private static readonly string[] FractionsOfEpochs = ["trl", "llama-factory", "axolotl", "open-instruct", "ms-swift", "unsloth", "simpletuner", "transformers", "nemo-rl", "openrlhf", "sentence-transformers", "olmo", "llm-foundry", "keras", "prime-rl"];

    private static readonly IReadOnlyCollection<string> Intervals = WordList.InOrder(
        "save_steps eval_steps save_interval eval_interval val_interval save_freq eval_freq save_every eval_every logging_steps log_interval print_freq log_every_n_steps checkpoint_interval eval_period checkpoint_period val_period save_period "
        + "check_val_every_n_epoch log_iters ckpt_interval snapshot_epoch val_check_interval save_epoch saving_epochs save_checkpoint_freq checkpoint_every_steps ckpt_every_steps print_every save_interval_epochs evaluate_every test_freq log_freq "
        + "log_every save_every_n_epochs save_every_n_steps eval_every_n_epochs every_n_epochs validation_interval logging_freq "
        + "save_interval_steps eval_interval_steps eval_interval_epochs save_interval_updates validate_interval checkpoint_every "
        + "valid_freq sample_every demo_every evaluate_every_n_epochs generate_every image_every visualize_every plot_every vis_every "
        + "vis_freq viz_freq display_freq update_html_freq summary_freq");

    /// <summary>All rows.</summary>
    public static IReadOnlyList<WordDomain> Rows { get; } =
    [
        new(WordsOf(Facts.Epochs), Facts.Epochs.Domain!, EmptyLoop) { Sentinels = [0, -1], Where = IsLengthOfRun },
        new(WordsOf(Facts.Epochs), NumberDomain.CountOrNone, EmptyLoop)
        {
            Sentinels = [-1], Where = (document, leaf) => leaf.Word != "num_train_epochs" && IsLengthOfRun(document, leaf)
                && !FractionsOfEpochs.Contains(document.Dialect.Name)
                && !(document.View.File.Format.Kind == FormatKind.Code && ProgramArithmetic.MayTakePartsOfEpochs(document.View.File.Text)),
        },
        new(WordsOf(Facts.MaxSteps), Facts.MaxSteps.Domain!, EmptyLoop)
        {
            Sentinels = [0, -1], Where = (document, leaf) => IsLengthOfRun(document, leaf)
                && !document.MayCountEpochs(leaf.Entry.Value.Place),
        },
        new([.. WordsOf(Facts.Seed), .. WordsOf(Facts.DataSeed)], Facts.Seed.Domain!, "numpy.random.seed takes whole numbers from 0 on and raises a ValueError or TypeError") { Sentinels = [-1] },
        new([.. WordsOf(Facts.Seed)], new NumberDomain(-1, uint.MaxValue, true, true, "a whole number below 2^32"), "numpy.random.seed takes 32 bits and raises a ValueError"),
        new(
            WordList.InOrder("num_workers dataloader_num_workers n_workers num_data_workers worker_num dataset_num_proc preprocessing_num_workers n_proc num_worker_per_gpu num_worker workers_per_gpu dataset_processes val_num_workers train_num_workers workers"),
            NumberDomain.CountOrNone,
            "torch's DataLoader raises a ValueError for a negative number and a TypeError for a fraction")
        {
            Sentinels = [-1],
        },

        new(WordList.InOrder("num_diffusion_timesteps num_train_timesteps diffusion_timesteps n_timestep num_diffusion_steps num_diffusion_step"),
            NumberDomain.Count, "without a step of diffusion there is no noise to learn from") { Sentinels = [-1] },

        // -1 takes all that there are; rates of devices per trial (Ray) may be fractions.
        new(WordList.InOrder("num_gpus gpus n_gpu n_gpus ngpus num_devices world_size num_nodes nproc_per_node"), new NumberDomain(-1, double.PositiveInfinity, true, false, "a number of at least 1, or -1 for all"), "there is no negative number of devices"),
        new(
            WordList.InOrder("save_total_limit keep_checkpoint_max max_keep keep_last save_top_k max_to_keep keep_nbest_models max_keep_ckpts keep_last_n keep_states max_checkpoints keep_checkpoints"),
            new NumberDomain(-1, double.PositiveInfinity, true, false, "a number of at least 0, or -1 for all"),
            "there is no negative number of checkpoints to keep"),
        new(WordList.InOrder("patience early_stopping_patience early_stop_patience impatience es_patience lr_patience plateau_patience"), NumberDomain.NotNegative, "a patience counts evaluations; a negative one is over before the first")
        {
            Sentinels = [-1], Where = (document, leaf) => !document.IsJudged(leaf, Facts.EarlyStoppingPatience)
                || document.Number(leaf) is < -1,
        },

        // A multiplier turns the sign of the rate, and descent into ascent.
        new(
            WordList.InOrder("lr_mult lr_multiplier backbone_multiplier lr_scale backbone_lr_mult bias_lr_factor heads_lr_factor base_lr_mult backbone_lr_multiplier encoder_lr_scale lr_layer_decay layer_decay"),
            NumberDomain.NotNegative,
            "it multiplies the learning rate, and a negative one climbs the loss")
        {
            Sentinels = [-1],
        },

        // A fraction below 1 is a share of the run or of an epoch (transformers, Lightning).
        new(Intervals, new NumberDomain(0, double.PositiveInfinity, true, false, "a whole number, or a share below 1"), "an interval counts whole steps or epochs; a negative or broken one never comes round")
        {
            Sentinels = [-1], Fits = number => number < 1 || number == Math.Floor(number),
        },

        // A program of one's own divides by it: step % 0. Frameworks take 0 for "never", and so does who writes it on a command line, and
        // who saves nothing before the end.
        new(Intervals, NumberDomain.Count, "the remainder of a division by 0 raises a ZeroDivisionError unless the program looks first")
        {
            Sentinels = [-1], Where = (document, leaf) => document.IsHomeMade && document.View.Root.Command is null
                && document.View.File.Format.Kind != FormatKind.Code && !document.IsOfFlags && document.Number(leaf) is 0
                && IsOfRun(document, leaf) && !SpeaksOfSaving(leaf.Word)
                && document.Program?.AsksForZero(leaf.Entry.Key.Text) != true,
        },
        // train.py of VITS and its forks: global_step % hps.train.eval_interval, without a look at it.
        new(WordList.InOrder("log_interval eval_interval"), NumberDomain.Count, "train.py takes the remainder of a division by it at every step: a "
            + "ZeroDivisionError")
        {
            Where = (document, leaf) => document.Dialect.Name is "vits" && document.Number(leaf) is 0,
        },
        // sd-scripts train_network.py: (epoch + 1) % args.save_every_n_epochs, global_step % args.save_every_n_steps.
        new(WordList.InOrder("save_every_n_epochs save_every_n_steps"), NumberDomain.Count, "sd-scripts takes the remainder of a division by it: a "
            + "ZeroDivisionError; leave the key out")
        {
            Where = (document, leaf) => document.Dialect.Name is "kohya" && document.Number(leaf) is 0,
        },
        // transformers takes a number below 1 for a share since its fifth version, and so may a program.
        new(WordsOf(Facts.WarmupSteps), NumberDomain.CountOrNone,
            "counted in steps it is no warmup at all; only a program that takes it for a share of the run has one")
        {
            Severity = Core.Findings.Severity.Info, Where = (document, leaf) => document.IsHomeMade && document.Number(leaf) is > 0 and < 1
                && KeyWords.Split(leaf.Word).Any(word => word is "steps" or "step" or "iters" or "iter" or "iterations" or "updates"),
        },
        new(WordList.InOrder("warmup_factor"), NumberDomain.Share, "the rate starts at this share of its peak, so above 1 it falls to the peak "
            + "instead of rising") { Sentinels = [-1] },
        new(WordList.InOrder("step_size"), NumberDomain.Positive, "StepLR takes the remainder of a division by it: a ZeroDivisionError")
        {
            Where = (document, leaf) => document.Number(leaf) is <= 0
                && (leaf.ParentWord.Contains("sched") || document.Beside(leaf, ["gamma"]) is not null),
        },
        new(WordsOf(Facts.GradientAccumulation), Facts.GradientAccumulation.Domain!, "a step gathers a whole number of batches, at least one")
        {
            Sentinels = [-1], Where = (document, leaf) => !document.IsJudged(leaf, Facts.GradientAccumulation),
        },
        new(WordList.InOrder("accum_grad_iters"), Facts.GradientAccumulation.Domain!, "a step gathers a whole number of batches") { Sentinels = [-1] },
        new(WordsOf(Facts.BatchSize), Facts.BatchSize.Domain!, "torch's DataLoader raises a ValueError") { Sentinels = [0, -1], Where = (document, leaf) =>
            document.Number(leaf) is < 0 or > 1 },
        new(WordList.InOrder("logging_steps"), NumberDomain.Positive, "transformers refuses a logging strategy of steps without a number of them")
        {
            Sentinels = [-1], Where = (document, _) => document.Dialect.Name is "trl" or "axolotl" or "llama-factory" or "ms-swift",
        },
        // As a share of the peak or as a rate: above 1 it is neither, unless the rates themselves are that large.
        new(Vocabulary.AmbiguousFloors, new NumberDomain(0, 1, true, true, "a rate below the peak, or a share of it"), "the schedule then climbs to it instead of falling")
        {
            Where = (document, leaf) => IsOfRun(document, leaf)
                && document.Leaves.Where(rate => RateKey.Of(rate.Word) is not null).Select(document.Number).Max() is < 1 and > 0,
        },
        new(WordList.InOrder("power poly_power lr_power"), Facts.SchedulePower.Domain!, "a falling share raised to a negative power grows without bound")
        {
            Sentinels = [0],
            Where = (document, leaf) =>
                document.Siblings[leaf.ParentPath].Any(sibling => sibling.Word is "end_lr" or "max_decay_steps" or "decay_steps" or "policy" or "min_lr" || Says(sibling, "poly"))
                || leaf.ParentWord.Contains("poly"),
        },
    ];

    private static bool Says(Leaf leaf, string part) =>
        leaf.Entry.Value is Documents.ScalarNode { Text: var text } && text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool SpeaksOfSaving(string word) =>
        KeyWords.Split(word).Any(part => part is "save" or "saving" or "ckpt" or "checkpoint" or "snapshot");

    private static bool IsOfRun(CheckedDocument document, Leaf leaf) =>
        !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));

    // warmup: {epoch: 0.5} is a length of the warmup.
    private static bool IsLengthOfRun(CheckedDocument document, Leaf leaf) => IsOfRun(document, leaf)
        && !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => KeyWords.Normalize(segment) is "warmup" or "warm_up" or "lr_warmup");

    private static IReadOnlyCollection<string> WordsOf(SettingKey<double> key) =>
        Vocabulary.Numbers.First(row => ReferenceEquals(row.Key, key)).Words;
}
