using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// Argument files of TRL's trainers (alignment-handbook, open-r1) and any other program that hands its file to
/// <c>transformers.TrainingArguments</c>: <c>trl/scripts/utils.py</c>, <c>trl/trainer/*_config.py</c>. The arguments stand at the
/// top level or in one section of their own.
/// </summary>
internal class Trl : HuggingFace
{
    private static readonly string[] Sections = ["training_args", "training_arguments", "TrainingArguments", "trainer_args", "train_args", "training", "train", "trainer", "sft_config", "args"];

    public Trl()
        : this("trl", Loaders.PyYamlTyped)
    {
    }

    /// <summary>The same arguments for another program.</summary>
    protected Trl(string name, Loader loader)
        : base(name, loader)
    {
        // trl/scripts/utils.py, TrlParser, and HfArgumentParser.parse_yaml_file raise a ValueError at keys that no dataclass has.
        UnknownKeys = UnknownKeys.Refused;

        // Its default differs between the trainers and releases: 5e-5 of transformers, 2e-5 for SFT, 1e-6 for GRPO and later DPO.
        Map(Facts.LearningRate, "learning_rate");
        OtherKnownKeys = [.. OtherKnownKeys, "lora_r", "lora_alpha", "lora_dropout", "lora_target_modules", "beta", "epsilon_high", "num_generations", "max_prompt_length", "max_completion_length"];
        GuardedKeys = [.. GuardedKeys, "lora_r", "lora_alpha", "use_peft", "num_generations"];
        KeyFacts =
        [
            .. KeyFacts,
            new("lora_r", WithoutPeft) { When = ForgetsPeft },
            new("lora_alpha", WithoutPeft) { When = ForgetsPeft },
            new("lora_r", WithoutPeft) { When = SwitchesPeftOff, Severity = Core.Findings.Severity.Info },
            new("lora_alpha", WithoutPeft) { When = SwitchesPeftOff, Severity = Core.Findings.Severity.Info },
            new("dataset_mixer", "current script arguments know 'dataset_mixture' only and refuse this key") { Severity = Core.Findings.Severity.Info },
        ];
    }

    private static readonly string[] AdapterKeys = ["use_lora", "use_qlora", "peft_config", "lora_config", "lora_r", "lora_rank", "lora_alpha", "qlora"];

    private const string WithoutPeft = "without 'use_peft: true' TRL trains all weights and never builds the adapter (trl/trainer/utils.py, get_peft_config)";

    public override int Precedence => 380;

    public override bool Recognises(ConfigView config) => SectionOf(config) is not null;

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        [SectionOf(root.View) is { Length: > 0 } section ? root.At(section, "training") : root];

    // Names of other programs for what TrainingArguments calls otherwise: the file is read by one of those, whose defaults nobody knows here.
    private static readonly string[] ForeignArguments = ["batch_size", "train_batch_size", "epochs", "num_epochs", "lr", "random_seed", "optimizer", "scheduler", "lr_scheduler", "max_epochs", "total_steps", "train_iters"];

    protected override bool IsFragment(ConfigView config) =>
        SectionOf(config) is { } section
            && config.HasAny([.. ForeignArguments.Select(key => section.Length == 0 ? key : section + "." + key)]);

    // ms-swift and Unsloth hand some of their keys to transformers, under defaults of their own.
    // So do LLaMA-Factory and open-instruct.
    private static readonly string[] OtherPrograms =
    [
        "tuner_type", "train_type", "sft_type", "split_dataset_ratio", "rlhf_type", "model_author", "train_on_completions", "training_type",
        "finetuning_type", "use_slow_tokenizer", "with_tracking",
    ];

    // Words that hardly anybody but transformers.TrainingArguments has. The length, num_train_epochs, comes from the first scripts of BERT
    // and stands in many a program of its own, with the batch and the optimizer under other names (facebookresearch/DPR).
    private static readonly string[] OwnArguments =
    [
        "per_device_train_batch_size", "lr_scheduler_type", "evaluation_strategy", "eval_strategy", "save_strategy", "report_to",
        "per_device_eval_batch_size",
    ];

    // The whole top level, or the one section that holds the arguments.
    private static string? SectionOf(ConfigView config) =>
        IsArguments(config, "") ? ""
            : Sections.FirstOrDefault(section => config.Mapping(section) is not null && IsArguments(config, section + "."));

    private static bool IsArguments(ConfigView config, string prefix) =>
        CountArguments(config, prefix) >= (prefix.Length == 0 && config.HasAny("model_name_or_path", "model_name", "dataset_name", "model") ? 3 : 4)
        && (config.HasAny([.. OwnArguments.Select(key => prefix + key)])
            || (config.Has(prefix + "num_train_epochs") && !config.HasAny([.. ForeignArguments.Select(key => prefix + key)])))
        && config.Node(prefix + "optimizer") is not MappingNode
        && !Array.Exists(OtherPrograms, key => config.Has(prefix + key))

        // Scripts of diffusers and kohya-ss share many of the words, but not these.
        && !config.HasAny(prefix + "max_train_steps", prefix + "max_train_epochs");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        CompleteArguments(scope, draft);
        AnswerGroup.Observe(scope, "num_generations");
        AnswerGroup.ObserveShare(scope, draft, "num_generations");
        var isAdapter = scope.IsTrue("use_peft") || (Any(scope, AdapterKeys) && !HasNoPeft(scope, draft) && !scope.IsFalse("use_lora"));
        draft.Regime = RegimeOf(scope, isAdapter);
        HoldOut(draft, Values.Number(scope, scope.Node("/dataset_mixture.test_split_size"), "dataset_mixture.test_split_size"));
        if (draft.Regime is Regime.LanguageModelReinforcement or Regime.LanguageModelReinforcementAdapter)
        {
            draft.Mean(Facts.Discount, Meaning.OneIsUsual);
            draft.Set(Facts.ClipRange, Values.Number(scope, scope.Node("epsilon") ?? scope.Node("cliprange"), scope.Absolute("epsilon")));
            draft.Set(Facts.Discount, Values.Number(scope, scope.Node("gamma"), scope.Absolute("gamma")));
        }

        if (isAdapter)
        {
            ReadAdapter(scope, draft);
        }
    }

    // TRL's own defaults hold only where its switch is written; other programs have theirs.
    private static void ReadAdapter(RecipeScope scope, RecipeBuilder draft)
    {
        draft.SetWritten(Facts.RankStabilized, scope, "use_rslora");
        draft.Set(Facts.LoraRank, Adapter("lora_r", "lora_rank"));
        draft.Set(Facts.LoraAlpha, Adapter("lora_alpha"));
        if (scope.IsTrue("use_peft"))
        {
            draft.SetDefault(Facts.LoraRank, 16);
            draft.SetDefault(Facts.LoraAlpha, 32);
        }

        Setting<double> Adapter(params string[] keys) =>
            keys.Select(key => Values.Number(scope, scope.Node(key), scope.Absolute(key)))
                .FirstOrDefault(setting => setting.State != SettingState.Absent) ?? Setting<double>.Unknown;
    }

    // haotian-liu/LLaVA llava/train/train.py, LMFlow, OpenGVLab/InternVL: only the new layers between two frozen models are trained,
    // at 1e-3 to 2e-3.
    private static readonly string[] ProjectorSwitches =
    [
        "tune_mm_mlp_adapter", "train_mm_mlp_adapter", "only_tune_mlp", "tune_mm_mlp_only", "save_language_projection",
        "freeze_llm", "freeze_language_model",
    ];

    private static Regime RegimeOf(RecipeScope scope, bool isAdapter)
    {
        if (Any(scope, "reward_funcs", "num_generations", "num_ppo_epochs", "reward_model_path", "num_sample_generations"))
        {
            return isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement;
        }

        if (Any(scope, "beta", "ref_model_name_or_path", "simpo_gamma", "cpo_alpha", "desirable_weight", "precompute_ref_log_probs"))
        {
            return isAdapter ? Regime.PreferenceAdapter : Regime.Preference;
        }

        if (ProjectorSwitches.Any(scope.IsTrue))
        {
            return isAdapter ? Regime.Adapter : Regime.Unknown;
        }

        if (!isAdapter && AdapterMethods.RegimeOf(
            [.. scope.View.Root.Entries.Select(entry => KeyWords.Normalize(entry.Key.Text))]) is { } small)
        {
            return small;
        }

        var startsFromScratch = Any(scope, "config_name", "config_overrides", "model_type") && !Any(scope, "model_name_or_path", "model_name", "model", "model_id", "pretrained_model_name_or_path");
        return isAdapter ? Regime.Adapter : startsFromScratch ? Regime.FromScratch : Any(scope, "model_name_or_path") ? Regime.FineTuning : Regime.Unknown;
    }

    private static bool Any(RecipeScope scope, params string[] keys) =>
        keys.Any(key => IsSet(scope.Node(key)) || IsSet(scope.Node("/" + key)));

    private static bool IsSet(ConfigNode? node) =>
        node is not null && (node is not ScalarNode scalar || scalar.Read(ScalarSchema.Yaml11).Kind != ScalarKind.Null);

    // Only where TRL's ModelConfig reads the file: other programs have LoRA keys and switches of their own.
    private static bool HasNoPeft(RecipeScope scope, RecipeBuilder draft) => SwitchesPeftOff(scope, draft) || ForgetsPeft(scope, draft);

    // Whoever writes the switch knows about it.
    private static bool SwitchesPeftOff(RecipeScope scope, RecipeBuilder draft) => scope.IsFalse("use_peft");

    private static bool ForgetsPeft(RecipeScope scope, RecipeBuilder draft) =>
        scope.Node("use_peft") is null && Any(scope, "dataset_mixture", "dataset_mixer", "dataset_name") && Any(scope, "torch_dtype", "dtype", "attn_implementation", "model_revision")
        && !Any(scope, "peft_config", "lora_config", "use_lora", "use_qlora");
}
