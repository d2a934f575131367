using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>timm's <c>train.py</c> with its flags.</summary>
internal sealed class TimmTrain : CommandDialect
{
    public TimmTrain()
        : base("timm-train", Loaders.Argparse)
    {
        Map(Facts.Optimizer, "opt").Otherwise("sgd");
        Map(Facts.LearningRate, "lr");
        Map(Facts.Momentum, "momentum").Otherwise(0.9);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(2e-5);
        MapElement(Facts.Beta1, 0, "opt_betas");
        MapElement(Facts.Beta2, 1, "opt_betas");
        Map(Facts.Epsilon, "opt_eps");
        Map(Facts.Schedule, "sched").Otherwise("cosine");
        Map(Facts.WarmupEpochs, "warmup_epochs").Otherwise(5);
        Map(Facts.WarmupStartLearningRate, "warmup_lr").Otherwise(1e-5);
        Map(Facts.FinalLearningRate, "min_lr").Otherwise(0);
        Map(Facts.DecayFactor, "decay_rate", "dr").Otherwise(0.1);
        Map(Facts.Milestones, "decay_milestones");
        Map(Facts.BatchSize, "batch_size", "b").Otherwise(128);
        Map(Facts.GradientAccumulation, "grad_accum_steps").Otherwise(1);
        Map(Facts.Epochs, "epochs").Otherwise(300);
        Map(Facts.GradientClipNorm, "clip_grad").OtherwiseNone();
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.Dropout, "drop").Otherwise(0);
        Map(Facts.LabelSmoothing, "smoothing").Otherwise(0.1);
        Map(Facts.EmaDecay, "model_ema_decay");
        OtherKnownKeys = ["warmup_prefix", "warmup_lr", "decay_epochs", "lr_base", "lr_base_size", "lr_cycle_limit", "cooldown_epochs", "sched_on_updates", "validation_batch_size", "model_ema"];
    }

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.Stem is "train" && config.HasAny("model") && config.HasAny("opt", "sched", "warmup_lr", "lr_base") && config.HasAny("batch_size", "b", "epochs", "aa", "reprob", "mixup", "sched", "amp")
        && !config.HasAny("data_path", "train_data");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.EvaluationUnit = LengthUnit.Epochs;
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        draft.Regime = scope.Has("pretrained") || scope.Has("initial_checkpoint") ? Regime.FineTuning : Regime.FromScratch;
        ModelFamilies.Apply(draft, ModelFamilies.Of(scope.Text("model")), "model");
        if (!scope.IsTrue("model_ema"))
        {
            draft.Set(Facts.EmaDecay, Setting<double>.Missing);
        }

        ReadRate(scope, draft);
    }

    // train.py: a rate that is not given, or 0, follows from the global batch; linearly, or by the root where the optimizer's name holds "ada" or "lamb".
    private static void ReadRate(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.LearningRate) is { HasValue: true } written && written.Or(0) != 0)
        {
            return;
        }

        var optimizer = draft.Get(Facts.Optimizer);
        if (scope.Has("lr") && scope.Number("lr") is null or not 0 || !optimizer.HasValue || draft.IsFragment
            || !draft.Get(Facts.BatchSize).TryGet(out var batch) || !draft.Get(Facts.WorldSize).TryGet(out var devices))
        {
            return;
        }

        var global = batch * devices * draft.Get(Facts.GradientAccumulation).Or(1);
        var baseRate = scope.Number("lr_base") ?? 0.1;
        var baseSize = scope.Number("lr_base_size") ?? 256;
        var byRoot = scope.Text("lr_base_scale") is { Length: > 0 } scale ? scale == "sqrt"
            : optimizer.Or("").IndexOf("ada", StringComparison.OrdinalIgnoreCase) >= 0
            || optimizer.Or("").IndexOf("lamb", StringComparison.OrdinalIgnoreCase) >= 0;
        var rate = baseRate * (byRoot ? Math.Sqrt(global / baseSize) : global / baseSize);
        var from = optimizer.IsWritten ? (Setting)optimizer : draft.Get(Facts.BatchSize);
        draft.Set(Facts.LearningRate, Setting<double>.Derived(
            rate, FormattableString.Invariant(
                $"without --lr: lr_base {NumberText.Of(baseRate)} x {(byRoot ? "root of " : "")}global batch {NumberText.Of(global)} / {NumberText.Of(baseSize)}"), from));
    }
}
