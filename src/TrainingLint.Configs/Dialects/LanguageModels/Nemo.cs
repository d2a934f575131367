using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// NVIDIA/NeMo with Hydra: <c>nemo/core/classes/modelPT.py</c>, <c>core/optim/lr_scheduler.py</c>, <c>core/config/*.py</c>,
/// <c>utils/exp_manager.py</c>. Speech and language models share it; language models on Megatron count batches globally.
/// </summary>
internal sealed class Nemo : Dialect
{
    private static readonly string[] Optimizers = ["model.optim", "optim.config", "model.optimizer"];
    private static readonly string[] Schedules = ["model.optim.sched", "optim.lr_scheduler", "model.lr_scheduler"];
    private static readonly string[] TrainingData = ["model.train_ds", "model.data.train_ds", "data.train_ds"];
    private static readonly string[] ValidationData = ["model.validation_ds", "model.data.validation_ds", "data.validation_ds", "model.val_ds"];

    public Nemo()
        : base("nemo", Loaders.OmegaConfUntyped)
    {
        Bases = new BaseFiles("defaults") { AreHydraGroups = true };
        Map(Facts.Optimizer, "model.optim.name", "model.optim._target_", "optim.config.optimizer", "model.optimizer._target_");
        Map(Facts.LearningRate, In(Optimizers, "lr"));
        Map(Facts.Beta1, In(Optimizers, "betas.0"));
        Map(Facts.Beta2, In(Optimizers, "betas.1"));
        Map(Facts.Epsilon, In(Optimizers, "eps"));
        Map(Facts.Momentum, In(Optimizers, "momentum"));
        Map(Facts.WeightDecay, In(Optimizers, "weight_decay"));
        Map(Facts.Schedule, "model.optim.sched.name", "model.optim.sched._target_", "optim.lr_scheduler._target_", "model.lr_scheduler._target_").OtherwiseNone();
        Map(Facts.WarmupSteps, In(Schedules, "warmup_steps")).Otherwise(0);
        Map(Facts.WarmupRatio, In(Schedules, "warmup_ratio")).Otherwise(0);
        Map(Facts.FinalLearningRate, In(Schedules, "min_lr"));
        Map(Facts.DecayFactor, In(Schedules, "gamma"));
        Map(Facts.BatchSize, [.. In(TrainingData, "batch_size"), .. In(TrainingData, "dataloader_params.batch_size"), "model.micro_batch_size", .. In(TrainingData, "micro_batch_size")]);
        Map(Facts.EffectiveBatchSize, ["model.global_batch_size", .. In(TrainingData, "global_batch_size")]);
        Map(Facts.Epochs, "trainer.max_epochs");
        Map(Facts.MaxSteps, "trainer.max_steps").OtherwiseNone();
        Map(Facts.GradientClipNorm, "trainer.gradient_clip_val", "optim.config.clip_grad").OtherwiseNone();
        Map(Facts.Dropout, "model.hidden_dropout", "model.encoder.dropout");
        Map(Facts.Deterministic, "trainer.deterministic").Otherwise(false);
        Map(Facts.LoraRank, "model.peft.lora_tuning.adapter_dim", "model.peft.dim", "model.lora.r");
        Map(Facts.LoraAlpha, "model.peft.lora_tuning.alpha", "model.peft.alpha", "model.lora.lora_alpha");
        OtherKnownKeys = ["warmup_steps", "warmup_ratio", "constant_steps", "hold_steps", "hold_ratio", "min_lr", "last_epoch", "d_model", "accumulate_grad_batches", "val_check_interval", "limit_val_batches", "rampup_batch_size", "max_time", "min_steps"];
        KeyFacts =
        [
            new("model.optim.sched.max_steps", "with -1 NeMo logs a message and creates no schedule, so the rate stays constant without warmup; leave it out") { When = (scope, _) => scope.Number("model.optim.sched.max_steps") is -1 },
            new("model.optim.sched", "without a name NeMo creates no schedule, so the rate stays constant without warmup; write 'name'") { When = (scope, _) => scope.Mapping("model.optim.sched") is { Entries.Count: > 0 } && !scope.Has("model.optim.sched.name") && !scope.Has("model.optim.sched._target_") },
            new("trainer.accumulate_grad_batches", "Megatron models derive accumulation from global_batch_size and micro_batch_size and refuse a value above 1 (megatron_gpt_model.py)") { When = (scope, _) => IsMegatron(scope) && scope.Number("trainer.accumulate_grad_batches") > 1 },
        ];
    }

    public override int Precedence => 20;

    public override bool Recognises(ConfigView config) =>
        (config.Mapping("model.optim") is not null && config.HasAny("trainer", "exp_manager") && config.HasAny("model.optim.lr", "model.optim.name", "model.optim._target_", "model.optim.sched"))
        || (config.Mapping("optim.config") is not null && config.Text("optim._target_")?.StartsWith("nemo.", StringComparison.Ordinal) == true)
        || (config.Mapping("model.optimizer") is not null && config.HasAll("trainer", "exp_manager"));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = RegimeOf(scope);
        ReadModel(scope, draft);
        ReadOptimizerDefaults(draft);
        ReadNoam(scope, draft);
        ReadParameterGroups(scope, draft);
        ReadTrainer(scope, draft);
        ReadEvaluation(scope, draft);
        if (IsMegatron(scope))
        {
            var seed = Values.Number(scope, scope.Node("model.seed"), scope.Absolute("model.seed"));
            draft.Set(Facts.Seed, seed.IsMissing && !draft.IsFragment ? Setting<double>.ByDefault(1234) : seed);
        }
        else if (Values.Number(scope, scope.Node("trainer.accumulate_grad_batches"), scope.Absolute("trainer.accumulate_grad_batches")) is { State: not SettingState.Absent } accumulation)
        {
            draft.Set(Facts.GradientAccumulation, accumulation);
        }
    }

    private static string[] In(string[] sections, string key) => [.. sections.Select(section => section + "." + key)];

    private static bool IsMegatron(RecipeScope scope) =>
        scope.Has("model.tensor_model_parallel_size") || scope.Has("model.global_batch_size") || scope.Has("model.micro_batch_size") || scope.Has("model.megatron_amp_O2");

    private static Regime RegimeOf(RecipeScope scope)
    {
        var isAdapter = scope.Text("model.peft.peft_scheme") is { } scheme ? scheme != "none" : scope.Has("model.peft._target_") || scope.Mapping("model.lora") is not null;

        // NVIDIA/NeMo-Aligner, examples/nlp/gpt/conf: the trainer's section is called after the method.
        if (AlignsBy(scope, "ppo", "reinforce", "rs"))
        {
            return isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement;
        }

        if (AlignsBy(scope, "dpo", "kto", "spin"))
        {
            return isAdapter ? Regime.PreferenceAdapter : Regime.Preference;
        }

        if (isAdapter)
        {
            return Regime.Adapter;
        }

        var start = new[]
        {
            "init_from_nemo_model", "init_from_pretrained_model", "init_from_ptl_ckpt", "restore_from_path", "model.restore_from_path", "model.restore_from_pretrained",
            "pretrained_encoder.name", "pretrained_checkpoint.restore_from_path", "model.pretrained_llm", "model.llm.pretrained_model", "pretrained_model", "model.language_model.pretrained_model_name", "model.language_model.lm_checkpoint",
        };
        var named = start.Where(path => scope.Has(path)).ToArray();
        return named.Any(path => scope.Node(path) is MappingNode || scope.Node(path) is ScalarNode node
            && node.Read(scope.Loader.Schema).Kind != ScalarKind.Null) ? Regime.FineTuning
            : named.Length > 0 ? Regime.Unknown
            : Regime.FromScratch;
    }

    private static bool AlignsBy(RecipeScope scope, params string[] methods) =>
        methods.Any(method => scope.Mapping("trainer." + method) is not null);

    private static void ReadModel(RecipeScope scope, RecipeBuilder draft)
    {
        var encoder = scope.Text("model.encoder._target_") ?? "";
        if (scope.Has("model.num_attention_heads") || IsMegatron(scope) || encoder.Contains("Conformer") || encoder.Contains("Transformer") || scope.Has("model.encoder.n_heads") || scope.Has("model.language_model") || scope.Has("model.llm"))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "the model's keys");
        }

        if (encoder.EndsWith("ConvASREncoder", StringComparison.Ordinal))
        {
            draft.Infer(Facts.BatchNormalization, true, "model.encoder");
        }

        if (scope.Mapping("model.discriminator") is not null)
        {
            draft.Infer(Facts.Adversarial, true, "model.discriminator");
        }
    }

    // core/config/optimizers.py follows torch, novograd apart.
    private static void ReadOptimizerDefaults(RecipeBuilder draft)
    {
        var name = draft.Get(Facts.Optimizer).Or("").ToLowerInvariant();
        var (beta1, beta2) = name.Contains("novograd") ? (0.95, 0.98) : (0.9, 0.999);
        if (name.Contains("adam") || name.Contains("novograd"))
        {
            draft.SetDefault(Facts.Beta1, beta1);
            draft.SetDefault(Facts.Beta2, beta2);
            draft.SetDefault(Facts.WeightDecay, name.EndsWith("torch.optim.adamw", StringComparison.Ordinal) ? 0.01 : 0);
        }
        else if (name.EndsWith("sgd", StringComparison.Ordinal))
        {
            draft.SetDefault(Facts.Momentum, 0);
            draft.SetDefault(Facts.WeightDecay, 0);
        }
    }

    // lr_scheduler.py, NoamAnnealing: lr x d_model^-1/2 x min(step^-1/2, step x warmup^-3/2), so 'lr' is a factor and the peak is at the end of warmup.
    private static void ReadNoam(RecipeScope scope, RecipeBuilder draft)
    {
        if (!draft.Get(Facts.Schedule).Or("").EndsWith("NoamAnnealing", StringComparison.Ordinal))
        {
            return;
        }

        var width = Schedules.Select(schedule => scope.Number(schedule + ".d_model")).FirstOrDefault(value => value is not null);
        NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), width, draft.Get(Facts.WarmupSteps).TryGet(out var warmup) ? warmup
            : null);
    }

    // modelPT.py, setup_optimizer_param_groups: a group takes the rate of its own mapping.
    private static void ReadParameterGroups(RecipeScope scope, RecipeBuilder draft)
    {
        foreach (var group in scope.Mapping("model.optim_param_groups")?.Entries ?? [])
        {
            var path = "model.optim_param_groups." + group.Key.Text + ".lr";
            if (Values.Number(scope, scope.Node(path), scope.Absolute(path)) is { State: not SettingState.Absent } rate)
            {
                draft.ParameterGroups.Add(new ParameterGroup(group.Key.Text, rate));
            }
        }
    }

    private static void ReadTrainer(RecipeScope scope, RecipeBuilder draft)
    {
        // Lightning writes "without limit" as -1.
        foreach (var key in new[] { Facts.MaxSteps, Facts.Epochs })
        {
            if (draft.Get(key).Or(0) < 0)
            {
                draft.Set(key, Setting<double>.Missing);
            }
        }

        var precision = Values.Text(scope, scope.Node("trainer.precision") ?? scope.Node("plugins.precision"), scope.Absolute(scope.Has("trainer.precision") ? "trainer.precision" : "plugins.precision"));
        draft.Set(Facts.Precision, precision.TryGet(out var name)
            ? Setting<string>.Written(LightningTrainer.PrecisionWord(name), name, precision.Key!, precision.Place!, precision.Origin)
            : precision.State == SettingState.Absent && !draft.IsFragment ? Setting<string>.ByDefault("fp32")
            : Setting<string>.Unknown);
        if (scope.IsTrue("exp_manager.ema.enable"))
        {
            var decay = Values.Number(scope, scope.Node("exp_manager.ema.decay"), scope.Absolute("exp_manager.ema.decay"));
            draft.Set(Facts.EmaDecay, decay.IsMissing ? Setting<double>.ByDefault(0.999) : decay);
        }
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        var isOff = scope.Number("trainer.limit_val_batches") is 0;
        draft.Set(Facts.Validation, isOff ? Setting<bool>.Derived(false, "trainer.limit_val_batches is 0")
            : ValidationData.Any(path => scope.Mapping(path) is not null) ? Setting<bool>.Derived(true, "validation data is named")
            : Setting<bool>.Unknown);

        // Below 1 it is a share of the epoch, from 1 on a number of batches.
        var interval = Values.Number(scope, scope.Node("trainer.val_check_interval"), scope.Absolute("trainer.val_check_interval"));
        if (interval.Or(0) > 1)
        {
            // Lightning counts batches, which are steps unless several of them make one.
            draft.Set(Facts.EvaluationInterval, interval);
            draft.EvaluationUnit = scope.Number("trainer.accumulate_grad_batches") is null or 1 ? LengthUnit.Steps : LengthUnit.Unknown;
        }

        if (scope.IsTrue("exp_manager.create_early_stopping_callback"))
        {
            const string Patience = "exp_manager.early_stopping_callback_params.patience";
            var patience = Values.Number(scope, scope.Node(Patience), scope.Absolute(Patience));
            draft.Set(Facts.EarlyStoppingPatience, patience.IsMissing ? Setting<double>.ByDefault(10) : patience);
        }
    }
}
