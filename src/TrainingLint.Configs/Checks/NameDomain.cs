using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>The names that a key holds in every framework, told by its words: data of the check of values.</summary>
/// <param name="Names">The names that libraries offer.</param>
/// <param name="Words">Keys that hold such a name, normalized.</param>
internal sealed record NameDomain(KnownNames Names, IReadOnlyCollection<string> Words)
{
    private const int LongestName = 80;

    // How many sections above a name may tell what it is of, lists of them included (losses: [{type: CELoss}]).
    private const int Reach = 4;

    /// <summary>Parts of the names of sections in which <c>type</c>, <c>name</c> or <c>_target_</c> hold such a name.</summary>
    public IReadOnlyCollection<string> Sections { get; init; } = [];

    /// <summary>Other keys than <c>type</c> and its like that hold such a name in those sections.</summary>
    public IReadOnlyCollection<string> OtherNames { get; init; } = [];

    /// <summary>All rows; a value is held against the first one that its key fits.</summary>
    public static IReadOnlyList<NameDomain> Rows { get; } =
    [
        new(NamesOfParts.Losses, Split("loss loss_type criterion loss_fn loss_fun loss_func loss_name loss_function disc_loss gen_loss gan_loss adv_loss recon_loss rec_loss pixel_loss")) { Sections = ["loss", "criterion"] },
        new(NamesOfParts.Activations, Split("activation hidden_act act activation_fn activation_function act_fn nonlinearity act_name act_func activation_type act_type act_layer hidden_activation activation_func activation_name non_linearity nonlinear_activation")) { Sections = ["activation", "nonlinear"] },
        new(
            NamesOfParts.Initializers,
            Split("initializer init_type weight_init init_method kernel_initializer weight_initializer output_layer_init_method initialization init_fn weights_init kernel_init init_weight embed_initializer bias_initializer init_scheme init_strategy"))
        {
            Sections = ["initializer", "_init", "weight_init"],
        },
        new(NamesOfParts.Adapters, Split("adapter finetuning_type peft_type lora_type tuner_type train_type peft_scheme peft_method adapter_type")) { Sections = ["lora", "peft", "adapter"] },
        new(NamesOfParts.Moments, Split("eval_strategy save_strategy evaluation_strategy logging_strategy")),
        new(
            NamesOfParts.Strategies,
            Split("strategy distributed_strategy ddp_backend sharding_strategy fsdp_sharding_strategy distributed_backend dist_backend ddp_strategy fsdp_state_dict_type state_dict_type parallel_strategy training_strategy backend accelerator")),
        new(NamesOfParts.Attentions, Split("attn_implementation attention attention_type attn_impl attn_type attention_impl attention_backend attn attention_kernel attn_implementation_type")),
        new(NamesOfParts.Algorithms, Split("adv_estimator advantage_estimator algorithm trainer_type rl algo_name algo loss_agg_mode rl_algorithm rl_algo policy_loss advantage_type")) { Sections = ["algo"] },
        new(NamesOfParts.Devices, Split("device devices train_device")),
        new(NamesOfParts.NoiseSchedules, Split("beta_schedule noise_schedule beta_schedule_type noise_schedule_type beta_scheduler")),
        new(NamesOfParts.Reductions, Split("reduction loss_reduction")),
        new(NamesOfParts.Warmups, Split("warmup_method warmup_type warmup_policy warmup_mode warmup_strategy")),
        new(KnownNames.Precisions, Split("save_precision precision dtype torch_dtype mixed_precision compute_dtype weight_dtype "
            + "param_dtype amp_dtype model_dtype train_dtype bnb_4bit_compute_dtype autocast_precision amp_type reduce_dtype "
            + "weights_dtype training_precision")),
        new(KnownNames.Schedules, Split("scheduler lr_scheduler lr_schedule lr_policy lr_scheduler_type scheduler_type lr_decay_style "
            + "learning_rate_scheduler learning_rate_schedule lr_scheduler_name decay_method lr_sched sched")) { Sections = ["sched",
            "lr_policy"], OtherNames = ["mode", "policy", "method"] },
        new(KnownNames.Optimizers, Split("optimizer optim optimizer_type optimizer_name optim_type optim_name opt_type optimizer_class")) { Sections = ["optimizer", "optim"] },
    ];

    /// <summary>
    /// Notes every name that nobody has and that is one slip away from one that a library has. A name beside <c>params</c> is that of a
    /// group of parameters, which its program gives as it likes.
    /// </summary>
    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is ScalarNode { Text: { Length: > 2 and < LongestName } text } scalar && document.IsOwn(scalar)
                && !Placeholders.IsPlaceholder(scalar)
                && Rows.FirstOrDefault(row => row.Holds(leaf)) is { } row && row.Names.MeantBy(text, isComplete: false) is { } meant
                && !IsRegistered(document, text)
                && !document.View.Has(leaf.ParentPath + ".params"))
            {
                document.Observe(new UnknownNameObservation(
                    scalar.Place, leaf.Path, row.Names.What, text, meant,
                    document.IsHomeMade ? "A program that looks it up stops, or takes another one" : "The framework looks it up by this name and stops, or takes another one", Severity.Warning));
            }
        }
    }

    /// <summary>
    /// True where another file of a home-made config's repository has a name as a string or a class, as
    /// <c>@register("adammw")</c> does.
    /// </summary>
    public static bool IsRegistered(CheckedDocument document, string text) => document.IsHomeMade && document.Program is { } program
        && ((program.Find(text) is { } line && line.Shown != document.View.File.Path)
            || (document.View.File.Format.Kind == FormatKind.Document && LettersOf(text) is { Length: > 5 } letters && letters != text
                && program.IsPartOfName(letters)));

    private static string LettersOf(string text) => new([.. text.Where(char.IsLetterOrDigit)]);

    private bool Holds(Leaf leaf)
    {
        if (Words.Contains(leaf.Word) || (ReferenceEquals(Names, KnownNames.Precisions)
            && leaf.Word.EndsWith("_dtype", StringComparison.Ordinal)))
        {
            return true;
        }

        // optimizer.lr: {type: range, bounds: [...]} says how a search draws the rate.
        if (Sections.Count == 0 || !(Vocabulary.Names.Contains(leaf.Entry.Key.Text) || OtherNames.Contains(leaf.Word))
            || (leaf.Segments.Count > 1 && SearchedRates.IsRate(leaf.Segments[leaf.Segments.Count - 2])))
        {
            return false;
        }

        var above = leaf.Segments.Take(leaf.Segments.Count - 1).Reverse().Take(Reach).Select(KeyWords.Normalize).TakeWhile((word, i) =>
            i == 0 || IsListed(leaf, i) || ReferenceEquals(Names, NamesOfParts.Losses)).ToArray();
        return above.Any(word => Sections.Any(section => word.IndexOf(section, StringComparison.Ordinal) >= 0));
    }

    // The section of a list's item stands one or two steps further up; any other step leads into another thing.
    private static bool IsListed(Leaf leaf, int above) => leaf.Segments[leaf.Segments.Count - 1 - above] is var step
        && (step.All(char.IsDigit) || step is "types" or "list" or "items");

    private static string[] Split(string words) => words.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
