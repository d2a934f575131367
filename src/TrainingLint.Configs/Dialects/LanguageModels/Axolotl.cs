using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// axolotl-ai-cloud/axolotl: <c>src/axolotl/utils/schemas/{training,config,peft,validation}.py</c>, <c>core/builders/base.py</c>.
/// pydantic converts text to numbers and drops unknown keys without a word.
/// </summary>
internal sealed class Axolotl : Dialect
{
    private static readonly string[] RunKeys =
    [
        "micro_batch_size", "gradient_accumulation_steps", "num_epochs", "max_steps", "learning_rate", "optimizer", "lr_scheduler", "sequence_len", "val_set_size",
        "output_dir", "dataset_prepared_path", "sample_packing", "adapter", "wandb_project", "saves_per_epoch", "gradient_checkpointing",
    ];

    private static readonly string[] Reinforcement = ["grpo", "gdpo", "ebft", "ppo"];

    public Axolotl()
        : base("axolotl", Loaders.PyYamlTyped)
    {
        Map(Facts.Optimizer, "optimizer").Otherwise("adamw_torch_fused");
        Map(Facts.LearningRate, "learning_rate").OtherwiseNone();
        Map(Facts.Beta1, "adam_beta1").Otherwise(0.9);
        Map(Facts.Beta2, "adam_beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "adam_epsilon").Otherwise(1e-8);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0);
        Map(Facts.Schedule, "lr_scheduler").Otherwise("cosine");
        Map(Facts.WarmupSteps, "warmup_steps").OtherwiseNone();
        Map(Facts.WarmupRatio, "warmup_ratio").OtherwiseNone();
        Map(Facts.BatchSize, "micro_batch_size").Otherwise(1);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.Epochs, "num_epochs").Otherwise(1);
        Map(Facts.MaxSteps, "max_steps").OtherwiseNone();
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.EarlyStoppingPatience, "early_stopping_patience").OtherwiseNone();
        Map(Facts.BestModelSelection, "load_best_model_at_end").Otherwise(false);
        Map(Facts.LabelSmoothing, "label_smoothing_factor", "rl_label_smoothing");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys =
        [
            .. RunKeys, "eval_batch_size", "batch_size", "eval_steps", "evals_per_epoch", "eval_strategy", "save_steps", "lora_r", "lora_alpha", "lora_dropout", "lora_model_dir",
            "embedding_lr", "lr_groups", "cosine_min_lr_ratio", "lr_scheduler_kwargs", "optim_args", "lr_div_factor", "early_stopping_patience", "max_prompt_len",
        ];
        TypeFacts =
        [
            TypeFact.WholeNumber("warmup_steps", "axolotl refuses the file; write warmup_ratio for a share of the run"),
            TypeFact.WholeNumber("micro_batch_size", "axolotl refuses the file"),
            TypeFact.WholeNumber("gradient_accumulation_steps", "axolotl refuses the file"),
            TypeFact.WholeNumber("max_steps", "axolotl refuses the file"),
            TypeFact.WholeNumber("lora_r", "axolotl refuses the file"),
            TypeFact.WholeNumber("lora_alpha", "axolotl refuses the file"),
            TypeFact.Name("save_strategy", "transformers knows strategies by name; write \"no\" in quotes"),
            TypeFact.Name("eval_strategy", "transformers knows strategies by name; write \"no\" in quotes"),
        ];
        GuardedKeys =
        [
            "val_set_size", "sequence_len", "sample_packing", "evals_per_epoch", "eval_steps", "lora_r", "lora_alpha", "lora_dropout", "lora_target_linear", "lora_target_modules",
            "adapter", "gradient_checkpointing", "cosine_min_lr_ratio", "lr_scheduler_kwargs", "pretraining_dataset",
        ];
        KeyFacts = Traps();
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("lora_r", LoraOnly) { When = HasNoAdapter },
        new("lora_alpha", LoraOnly) { When = HasNoAdapter },
        new("load_in_4bit", "axolotl refuses a quantized model without 'adapter'") { When = (scope, draft) => scope.IsTrue("load_in_4bit") && IsWithoutAdapter(scope) },
        new("load_in_8bit", "axolotl refuses a quantized model without 'adapter'") { When = (scope, draft) => scope.IsTrue("load_in_8bit") && IsWithoutAdapter(scope) },
        new("adapter", "QLoRA needs 'load_in_4bit: true', without which axolotl stops") { When = (scope, _) => scope.IsAny("adapter", "qlora") && !scope.IsTrue("load_in_4bit") && !scope.Has("gptq") && !scope.IsTrue("merge_lora") },
        new("deepspeed",
            "axolotl refuses DeepSpeed and FSDP together; keep one") { When = (scope, _) =>
                scope.Text("deepspeed") is not null
                    && (scope.Node("fsdp") is SequenceNode { Items.Count: > 0 } || scope.Node("fsdp_config") is MappingNode { Entries.Count: > 0 }) },
        new("test_datasets", "axolotl refuses it beside a val_set_size above 0; keep one") { When = (scope, _) => scope.Number("val_set_size") > 0 && scope.Node("test_datasets") is SequenceNode { Items.Count: > 0 } },
        new("eval_steps", NothingHeldOut) { When = HoldsNothingOut },
        new("evals_per_epoch", NothingHeldOut) { When = HoldsNothingOut, Severity = Severity.Info },
        new("evals_per_epoch", "with this num_epochs it comes to one evaluation in the run, which axolotl turns into eval_steps 1.0 and never performs (utils/config); write 2 or eval_strategy: epoch") { When = EvaluatesOnceInTheRun, Severity = Severity.Info },
        new("adam_beta1", AdamOnly) { When = IsNotAdam },
        new("adam_beta2", AdamOnly) { When = IsNotAdam },
        new("adam_epsilon", AdamOnly) { When = IsNotAdam },
        new("batch_size", "axolotl refuses it beside gradient_accumulation_steps; write micro_batch_size and gradient_accumulation_steps") { When = (scope, _) => scope.Number("gradient_accumulation_steps") is not null },
        new("eval_steps", "axolotl refuses it beside evals_per_epoch; keep one") { When = (scope, _) => scope.Number("eval_steps") is not null && scope.Number("evals_per_epoch") is not null },
        new("save_steps", "axolotl refuses it beside saves_per_epoch; keep one") { When = (scope, _) => scope.Number("save_steps") is not null && scope.Number("saves_per_epoch") is not null },
        new("sample_packing", "axolotl refuses to pack samples in preference and reinforcement training") { When = (scope, _) => scope.IsTrue("sample_packing") && scope.Text("rl") is not null },
        new("pretraining_dataset", "it is streamed and has no length, so axolotl stops without max_steps") { When = (scope, draft) => draft.Get(Facts.MaxSteps).IsMissing && scope.Node("pretraining_dataset") is not ScalarNode { Text: "" } },
        new("dpo_beta", "the key is called rl_beta now") { Severity = Severity.Info },
    ];

    private const string LoraOnly = "'adapter' is not set, so axolotl trains all weights; write 'adapter: lora', or remove the LoRA keys";
    private const string NothingHeldOut = "val_set_size is 0 and there are no test_datasets, so there is nothing to evaluate on";
    private const string AdamOnly = "the optimizer has no such parameter, only Adam-type optimizers do";

    public override int Precedence => 80;

    public override bool Recognises(ConfigView config) =>
        config.Node("base_model") is ScalarNode
        && !config.HasAny("input_features", "output_features", "merge_method", "slices")
        && (config.Node("datasets") is SequenceNode || config.Has("pretraining_dataset") || config.HasAll("micro_batch_size", "sequence_len") || config.HasAny("rl", "adapter"))
        && config.Count(RunKeys) >= 3;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = RegimeOf(scope);
        FreeFormMap.Observe(scope, "optim_args", "the optimizer is given the text as it is and stops with a TypeError");
        FreeFormMap.Observe(scope, "lr_scheduler_kwargs", "the schedule is given the text as it is and stops with a TypeError");

        // bf16 is 'auto' unless written, which the hardware decides.
        var otherwise = scope.IsFalse("bf16") || scope.IsFalse("bfloat16") ? Setting<string>.ByDefault("fp32") : Setting<string>.Unknown;
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, otherwise, ("bf16", "bf16"), ("bfloat16", "bf16"), ("fp16", "fp16"), ("float16", "fp16")));
        ReadWarmup(draft);
        ReadEvaluation(scope, draft);
        ReadFinalRate(scope, draft);
        ReadParameterGroups(scope, draft);
        if (!IsWithoutAdapter(scope))
        {
            draft.SetWritten(Facts.RankStabilized, scope, "peft_use_rslora");
            draft.Set(Facts.LoraRank, Values.Number(scope, scope.Node("lora_r"), scope.Absolute("lora_r")));
            draft.Set(Facts.LoraAlpha, Values.Number(scope, scope.Node("lora_alpha"), scope.Absolute("lora_alpha")));
        }

        DeepSpeedCompanion.Observe(scope, draft, "micro_batch_size");
    }

    private static Regime RegimeOf(RecipeScope scope)
    {
        var isAdapter = !IsWithoutAdapter(scope);
        if (scope.IsTrue("reward_model") || scope.IsTrue("process_reward_model"))
        {
            return isAdapter ? Regime.Adapter : Regime.FineTuning;
        }

        return scope.Text("rl") switch
        {
            { } rl when Reinforcement.Contains(rl.ToLowerInvariant()) =>
                isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement,
            { } => isAdapter ? Regime.PreferenceAdapter : Regime.Preference,
            _ when isAdapter => Regime.Adapter,
            _ => scope.IsTrue("reinit_weights") ? Regime.FromScratch : Regime.FineTuning,
        };
    }

    // builders/base.py: without either key 3 % of the run, at most 100 steps; a fraction of a step was meant as a share.
    private static void ReadWarmup(RecipeBuilder draft)
    {
        var steps = draft.Get(Facts.WarmupSteps);
        var ratio = draft.Get(Facts.WarmupRatio);
        if (steps.IsWritten && steps.Or(0) is > 0 and < 1 && ratio.IsMissing)
        {
            draft.Set(Facts.WarmupRatio, steps).Set(Facts.WarmupSteps, Setting<double>.Missing);
        }
        else if (steps.IsMissing && ratio.IsMissing)
        {
            draft.Set(Facts.WarmupRatio, Setting<double>.ByDefault(0.03));
        }
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        draft.EvaluationUnit = LengthUnit.Steps;
        var heldOut = Values.Number(scope, scope.Node("val_set_size"), scope.Absolute("val_set_size"));
        var interval = Values.Number(scope, scope.Node("eval_steps"), scope.Absolute("eval_steps"));
        if (interval.Or(0) >= 1)
        {
            draft.Set(Facts.EvaluationInterval, interval);
        }

        var hasCadence = scope.Has("eval_strategy") || scope.Has("evaluation_strategy") || interval.State != SettingState.Absent || scope.Text("evals_per_epoch") is not null;
        var hasTestSets = scope.Node("test_datasets") is SequenceNode { Items.Count: > 0 };
        draft.Set(Facts.Validation, heldOut.State == SettingState.Unknown ? Setting<bool>.Unknown
            : !hasTestSets && !(heldOut.Or(0) > 0) ? Setting<bool>.Derived(false, "val_set_size is 0", heldOut.IsWritten ? heldOut : null)
            : hasCadence && !EvaluatesOnceInTheRun(scope, draft) ? Setting<bool>.Derived(true, "data is held out and evaluated", heldOut.IsWritten ? heldOut : null)
            : heldOut.IsWritten ? Setting<bool>.Written(false, heldOut.Text!, heldOut.Key!, heldOut.Place!, heldOut.Origin)
            : Setting<bool>.Derived(false, "neither eval_steps, evals_per_epoch nor eval_strategy says when to evaluate"));
        ReadEarlyStop(scope, draft);
    }

    // validation.py: an early stop needs save_steps and eval_steps, the first a multiple of the second.
    private static void ReadEarlyStop(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.EarlyStoppingPatience) is not { IsWritten: true, Place: { } place } patience || !(patience.Or(0) > 0))
        {
            return;
        }

        var save = scope.Number("save_steps");
        var evaluate = scope.Number("eval_steps");
        var mismatch = save is null || evaluate is null ? "axolotl refuses it unless both save_steps and eval_steps are written"
            : evaluate > 0 && save % evaluate != 0 ? "axolotl refuses it because save_steps is no multiple of eval_steps"
            : null;
        draft.Set(Facts.BestModelSelection, Setting<bool>.Written(true, patience.Text!, patience.Key!, place, patience.Origin));
        draft.Set(Facts.EvaluationMatchesSelection, Setting<bool>.Derived(mismatch is null, mismatch ?? "every saved step is evaluated"));
    }

    private static void ReadFinalRate(RecipeScope scope, RecipeBuilder draft)
    {
        var share = Values.Number(scope, scope.Node("cosine_min_lr_ratio"), scope.Absolute("cosine_min_lr_ratio"));
        if (share.TryGet(out var ratio) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * ratio, "cosine_min_lr_ratio of the peak rate", share));
        }

        if (draft.Get(Facts.Schedule).Is("one_cycle"))
        {
            draft.Infer(Facts.ScheduleRampsUp, true, "lr_scheduler");
        }
    }

    private static void ReadParameterGroups(RecipeScope scope, RecipeBuilder draft)
    {
        if (Values.Number(scope, scope.Node("embedding_lr"), scope.Absolute("embedding_lr")) is { State: not SettingState.Absent } embedding)
        {
            draft.ParameterGroups.Add(new ParameterGroup("embedding", embedding));
        }

        for (var i = 0; scope.Node("lr_groups." + i) is MappingNode group; i++)
        {
            var key = "lr_groups." + i + ".lr";
            draft.ParameterGroups.Add(new ParameterGroup((group["name"] as ScalarNode)?.Text ?? key,
                Values.Number(scope, scope.Node(key), scope.Absolute(key))));
        }
    }

    private static bool IsWithoutAdapter(RecipeScope scope) => scope.Text("adapter") is null or "none" or "None" or "";

    private static bool HasNoAdapter(RecipeScope scope, RecipeBuilder draft) =>
        IsWithoutAdapter(scope) && (scope.Number("lora_r") is not null || scope.Number("lora_alpha") is not null);

    private static bool HoldsNothingOut(RecipeScope scope, RecipeBuilder draft) =>
        (scope.Node("val_set_size") is null || scope.Number("val_set_size") is 0)
        && scope.Node("test_datasets") is not SequenceNode { Items.Count: > 0 }
        && (scope.Number("eval_steps") > 0 || scope.Number("evals_per_epoch") > 0);

    private static bool EvaluatesOnceInTheRun(RecipeScope scope, RecipeBuilder draft) =>
        scope.Number("evals_per_epoch") is { } times && draft.Get(Facts.Epochs).TryGet(out var epochs) && times * epochs == 1
        && (scope.Number("val_set_size") > 0 || scope.Node("test_datasets") is SequenceNode { Items.Count: > 0 });

    private static bool IsNotAdam(RecipeScope scope, RecipeBuilder draft) =>
        scope.Text("optimizer") is { } optimizer
        && new[] { "sgd", "adafactor", "adagrad", "rmsprop" }.Any(name => optimizer.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
