using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Modules that an adapter is to sit on, against those that the named model has: peft stops where it finds none of them
/// (<c>peft/tuners/tuners_utils.py</c>, inject_adapter: "Target modules ... not found in the base model"). The names are those of
/// <c>peft/utils/constants.py</c> and of the models' own code.
/// </summary>
internal static class AdapterTargets
{
    private static readonly HashSet<string> Targets = ["lora_target", "lora_target_modules", "target_modules", "lora_targets"];

    private static readonly HashSet<string> Models =
        ["model_name_or_path", "base_model", "model_id", "model_name", "pretrained_model_name_or_path", "model_path", "model"];

    public static void Observe(CheckedDocument document)
    {
        if (!document.Leaves.Any(leaf => Targets.Contains(leaf.Word)))
        {
            return;
        }

        var models = document.Leaves.Where(leaf => Models.Contains(leaf.Word)).Select(leaf => (leaf.Entry.Value as ScalarNode)?.Text)
            .OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (models.Length != 1 || Find(models[0]) is not { } family)
        {
            return;
        }

        foreach (var leaf in document.Leaves.Where(leaf => Targets.Contains(leaf.Word)))
        {
            var names = NamesOf(leaf.Entry.Value);
            if (names.Length > 0 && document.IsOwn(leaf.Entry.Value)
                && names.All(name => Table.Known.Contains(name) && !family.Contains(name)))
            {
                document.Observe(new WrongTypeObservation(
                    leaf.Entry.Value.Place, leaf.Path, string.Join(", ", names), "modules of this model (" + models[0] + "), such as "
                        + string.Join(", ", family.Take(3)), "peft finds none of them and stops with a ValueError", Severity.Warning));
            }
        }
    }

    private static string[]? Find(string model)
    {
        var name = model.TrimEnd('/', '\\');
        name = name.Substring(name.LastIndexOfAny(['/', '\\']) + 1).ToLowerInvariant();
        var family = Array.Find(Table.Families, one => one.Name.IsMatch(name));
        return family.Modules;
    }

    private static string[] NamesOf(ConfigNode node)
    {
        var texts = node switch
        {
            SequenceNode list => list.Items.Select(item => item is ScalarNode { Tag: not NodeTags.Unknown } name ? name.Text : "?"),
            ScalarNode { Tag: not NodeTags.Unknown } scalar => scalar.Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        };
        return [.. texts.Select(text => text.Trim().ToLowerInvariant())];
    }

    // Apart, because making the patterns takes longer than a look for the keys, which few files have.
    private static class Table
    {
        // The first row that fits a name decides.
        public static readonly (LazyRegex Name, string[] Modules)[] Families =
        [
            (Named(@"chatglm"), ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]),
            (Named(@"baichuan"), ["w_pack", "o_proj", "gate_proj", "up_proj", "down_proj"]),
            (Named(@"bloomz?"), ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]),
            (Named(@"falcon-(?:\d+b|rw)"), ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]),
            (Named(@"pythia|gpt-neox|dolly-v2"), ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h", "embed_in", "embed_out"]),
            (Named(@"(?:distil)?gpt2|dialogpt"), ["c_attn", "c_proj", "c_fc", "wte", "wpe"]),
            (Named(@"mpt-\d+b"), ["wqkv", "out_proj", "up_proj", "down_proj"]),
            (Named(@"internlm2"), ["wqkv", "wo", "w1", "w2", "w3", "output"]),
            (Named(@"qwen-(?:1_8b|7b|14b|72b)"), ["c_attn", "c_proj", "attn", "w1", "w2", "attn.c_proj"]),
            (Named(@"phi-3"), ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]),
            (Named(@"opt-\d+(?:\.\d+)?[bm]"), ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"]),
            (Named(@"llama-?[23]|vicuna|alpaca|mistral|mixtral|qwen[23](?:\.\d)?|gemma|yi-\d+b"),
                ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "embed_tokens", "lm_head", "w1", "w2", "w3",
                    "gate"]),
            (Named(@"(?:flan-|m)?t5"), ["q", "k", "v", "o", "wi", "wi_0", "wi_1", "wo"]),
            (Named(@"deberta-v[23]"), ["query_proj", "key_proj", "value_proj", "dense"]),
            (Named(@"(?<!distil)(?:ro|xlm-ro)?bert(?:a)?-(?:base|large)"), ["query", "key", "value", "dense"]),
        ];

        public static readonly HashSet<string> Known = [.. Families.SelectMany(family => family.Modules)];

        // The family stands at the start of the name, or behind the name of who trained it further.
        private static LazyRegex Named(string pattern) =>
            new(@"(?:^|[-_])(?:" + pattern + @")(?![a-z])", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
    }
}
