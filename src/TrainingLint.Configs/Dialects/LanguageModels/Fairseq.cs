using System;
using System.Collections.Generic;
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
/// facebookresearch/fairseq with hydra: <c>fairseq/dataclass/configs.py</c>, <c>optim/*.py</c>, <c>optim/lr_scheduler/*.py</c>. A composite optimizer
/// holds one optimizer with rate and schedule for each group of parameters; each group is a recipe.
/// </summary>
internal sealed class Fairseq : Dialect
{
    private const string Groups = "optimizer.groups";

    // Whoever takes over only the layout of fairseq's sections runs a loop of their own, without most of these.
    private static readonly string[] Surroundings = ["task", "criterion", "optimizer", "distributed_training", "checkpoint", "defaults"];

    private static readonly string[] Sections = ["task", "criterion", "optimizer", "lr_scheduler", "model"];

    public Fairseq()
        : base("fairseq", Loaders.Fairseq)
    {
        // At the root these are the sections; within a group of a composite optimizer they are the group's own.
        Map(Facts.Optimizer, "optimizer._name", "optimizer");
        Map(Facts.LearningRate, "lr_float", "lr", "/optimization.lr").Otherwise(0.25);
        MapElement(Facts.Beta1, 0, "optimizer.adam_betas");
        MapElement(Facts.Beta2, 1, "optimizer.adam_betas");
        Map(Facts.Epsilon, "optimizer.adam_eps");

        // optim/adam.py subtracts rate times decay from the weights before the step, which is AdamW's way.
        Map(Facts.WeightDecay, "optimizer.weight_decay").Otherwise(0).Means(Meaning.Decoupled);
        Map(Facts.Momentum, "optimizer.momentum");
        Map(Facts.Schedule, "lr_scheduler._name", "lr_scheduler").Otherwise("fixed");
        Map(Facts.WarmupSteps, "lr_scheduler.warmup_updates", "lr_scheduler.warmup_steps");
        MapElement(Facts.WarmupRatio, 0, "lr_scheduler.phase_ratio");
        Map(Facts.ScheduleLength, "lr_scheduler.total_num_update", "lr_scheduler.lr_period_updates");
        Map(Facts.FinalLearningRate, "lr_scheduler.end_learning_rate", "lr_scheduler.min_lr");
        Map(Facts.WarmupStartLearningRate, "lr_scheduler.warmup_init_lr");
        Map(Facts.BatchSize, "/dataset.batch_size");
        Map(Facts.GradientAccumulation, "/optimization.update_freq").Otherwise(1);
        Map(Facts.WorldSize, "/distributed_training.distributed_world_size");
        Map(Facts.Epochs, "/optimization.max_epoch").OtherwiseNone().Means(Meaning.ZeroIsUnlimited);
        Map(Facts.MaxSteps, "/optimization.max_update").OtherwiseNone().Means(Meaning.ZeroIsUnlimited);
        Map(Facts.Seed, "/common.seed").Otherwise(1);
        Map(Facts.GradientClipNorm, "/optimization.clip_norm").Otherwise(0);
        Map(Facts.Dropout, "/model.dropout");
        Map(Facts.LabelSmoothing, "/criterion.label_smoothing");
        Map(Facts.EvaluationInterval, "/dataset.validate_interval").Otherwise(1);
        Map(Facts.EarlyStoppingPatience, "/checkpoint.patience").OtherwiseNone();
        OtherKnownKeys =
        [
            "warmup_init_lr", "warmup_ratio", "lr_shrink", "lr_threshold", "lr_patience", "hold_steps", "decay_steps", "init_lr_scale", "final_lr_scale", "max_tokens", "sentence_avg", "max_tokens_valid",
            "batch_size_valid", "fp16_adam_stats", "use_old_adam", "validate_interval_updates", "fp16_init_scale", "disable_validation", "stop_min_lr", "stop_time_hours", "force_anneal", "clip_norm_type",
        ];
        TypeFacts = Types();
    }

    // What hydra refuses.
    private static TypeFact[] Types() =>
    [
        TypeFact.List("optimization.lr", "the typed section wants one rate for each epoch, and hydra stops with a ValidationError"),
        TypeFact.Integer("optimization.max_update", "the typed section wants an int, and hydra stops with a ValidationError"),
        TypeFact.Integer("optimization.max_epoch", "the typed section wants an int, and hydra stops with a ValidationError"),
    ];

    public override int Precedence => 350;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("optimization") is not null
        && config.HasAny(Surroundings)
        && (Sections.Any(section => config.Has(section + "._name"))
            || (config.HasAny("optimization.lr", "optimization.max_update", "optimization.update_freq") && config.Count("common", "dataset", "checkpoint", "distributed_training", "task", "criterion") >= 2));

    protected override bool IsFragment(ConfigView config) => config.Has("defaults") || !config.Has("optimizer");

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        root.IsAny("optimizer._name", "composite") && root.Mapping(Groups) is { } groups
            ? groups.Entries.Where(entry => entry.Value is MappingNode).Select(entry => root.At(Groups + "." + entry.Key.Text, entry.Key.Text))
            : [root];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Epochs;
        draft.Regime = IsFineTuning(scope) ? Regime.FineTuning : Regime.FromScratch;
        draft.Infer(Facts.Adversarial, scope.Name is "generator" or "discriminator", "the name of its optimizer");

        // The generator and the discriminator of wav2vec_u are a few convolutions over finished features.
        var model = scope.Text("/model._name") ?? scope.Text("/model");
        ModelFamilies.Apply(draft, model is "wav2vec_u" ? null : ModelFamilies.Of(model), "model._name");
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("/common.bf16", "bf16"), ("/common.fp16", "fp16"), ("/common.amp", "amp")));
        CompleteOptimizer(scope, draft);
        CompleteSchedule(scope, draft);
        if (draft.Get(Facts.EarlyStoppingPatience) is { HasValue: true } patience && patience.Or(1) <= 0)
        {
            draft.Set(Facts.EarlyStoppingPatience, Setting<double>.Missing);
        }

        if (scope.IsTrue("/dataset.disable_validation"))
        {
            draft.Set(Facts.Validation, Setting<bool>.Derived(false, "dataset.disable_validation"));
        }

        if (scope.IsTrue("/ema.store_ema"))
        {
            var decay = Values.Number(scope, scope.Node("/ema.ema_decay"), "ema.ema_decay");
            draft.Set(Facts.EmaDecay, decay.IsMissing ? Setting<double>.ByDefault(0.9999) : decay);
        }
    }

    private static bool IsFineTuning(RecipeScope scope) =>
        scope.HasAny("/model.w2v_path", "/model.hubert_path", "/model.model_path", "/checkpoint.finetune_from_model", "/checkpoint.restore_file")
        || scope.IsTrue("/task.fine_tuning");

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        if (name.IndexOf("adam", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.999);
            draft.SetDefault(Facts.Epsilon, 1e-8);
        }
        else if (name is "nag" or "sgd")
        {
            // optim/nag.py and optim/sgd.py.
            draft.SetDefault(Facts.Momentum, name == "nag" ? 0.99 : 0);
        }
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        var schedule = draft.Get(Facts.Schedule).Or("");
        var warmup = draft.Get(Facts.WarmupSteps);
        switch (schedule)
        {
            case "inverse_sqrt":
                draft.SetDefault(Facts.WarmupSteps, 4000);
                if (warmup is { HasValue: true, Place: { } place } && warmup.Or(1) == 0)
                {
                    scope.Observe(new WrongTypeObservation(place, warmup.Key!, "0 under inverse_sqrt", "a number of updates above 0", "the schedule divides by it", Severity.Error));
                }

                break;
            case "tri_stage":
                CompleteTriStage(scope, draft);
                break;
            default:
                draft.SetDefault(Facts.WarmupSteps, 0);
                break;
        }

        if (schedule is "polynomial_decay" or "cosine" && draft.Get(Facts.ScheduleLength) is { Text: null } && draft.Get(Facts.MaxSteps) is { HasValue: true } length)
        {
            draft.Set(Facts.ScheduleLength, Setting<double>.Derived(length.Or(0), "the schedule ends with optimization.max_update", length));
        }
    }

    private static void CompleteTriStage(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node("lr_scheduler.phase_ratio") is { } phases)
        {
            var ratios = Values.Numbers(scope, phases, scope.Absolute("lr_scheduler.phase_ratio"));
            if (ratios.TryGet(out var parts) && Math.Abs(parts.Sum() - 1) > 1e-6)
            {
                scope.Observe(new WrongTypeObservation(
                    phases.Place, scope.Absolute("lr_scheduler.phase_ratio"), FormattableString.Invariant($"{ratios.Text}, which sums to {parts.Sum():0.####}"), "three shares that sum to 1", "tri_stage stops with an assertion", Severity.Error));
            }
        }
        else
        {
            draft.SetDefault(Facts.WarmupSteps, 4000);
            TriStage.ReadDecayStart(scope, draft, "lr_scheduler.hold_steps");
        }

        if (!draft.Get(Facts.LearningRate).TryGet(out var rate))
        {
            return;
        }

        Scale(Facts.FinalLearningRate, "final_lr_scale");
        Scale(Facts.WarmupStartLearningRate, "init_lr_scale");

        // The stages need not fill the run: after the last one the rate stays.
        void Scale(SettingKey<double> key, string name)
        {
            if (!scope.Has("lr_scheduler." + name) || scope.Number("lr_scheduler." + name) is not null)
            {
                var scale = scope.Number("lr_scheduler." + name) ?? 0.01;
                draft.Set(key, Setting<double>.Derived(rate * scale, FormattableString.Invariant($"lr {rate} x {name} {scale}"),
                    draft.Get(Facts.LearningRate)));
            }
        }
    }
}
