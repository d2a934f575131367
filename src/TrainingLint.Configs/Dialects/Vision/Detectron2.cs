using System;
using System.Collections.Generic;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// facebookresearch/detectron2: <c>detectron2/config/defaults.py</c>, <c>solver/build.py</c>, <c>engine/defaults.py</c>.
/// Batch sizes count the whole job, lengths are iterations, a negative seed means none.
/// </summary>
internal sealed class Detectron2 : Dialect
{
    // Runs this short check that training starts (configs/quick_schedules/*_instant_test.yaml).
    private const int SmokeTestIterations = 100;

    // Other programs took over yacs and its _BASE_, and name the section of the optimizer otherwise.
    private static readonly string[] OthersSections = ["TRAINER", "TRAIN", "TRAINING", "OPTIM", "OPTIMIZER", "OPTIMIZATION"];

    private static readonly string[] KeysOfTheForerunner =
    [
        "INPUT.PIXEL_MEAN", "INPUT.PIXEL_STD", "INPUT.TO_BGR255", "DATALOADER.SIZE_DIVISIBILITY", "MODEL.RPN_ONLY", "MODEL.BACKBONE.CONV_BODY",
        "MODEL.BACKBONE.OUT_CHANNELS", "MODEL.ROI_HEADS.USE_FPN", "MODEL.RPN.USE_FPN", "TEST.IMS_PER_BATCH", "SOLVER.TEST_PERIOD",
    ];

    private const string FvcoreSchedule = "WarmupMultiStepLR";

    public Detectron2()
        : base("detectron2", Loaders.Yacs)
    {
        Bases = new BaseFiles("_BASE_");
        Map(Facts.Optimizer, "SOLVER.OPTIMIZER").Otherwise("SGD");
        Map(Facts.LearningRate, "SOLVER.BASE_LR").Otherwise(0.001);
        Map(Facts.FinalLearningRate, "SOLVER.BASE_LR_END");
        Map(Facts.Momentum, "SOLVER.MOMENTUM").Otherwise(0.9);
        Map(Facts.WeightDecay, "SOLVER.WEIGHT_DECAY").Otherwise(1e-4);
        Map(Facts.Schedule, "SOLVER.LR_SCHEDULER_NAME").Otherwise(FvcoreSchedule);
        Map(Facts.Milestones, "SOLVER.STEPS").Otherwise([30000]);
        Map(Facts.DecayFactor, "SOLVER.GAMMA").Otherwise(0.1);
        Map(Facts.WarmupSteps, "SOLVER.WARMUP_ITERS").Otherwise(1000);
        Map(Facts.MaxSteps, "SOLVER.MAX_ITER").Otherwise(40000);
        Map(Facts.EffectiveBatchSize, "SOLVER.IMS_PER_BATCH").Otherwise(16);

        // engine/hooks.py: EvalHook evaluates after the last iteration whatever the period.
        Map(Facts.EvaluationInterval, "TEST.EVAL_PERIOD").Otherwise(0).Means(Meaning.AlsoAtEnd);
        Map(Facts.Seed, "SEED").OtherwiseNone();
        MapSwitch(Facts.Precision, "amp", "fp32", "SOLVER.AMP.ENABLED").Otherwise("fp32");
        OtherKnownKeys =
        [
            "WARMUP_FACTOR", "WARMUP_METHOD", "WEIGHT_DECAY_NORM", "WEIGHT_DECAY_BIAS", "WEIGHT_DECAY_EMBED", "BIAS_LR_FACTOR", "NESTEROV",
            "CHECKPOINT_PERIOD", "REFERENCE_WORLD_SIZE", "RESCALE_INTERVAL", "NUM_DECAYS", "BACKBONE_MULTIPLIER", "POLY_LR_POWER",
        ];
        TypeFacts = YacsTypes.Of(
            floats:
            [
                "SOLVER.BASE_LR", "SOLVER.BASE_LR_END", "SOLVER.MOMENTUM", "SOLVER.WEIGHT_DECAY", "SOLVER.WEIGHT_DECAY_NORM", "SOLVER.GAMMA",
                "SOLVER.WARMUP_FACTOR", "SOLVER.CLIP_GRADIENTS.CLIP_VALUE", "SOLVER.CLIP_GRADIENTS.NORM_TYPE",
            ],
            integers:
            [
                "SOLVER.MAX_ITER", "SOLVER.WARMUP_ITERS", "SOLVER.IMS_PER_BATCH", "SOLVER.CHECKPOINT_PERIOD", "SOLVER.REFERENCE_WORLD_SIZE",
                "TEST.EVAL_PERIOD", "SEED",
            ],
            flags: ["SOLVER.NESTEROV", "SOLVER.AMP.ENABLED", "SOLVER.CLIP_GRADIENTS.ENABLED"],
            sequences: ["SOLVER.STEPS"]);
        KeyFacts = Traps();
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("SOLVER.CLIP_GRADIENTS.CLIP_VALUE", "detectron2 clips only with SOLVER.CLIP_GRADIENTS.ENABLED: True, which is off by default")
        {
            When = (scope, draft) => !draft.IsFragment && !scope.IsTrue("SOLVER.CLIP_GRADIENTS.ENABLED"),
        },
        new("SOLVER.STEPS", "a cosine or polynomial schedule decays all the way to MAX_ITER and never reads STEPS; remove it, or choose WarmupMultiStepLR")
        {
            When = (_, draft) => !DropsInSteps(draft),
            Severity = Severity.Info,
        },
    ];

    public override int Precedence => 260;

    /// <inheritdoc/>
    public override bool IsWrittenIn(ConfigFormat format) =>
        format.Kind is FormatKind.Document or FormatKind.Code or FormatKind.CommandLine;

    // cfg = get_cfg(); cfg.merge_from_file(...); cfg.SOLVER.BASE_LR = ...
    protected override ConfigView Rearrange(ConfigView config) => config.File.Format.Kind == FormatKind.Code
        ? Detectron2Overrides.Complete(config) : config;

    // maskrcnn-benchmark, which detectron2 took its files over from, has other keys in the same sections.
    public override IEnumerable<string> KeyScopes(ConfigView config) => config.HasAny(KeysOfTheForerunner)
        ? [] : base.KeyScopes(config);

    public override bool Recognises(ConfigView config) =>
        (config.File.Format.Kind != FormatKind.Code || Detectron2Overrides.Are(config)) &&
        !config.HasAny("SOLVER.OPT", "SOLVER.MAX_EPOCH", "SOLVER.MAX_EPOCHS", "SOLVER.OPTIMIZER_NAME", "SOLVER.OPTIMIZING_METHOD", "SOLVER.SCHED")
        && (config.HasAny("SOLVER.MAX_ITER", "SOLVER.STEPS", "SOLVER.IMS_PER_BATCH", "SOLVER.WARMUP_ITERS", "SOLVER.LR_SCHEDULER_NAME", "SOLVER.CLIP_GRADIENTS")
            || config.Has("MODEL.META_ARCHITECTURE")
            || (config.Text("_BASE_") is not null && config.HasAny("MODEL", "SOLVER", "DATASETS", "INPUT") && !config.HasAny(OthersSections)));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;

        // Projects that register a schedule of their own need not have fvcore's demands.
        draft.Mean(Facts.Milestones, draft.Get(Facts.Schedule).Or(FvcoreSchedule) == FvcoreSchedule ? [Meaning.EndIsRefused] : []);
        Detectron2Overrides.ObserveOutsideSolver(scope);
        CompleteOptimizer(scope, draft);
        CompleteSchedule(draft);
        CompleteModel(scope, draft);
        CompleteBatch(scope, draft);

        // engine/defaults.py: a negative seed draws a random one.
        if (draft.Get(Facts.Seed) is { HasValue: true } seed && seed.Or(0) < 0)
        {
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }

        if (draft.Get(Facts.MaxSteps).TryGet(out var steps) && steps is > 0 and <= SmokeTestIterations)
        {
            draft.Infer(Facts.SmokeTest, true, "the number of iterations");
        }
    }

    // Mask2Former and MaskFormer add SOLVER.OPTIMIZER with default ADAMW, Panoptic-DeepLab with default ADAM (their config.py).
    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        // solver/build.py builds SGD whatever a base file says, so a missing one leaves no doubt.
        if (draft.Get(Facts.Optimizer) is { State: not SettingState.Known, Text: null })
        {
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault(
                scope.Has("SOLVER.BACKBONE_MULTIPLIER") || scope.Has("MODEL.MASK_FORMER") ? "ADAMW"
                : scope.IsAny("MODEL.META_ARCHITECTURE", "PanopticDeepLab") ? "ADAM"
                : "SGD"));
        }

        if (scope.IsTrue("SOLVER.CLIP_GRADIENTS.ENABLED"))
        {
            var key = scope.IsAny("SOLVER.CLIP_GRADIENTS.CLIP_TYPE", "norm", "full_model") ? Facts.GradientClipNorm : Facts.GradientClipValue;
            var written = scope.Read("SOLVER.CLIP_GRADIENTS.CLIP_VALUE");
            draft.Set(key, written.State == SettingState.Absent && !draft.IsFragment ? Setting<double>.ByDefault(1.0) : written);
        }
        else if (!draft.IsFragment)
        {
            draft.Set(Facts.GradientClipNorm, Setting<double>.Missing);
        }
    }

    private static bool DropsInSteps(RecipeBuilder draft) =>
        !draft.Get(Facts.Schedule).TryGet(out var name) || name.IndexOf("Step", StringComparison.OrdinalIgnoreCase) >= 0;

    private static void CompleteSchedule(RecipeBuilder draft)
    {
        if (DropsInSteps(draft))
        {
            return;
        }

        draft.Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Missing);
        draft.Set(Facts.DecayFactor, Setting<double>.Missing);
        if (draft.Get(Facts.FinalLearningRate).State == SettingState.Absent && !draft.IsFragment)
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.ByDefault(0));
        }
    }

    private static void CompleteModel(RecipeScope scope, RecipeBuilder draft)
    {
        // A trained detector is fine-tuned; a backbone from ImageNet leaves most of the model to be learned, so neither range fits alone.
        var weights = scope.Text("MODEL.WEIGHTS") ?? "";
        draft.Regime = IsDetector(weights) ? Regime.FineTuning
            : weights.Length > 0 || draft.IsFragment ? Regime.Unknown
            : Regime.FromScratch;

        var backbone = scope.Text("MODEL.BACKBONE.NAME") ?? "";
        var isTransformer = scope.Has("MODEL.MASK_FORMER") || scope.Has("MODEL.SWIN")
            || backbone.IndexOf("swin", StringComparison.OrdinalIgnoreCase) >= 0 || backbone.IndexOf("vit", StringComparison.OrdinalIgnoreCase) >= 0;
        if (isTransformer)
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "the model's keys");
        }
        else if (backbone.Length > 0 || scope.Has("MODEL.RESNETS"))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.ConvolutionalNetwork, "the model's keys");
        }

        // What a file of the zoo builds, which the program itself does not name.
        if (scope.View.File.Format.Kind == FormatKind.Code && scope.Text("MODEL.META_ARCHITECTURE") is { } architecture)
        {
            draft.Set(Facts.ModelName, Setting<string>.Derived(architecture, "the file of the model zoo"));
        }

        if (scope.Node("DATASETS.TEST") is { } test && Values.IsFilled(test))
        {
            draft.Set(Facts.Validation, Setting<bool>.Written(true, "DATASETS.TEST", "DATASETS.TEST", test.Place, scope.OriginOf(test)));
        }
    }

    private static bool IsDetector(string weights) =>
        weights.IndexOf("model_final", StringComparison.OrdinalIgnoreCase) >= 0 || weights.StartsWith("detectron2://COCO", StringComparison.Ordinal);

    // DefaultTrainer.auto_scale_workers keeps the batch per worker and scales batch, rate, lengths and warmup with the workers.
    private static void CompleteBatch(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Number("SOLVER.REFERENCE_WORLD_SIZE") is { } workers && workers > 0 && draft.Get(Facts.EffectiveBatchSize).TryGet(out var batch))
        {
            draft.Set(Facts.WorldSize, scope.Read("SOLVER.REFERENCE_WORLD_SIZE"));
            draft.Set(Facts.BatchSize, Setting<double>.Derived(batch / workers, "IMS_PER_BATCH over REFERENCE_WORLD_SIZE", draft.Get(Facts.EffectiveBatchSize)));
        }
    }
}
