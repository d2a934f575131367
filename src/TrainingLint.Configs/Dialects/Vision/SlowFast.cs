using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// facebookresearch/SlowFast: <c>slowfast/config/defaults.py</c>, <c>models/optimizer.py</c>, <c>utils/lr_policy.py</c>.
/// The batch counts one machine; machines come from the command line alone.
/// </summary>
internal sealed class SlowFast : Dialect
{
    private const string RelativeSteps = "steps_with_relative_lrs";

    public SlowFast()
        : base("slowfast", Loaders.Yacs)
    {
        Bases = new BaseFiles("_BASE_");
        Map(Facts.Optimizer, "SOLVER.OPTIMIZING_METHOD").Otherwise("sgd");
        Map(Facts.LearningRate, "SOLVER.BASE_LR").Otherwise(0.1);
        Map(Facts.Momentum, "SOLVER.MOMENTUM").Otherwise(0.9);
        Map(Facts.WeightDecay, "SOLVER.WEIGHT_DECAY").Otherwise(1e-4);
        Map(Facts.Schedule, "SOLVER.LR_POLICY").Otherwise("cosine");
        Map(Facts.WarmupEpochs, "SOLVER.WARMUP_EPOCHS").Otherwise(0);
        Map(Facts.Epochs, "SOLVER.MAX_EPOCH").Otherwise(300);
        Map(Facts.EvaluationInterval, "TRAIN.EVAL_PERIOD").Otherwise(10);
        Map(Facts.Dropout, "MODEL.DROPOUT_RATE").Otherwise(0.5);
        Map(Facts.Seed, "RNG_SEED").Otherwise(1);
        MapSwitch(Facts.Precision, "amp", "fp32", "TRAIN.MIXED_PRECISION").Otherwise("fp32");
        OtherKnownKeys =
        [
            "WARMUP_FACTOR", "WARMUP_START_LR", "COSINE_END_LR", "COSINE_AFTER_WARMUP", "STEPS", "LRS", "GAMMA", "STEP_SIZE", "DAMPENING", "NESTEROV",
            "CHECKPOINT_PERIOD", "CLIP_GRAD_VAL", "CLIP_GRAD_L2NORM", "LAYER_DECAY", "ZERO_WD_1D_PARAM", "BASE_LR_SCALE_NUM_SHARDS", "DROPCONNECT_RATE",
        ];
        TypeFacts = YacsTypes.Of(
            floats:
            [
                "SOLVER.BASE_LR", "SOLVER.COSINE_END_LR", "SOLVER.GAMMA", "SOLVER.MOMENTUM", "SOLVER.DAMPENING", "SOLVER.WEIGHT_DECAY",
                "SOLVER.WARMUP_FACTOR", "SOLVER.WARMUP_EPOCHS", "SOLVER.WARMUP_START_LR", "SOLVER.LAYER_DECAY", "BN.WEIGHT_DECAY",
                "MODEL.DROPOUT_RATE", "MODEL.DROPCONNECT_RATE", "MIXUP.ALPHA", "MIXUP.CUTMIX_ALPHA", "MIXUP.LABEL_SMOOTH_VALUE",
            ],
            integers: ["SOLVER.MAX_EPOCH", "TRAIN.BATCH_SIZE", "TRAIN.EVAL_PERIOD", "TRAIN.CHECKPOINT_PERIOD", "NUM_GPUS", "NUM_SHARDS", "RNG_SEED"],
            flags: ["SOLVER.NESTEROV", "SOLVER.BASE_LR_SCALE_NUM_SHARDS", "SOLVER.ZERO_WD_1D_PARAM", "TRAIN.MIXED_PRECISION", "TRAIN.ENABLE"],
            sequences: ["SOLVER.STEPS", "SOLVER.LRS"]);
        KeyFacts = Traps();
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("SOLVER.WARMUP_FACTOR", "PySlowFast never reads it; the warmup starts at SOLVER.WARMUP_START_LR, an absolute rate that is 0.01 unless you set it"),
        new("NUM_SHARDS", "utils/parser.py overwrites it with --num_shards, which is 1 unless given; pass the number of machines on the command line")
        {
            When = (scope, _) => scope.Number("NUM_SHARDS") is > 1,
            Severity = Severity.Info,
        },
        new("SOLVER.STEPS", "only LR_POLICY: steps_with_relative_lrs reads it")
        {
            When = (_, draft) => draft.Get(Facts.Schedule) is { HasValue: true } policy && !policy.Is(RelativeSteps),
            Severity = Severity.Info,
        },
        new("SOLVER.CLIP_GRAD_L2NORM", "CLIP_GRAD_VAL is set as well and wins") { When = (scope, _) => scope.Number("SOLVER.CLIP_GRAD_VAL") is > 0 && scope.Number("SOLVER.CLIP_GRAD_L2NORM") is > 0 },
    ];

    public override int Precedence => 200;

    public override bool Recognises(ConfigView config) =>
        config.HasAny("SOLVER.OPTIMIZING_METHOD", "SOLVER.COSINE_END_LR", "SOLVER.WARMUP_START_LR", "SOLVER.LR_POLICY")
        && config.HasAny("TRAIN", "DATA");

    // A file that only evaluates keeps the solver of the training that it stems from; nothing is missing there.
    protected override bool IsFragment(ConfigView config) => config.IsAny("TRAIN.ENABLE", "False");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        CompleteOptimizer(scope, draft);
        CompleteSchedule(scope, draft);
        CompleteBatch(scope, draft);
        CompleteModel(scope, draft);
    }

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsTrue("SOLVER.LARS_ON"))
        {
            draft.Set(Facts.Optimizer, Setting<string>.Derived("LARS", "SOLVER.LARS_ON wraps the optimizer", draft.Get(Facts.Optimizer)));
        }

        var betas = Values.Numbers(scope, scope.Node("SOLVER.BETAS"), scope.Absolute("SOLVER.BETAS"));
        Betas.Fill(draft, betas, 0.9, 0.999);

        // models/optimizer.py: None and 0 are off, and the value wins over the norm.
        var none = draft.IsFragment ? Setting<double>.Unknown : Setting<double>.Missing;
        var value = scope.Read("SOLVER.CLIP_GRAD_VAL");
        var norm = scope.Read("SOLVER.CLIP_GRAD_L2NORM");
        draft.Set(Facts.GradientClipValue, value.Or(0) > 0 ? value : none);
        draft.Set(Facts.GradientClipNorm, norm.Or(0) > 0 && value.Or(0) <= 0 ? norm : none);
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsAny("SOLVER.LR_POLICY", RelativeSteps))
        {
            var steps = Values.Numbers(scope, scope.Node("SOLVER.STEPS"), scope.Absolute("SOLVER.STEPS"));
            EpochSteps.ObserveStart(scope, "SOLVER.STEPS", "the epochs before the first step take the last of LRS");
            draft.Set(Facts.Milestones, EpochSteps.WithoutStart(steps));
            var factors = Values.Numbers(scope, scope.Node("SOLVER.LRS"), scope.Absolute("SOLVER.LRS"));
            CompleteFactors(scope, draft, steps, factors);
        }
        else if (draft.Get(Facts.Schedule).Is("cosine"))
        {
            var end = scope.Read("SOLVER.COSINE_END_LR");
            draft.Set(Facts.FinalLearningRate, end.State != SettingState.Absent ? end
                : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(0));
        }

        if (draft.Get(Facts.WarmupEpochs).Or(0) > 0)
        {
            var start = scope.Read("SOLVER.WARMUP_START_LR");
            draft.Set(Facts.WarmupStartLearningRate, start.State != SettingState.Absent ? start
                : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(0.01));
        }
    }

    // utils/lr_policy.py picks the factor of the last step that has begun; a step at the very end never begins.
    private static void CompleteFactors(RecipeScope scope, RecipeBuilder draft, Setting<IReadOnlyList<double>> steps,
        Setting<IReadOnlyList<double>> factors)
    {
        if (!steps.TryGet(out var begins) || !factors.TryGet(out var levels) || !draft.Get(Facts.Epochs).TryGet(out var epochs))
        {
            return;
        }

        var reached = begins.Count(begin => begin < epochs);
        if (reached > levels.Count)
        {
            scope.ObserveRefused("SOLVER.LRS", FormattableString.Invariant($"{levels.Count} factors"), FormattableString.Invariant($"one for each of {reached} steps"), "training stops with an IndexError when it reaches the step without one");
        }
        else if (reached > 0 && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * levels[reached - 1], "BASE_LR times the last of LRS that a step reaches", factors));
        }
    }

    private static void CompleteBatch(RecipeScope scope, RecipeBuilder draft)
    {
        var batch = scope.Read("TRAIN.BATCH_SIZE");
        if (batch.State == SettingState.Absent && !draft.IsFragment)
        {
            batch = Setting<double>.ByDefault(64);
        }

        if (!batch.TryGet(out var clips))
        {
            draft.Set(Facts.EffectiveBatchSize, batch);
            return;
        }

        WholeShares.Observe(scope, "TRAIN.BATCH_SIZE", "NUM_GPUS", "PySlowFast");

        // AUG.NUM_SAMPLE repeats each clip under another augmentation; machines multiply the batch of one.
        var repeats = scope.Number("AUG.NUM_SAMPLE") is > 1 and var samples && scope.IsTrue("AUG.ENABLE") ? samples : 1;
        var machines = scope.Number("NUM_SHARDS") is > 1 and var shards ? shards : 1;
        var gpus = scope.Read("NUM_GPUS") is { State: SettingState.Known } known ? known : Setting<double>.ByDefault(1);
        draft.Set(Facts.WorldSize, gpus);
        draft.Set(
            Facts.EffectiveBatchSize,
            repeats * machines == 1 ? batch : Setting<double>.Derived(clips * repeats * machines, "TRAIN.BATCH_SIZE of one machine x NUM_SHARDS x AUG.NUM_SAMPLE", batch));
    }

    private static void CompleteModel(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsTrue("MIXUP.ENABLE"))
        {
            var smoothing = scope.Read("MIXUP.LABEL_SMOOTH_VALUE");
            draft.Set(Facts.LabelSmoothing, smoothing.State == SettingState.Absent && !draft.IsFragment ? Setting<double>.ByDefault(0.1)
                : smoothing);
        }

        var isTransformer = scope.IsAny("MODEL.ARCH", "mvit") || scope.Has("MVIT");
        ModelFamilies.ApplyBackbone(draft, isTransformer, "MODEL.ARCH");
        // With layer-wise decay the written rate is that of the head; the layers below get a fraction of it.
        draft.Regime = scope.IsTrue("MODEL.DETACH_FINAL_FC") ? Regime.LinearProbe
            : scope.Number("SOLVER.LAYER_DECAY") is < 1 ? Regime.Unknown
            : scope.Text("TRAIN.CHECKPOINT_FILE_PATH") is { Length: > 0 } ? Regime.FineTuning
            : draft.IsFragment ? Regime.Unknown
            : Regime.FromScratch;
        if (!draft.IsFragment)
        {
            draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        }
    }
}
