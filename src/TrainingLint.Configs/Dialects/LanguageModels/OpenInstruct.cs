using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// allenai/open-instruct: <c>open_instruct/finetune.py</c>, <c>dpo_utils.py</c>, <c>grpo_utils.py</c>. The optimizer is always AdamW.
/// Its job scripts turn the file into command-line flags, which converts every number.
/// </summary>
internal sealed class OpenInstruct : Dialect
{
    private static readonly string[] RunKeys =
    [
        "learning_rate", "per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs", "num_epochs", "warmup_ratio", "lr_scheduler_type", "max_seq_length",
        "max_train_steps", "weight_decay", "output_dir",
    ];

    public OpenInstruct()
        : base("open-instruct", Loaders.PyYamlTyped)
    {
        Map(Facts.LearningRate, "learning_rate").Otherwise(2e-5);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0);
        Map(Facts.Schedule, "lr_scheduler_type").Otherwise("linear");
        Map(Facts.WarmupSteps, "warmup_steps");
        Map(Facts.WarmupRatio, "warmup_ratio");
        Map(Facts.BatchSize, "per_device_train_batch_size").Otherwise(8);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.Epochs, "num_train_epochs", "num_epochs");
        Map(Facts.MaxSteps, "max_train_steps").OtherwiseNone();
        Map(Facts.GradientClipNorm, "clip_grad_norm", "max_grad_norm").OtherwiseNone();
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.LabelSmoothing, "label_smoothing");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = [.. RunKeys, "final_lr_ratio", "lora_rank", "lora_alpha", "lora_dropout", "checkpointing_steps", "logging_steps", "dataset_mixer_list", "with_tracking", "max_train_samples"];
        KeyFacts =
        [
            new("lora_rank", LoraOnly) { When = HasNoLora },
            new("lora_alpha", LoraOnly) { When = HasNoLora },
            new("final_lr_ratio", "only the linear schedule knows a final ratio; open-instruct stops otherwise") { When = (scope, _) => scope.Text("lr_scheduler_type") is { } name && !name.Equals("linear", StringComparison.OrdinalIgnoreCase) },
        ];
    }

    private const string LoraOnly = "'use_lora: true' is not set, so all weights are trained and no adapter is built";

    public override int Precedence => 110;

    public override bool Recognises(ConfigView config) =>
        config.Node("model_name_or_path") is ScalarNode
        && config.HasAny("with_tracking", "use_slow_tokenizer", "checkpointing_steps", "dataset_mixer_list", "dataset_mix_dir")
        && config.Count(RunKeys) >= 3
        && !config.HasAny("stage", "finetuning_type");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Set(Facts.Optimizer, Setting<string>.ByDefault("AdamW"));
        var isAdapter = scope.IsTrue("use_lora") || scope.IsTrue("use_qlora");
        var isReinforcement = scope.Has("num_samples_per_prompt_rollout") || scope.Has("num_unique_prompts_rollout") || scope.Has("reward_model_path");
        var isPreference = !isReinforcement
            && (scope.Has("beta") || scope.Text("loss_type")?.StartsWith("dpo", StringComparison.Ordinal) == true || scope.Has("dpo_beta") || scope.Has("num_epochs"));
        draft.Regime = isReinforcement ? isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement
            : isPreference ? isAdapter ? Regime.PreferenceAdapter : Regime.Preference
            : isAdapter ? Regime.Adapter : Regime.FineTuning;
        ReadDefaults(draft, isPreference, isReinforcement);
        ReadClippingAndFloor(scope, draft);
        if (isAdapter)
        {
            draft.Set(Facts.LoraRank, OrDefault(scope, "lora_rank", 64)).Set(Facts.LoraAlpha, OrDefault(scope, "lora_alpha", 16));
        }
    }

    // finetune.py warms up for 3 % of the run, dpo_tune_cache.py for 10 %; grpo_fast.py sets no warmup of its own.
    private static void ReadDefaults(RecipeBuilder draft, bool isPreference, bool isReinforcement)
    {
        if (!draft.Get(Facts.WarmupSteps).IsWritten)
        {
            draft.SetDefault(Facts.WarmupRatio, isReinforcement ? 0 : isPreference ? 0.1 : 0.03);
        }

        draft.SetDefault(Facts.Epochs, isPreference ? 1 : 2);
    }

    private static void ReadClippingAndFloor(RecipeScope scope, RecipeBuilder draft)
    {
        // -1 is how the script writes "no clipping".
        if (draft.Get(Facts.GradientClipNorm).Or(0) < 0)
        {
            draft.Set(Facts.GradientClipNorm, Setting<double>.Missing);
        }

        var share = Values.Number(scope, scope.Node("final_lr_ratio"), scope.Absolute("final_lr_ratio"));
        if (share.TryGet(out var ratio) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * ratio, "final_lr_ratio of the peak rate", share));
        }
    }

    private static Setting<double> OrDefault(RecipeScope scope, string key, double otherwise) =>
        Values.Number(scope, scope.Node(key), scope.Absolute(key)) is { State: not SettingState.Absent } written ? written
            : Setting<double>.ByDefault(otherwise);

    private static bool HasNoLora(RecipeScope scope, RecipeBuilder draft) => scope.IsFalse("use_lora") && !scope.IsTrue("use_qlora");
}
