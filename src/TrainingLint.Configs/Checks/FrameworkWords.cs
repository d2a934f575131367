using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Keys at which a framework takes one of few words and refuses every other: data, each row from the framework's source.</summary>
/// <param name="Dialects">The dialects whose framework does.</param>
/// <param name="Keys">The keys, as last segments of their paths.</param>
/// <param name="What">What the words are of.</param>
/// <param name="Known">All words that it takes.</param>
/// <param name="Consequence">What it does with another one.</param>
internal sealed record FrameworkWords(string[] Dialects, string[] Keys, string What, string[] Known, string Consequence)
{
    private const int LongestWord = 60;

    private static readonly string[] Transformers = ["trl", "axolotl", "llama-factory", "open-instruct", "ms-swift", "unsloth"];

    private static readonly string[] IntervalWords = ["no", "steps", "epoch"];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<FrameworkWords> Rows { get; } =
    [
        // transformers/trainer_utils.py: IntervalStrategy, SaveStrategy.
        new(Transformers, ["eval_strategy", "evaluation_strategy", "logging_strategy"], "strategy", IntervalWords, "transformers stops with a ValueError"),
        new(Transformers, ["save_strategy"], "strategy", [.. IntervalWords, "best"], "transformers stops with a ValueError"),

        // axolotl/utils/schemas/enums.py, RLType.
        new(["axolotl"], ["rl"], "method", ["dpo", "gdpo", "grpo", "ipo", "orpo", "kto", "simpo", "ebft"], "axolotl refuses the file"),

        // axolotl/utils/schemas/config.py, validate_attn_implementation; what holds a slash is a kernel of the hub.
        new(["axolotl"], ["attn_implementation"], "attention", ["eager", "sdpa", "flash_attention_2", "flash_attention_3", "flex_attention", "xformers", "sage", "fp8"], "axolotl refuses the file"),

        // llamafactory/train/tuner.py and model/adapter.py.
        new(["llama-factory"], ["stage"], "stage", ["pt", "sft", "rm", "ppo", "dpo", "kto"], "LLaMA-Factory stops with a ValueError (Unknown task)"),
        new(["llama-factory"], ["finetuning_type"], "way of finetuning", ["lora", "oft", "freeze", "full"], "LLaMA-Factory stops with a NotImplementedError"),
        new(["llama-factory"], ["pref_loss"], "loss", ["sigmoid", "hinge", "ipo", "kto_pair", "orpo", "simpo"], "LLaMA-Factory knows no such loss"),

        // swift/arguments: Literal fields, which HfArgumentParser turns into choices.
        new(["ms-swift"], ["rlhf_type"], "method", ["dpo", "orpo", "simpo", "kto", "cpo", "rm", "ppo", "grpo", "gkd"], "the argument parser refuses it"),

        // verl/trainer/ppo/core_algos.py, agg_loss.
        new(["verl"], ["loss_agg_mode"], "way to sum up the loss", ["token-mean", "token-sum", "seq-mean-token-sum", "seq-mean-token-mean", "seq-mean-token-sum-norm"], "verl stops with a ValueError (Invalid loss_agg_mode)"),

        // axolotl/utils/schemas/config.py: a flag, or one of these words.
        new(["axolotl"], ["bf16", "bfloat16"], "precision", ["auto", "full"], "axolotl refuses the file"),

        // lavis/common/optims.py: classes under @registry.register_lr_scheduler; another name is looked up as None and called.
        new(["lavis"], ["lr_sched"], "schedule", ["linear_warmup_cosine_lr", "linear_warmup_step_lr", "constant_lr"],
            "LAVIS finds no such schedule and stops with a TypeError") { IsOpen = true },

        // kohya-ss/sd-scripts library/train_util.py and network modules: choices of the argument parser, and modules that are imported.
        new(["kohya"], ["mixed_precision"], "precision", ["no", "fp16", "bf16"], "the argument parser of sd-scripts refuses it"),
        new(["kohya"], ["save_precision"], "precision", ["float", "fp16", "bf16"], "the argument parser of sd-scripts refuses it"),
        new(["kohya"], ["network_module"], "module",
            ["networks.lora", "networks.lora_fa", "networks.lora_flux", "networks.lora_sd3", "networks.dylora", "networks.oft",
                "networks.oft_flux", "lycoris.kohya"],
            "the import of the module fails") { IsOpen = true },

        // mlagents/trainers/settings.py and trainer/trainer_factory.py; plugins may register others, so only a slip counts.
        new(["ml-agents"], ["trainer_type"], "trainer", ["ppo", "sac", "poca"], "ML-Agents stops with a TrainerConfigError") { IsOpen = true },
    ];

    /// <summary>True where others may register words of their own, so that only a slip of a known one counts.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Notes every word that the framework refuses.</summary>
    public static void Observe(CheckedDocument document)
    {
        foreach (var row in Rows.Where(row => row.Dialects.Contains(document.Dialect.Name)))
        {
            foreach (var leaf in document.Leaves.Where(leaf => row.Keys.Contains(leaf.Entry.Key.Text)
                && document.IsOwn(leaf.Entry.Value)))
            {
                if (leaf.Entry.Value is ScalarNode { Text: { Length: > 0 and < LongestWord } text } scalar
                    && row.Refuses(document, scalar, text))
                {
                    var meant = NearestName.Of(text, row.Known) ?? string.Join("' or '", row.Known);
                    document.Observe(new UnknownNameObservation(scalar.Place, leaf.Path, row.What, text, meant, row.Consequence,
                        Severity.Error)
                    {
                        IsOneSlip = row.Known.Any(known => Slip.IsOne(text, known)),
                    });
                }
            }
        }
    }

    // An unquoted no is a boolean, about which another rule speaks.
    private bool Refuses(CheckedDocument document, ScalarNode scalar, string text) =>
        scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Text && !Placeholders.IsPlaceholder(scalar)
            && !Placeholders.IsNone(text)
        && text.IndexOf('/') < 0 && !Known.Contains(text, StringComparer.OrdinalIgnoreCase)
            && (!IsOpen || Known.Any(known => Slip.IsOne(text, known)));
}
