using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// A DeepSpeed JSON file (<c>deepspeed/runtime/config.py</c>, <c>runtime/constants.py</c>). Most describe the environment only and leave
/// every number to the trainer with "auto"; those that set numbers are read as the part of a recipe that they are.
/// </summary>
internal sealed class DeepSpeed : Dialect
{
    private const string RatePath = "optimizer.params.lr";

    /// <summary>Default of warmup_max_lr.</summary>
    private const double DefaultPeak = 0.001;

    private static readonly string[] Numbers =
    [
        "train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps", RatePath, "scheduler.params.warmup_max_lr",
    ];

    public DeepSpeed()
        : base("deepspeed", Loaders.DeepSpeedJson)
    {
        Map(Facts.Optimizer, "optimizer.type");
        Map(Facts.LearningRate, RatePath, "scheduler.params.warmup_max_lr");
        Map(Facts.Beta1, "optimizer.params.betas.0");
        Map(Facts.Beta2, "optimizer.params.betas.1");
        Map(Facts.Epsilon, "optimizer.params.eps");
        Map(Facts.Momentum, "optimizer.params.momentum");
        Map(Facts.WeightDecay, "optimizer.params.weight_decay");
        Map(Facts.Schedule, "scheduler.type").Means(Meaning.WarmupHoldsPeak);
        Map(Facts.WarmupSteps, "scheduler.params.warmup_num_steps");
        Map(Facts.WarmupStartLearningRate, "scheduler.params.warmup_min_lr");
        Map(Facts.ScheduleLength, "scheduler.params.total_num_steps");
        Map(Facts.BatchSize, "train_micro_batch_size_per_gpu");
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps");
        Map(Facts.EffectiveBatchSize, "train_batch_size");
        Map(Facts.GradientClipNorm, "gradient_clipping");
        KeyFacts =
        [
            new(RatePath, "the scheduler sets the rate at every step and ramps to its own default, warmup_max_lr 0.001; write warmup_max_lr")
            {
                When = (scope, _) => OwnsRate(scope) && !scope.Has("scheduler.params.warmup_max_lr") && scope.Number(RatePath) is { } rate && rate != DefaultPeak,
            },
            new(RatePath, "the scheduler sets the rate at every step and ramps to warmup_max_lr")
            {
                When = (scope, _) => OwnsRate(scope) && scope.Number("scheduler.params.warmup_max_lr") is { } peak && scope.Number(RatePath) is { } rate && rate != peak,
            },
            new("scheduler.params.warmup_num_steps", "the logarithmic warmup cannot be one step long: releases before March 2021 divide by log(1) and stop (#772), later ones take 2; write at least 2, or warmup_type: linear")
            {
                When = (scope, _) => OwnsRate(scope) && scope.Number("scheduler.params.warmup_num_steps") is 1 && !scope.IsAny("scheduler.params.warmup_type", "linear"),
            },
        ];
        OtherKnownKeys = ["warmup_type", "warmup_min_ratio", "cos_min_ratio", "zero_optimization", "steps_per_print", "wall_clock_breakdown", "activation_checkpointing", "flops_profiler", "tensorboard", "prescale_gradients"];
    }

    /// <summary>True for a DeepSpeed file of any content. GPT-NeoX recipes hold the same keys beside those of a model.</summary>
    public static bool IsDeepSpeed(ConfigView config) =>
        (config.Mapping("zero_optimization") is not null || config.HasAny("train_micro_batch_size_per_gpu", "zero_allow_untested_optimizer", "zero_force_ds_cpu_optimizer")
            || (config.Has("train_batch_size") && config.HasAny("steps_per_print", "wall_clock_breakdown", "prescale_gradients"))
            || (config.Has("train_batch_size") && config.Has("optimizer.params")
                && OwnSchedules.Contains(config.Text("scheduler.type") ?? "")))
        && !config.HasAny("num_layers", "num-layers", "train_iters", "train-iters", "pipe_parallel_size", "pipe-parallel-size", "model_name_or_path", "base_model", "model", "trainer");

    // runtime/lr_schedules.py: VALID_LR_SCHEDULES.
    private static readonly HashSet<string> OwnSchedules = ["WarmupLR", "WarmupDecayLR", "WarmupCosineLR", "OneCycle", "LRRangeTest"];

    /// <summary>True when the file sets a rate, a batch or an optimizer itself.</summary>
    public static bool SetsTraining(ConfigView config) =>
        Numbers.Any(path => config.Node(path) is ScalarNode scalar && ScalarResolver.AnyNumber(scalar.Text) is not null)
        || (config.Node(RatePath) is ScalarNode rate && rate.Text is not ("auto" or "") && char.IsLetterOrDigit(rate.Text[0]));

    public override int Precedence => 10;

    public override bool Recognises(ConfigView config) => IsDeepSpeed(config) && SetsTraining(config);

    /// <summary>Launcher and script bring the rest, so nothing can be called absent.</summary>
    protected override bool IsFragment(ConfigView config) => true;

    // runtime/lr_schedules.py: WarmupLR and its heirs write warmup_max_lr into the optimizer, whose own rate is gone with the first step.
    private static bool OwnsRate(RecipeScope scope) => scope.IsAny("scheduler.type", "WarmupLR", "WarmupDecayLR");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        if (OwnsRate(scope))
        {
            draft.Set(Facts.LearningRate, scope.Has("scheduler.params.warmup_max_lr")
                ? scope.Read("scheduler.params.warmup_max_lr")
                : Setting<double>.Derived(DefaultPeak, "the default of warmup_max_lr", Values.Text(scope, scope.Node("scheduler.type"), scope.Absolute("scheduler.type"))));
        }

        draft.ScheduleUnit = LengthUnit.Steps;

        // runtime/config.py: adam_w_mode is on unless it is switched off, whatever the optimizer's name.
        if (!scope.IsFalse("optimizer.params.adam_w_mode"))
        {
            draft.Mean(Facts.WeightDecay, Meaning.Decoupled);
        }

        // runtime/constants.py: 0 means dynamic scaling, any other number a fixed factor.
        if (scope.IsTrue("fp16.enabled") && scope.Number("fp16.loss_scale") is { } scale)
        {
            draft.Infer(Facts.LossScaling, scale != 1, "fp16.loss_scale");
        }

        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.Unknown, ("fp16.enabled", "fp16"), ("bf16.enabled", "bf16"), ("bfloat16.enabled", "bf16")));
    }
}
