using System.Collections.Generic;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// facebookresearch/pycls: <c>pycls/core/config.py</c>, <c>core/optimizer.py</c>. Rates are absolute, the batch counts the whole job,
/// MIN_LR is a fraction of BASE_LR, and STEPS starts with 0. Sweep files hold a recipe under <c>SETUP.BASE_CFG</c>.
/// </summary>
internal sealed class Pycls : Dialect
{
    private const string Sweep = "SETUP.BASE_CFG";

    public Pycls()
        : base("pycls", Loaders.Yacs)
    {
        Map(Facts.Optimizer, "OPTIM.OPTIMIZER").Otherwise("sgd");
        Map(Facts.LearningRate, "OPTIM.BASE_LR").Otherwise(0.1);
        Map(Facts.Momentum, "OPTIM.MOMENTUM").Otherwise(0.9);
        Map(Facts.Beta1, "OPTIM.BETA1").Otherwise(0.9);
        Map(Facts.Beta2, "OPTIM.BETA2").Otherwise(0.999);
        Map(Facts.WeightDecay, "OPTIM.WEIGHT_DECAY").Otherwise(5e-4);
        Map(Facts.Schedule, "OPTIM.LR_POLICY").Otherwise("cos");
        Map(Facts.DecayFactor, "OPTIM.LR_MULT");
        Map(Facts.WarmupEpochs, "OPTIM.WARMUP_EPOCHS").Otherwise(0);
        Map(Facts.Epochs, "OPTIM.MAX_EPOCH").Otherwise(200);
        Map(Facts.EffectiveBatchSize, "TRAIN.BATCH_SIZE").Otherwise(128);
        Map(Facts.WorldSize, "NUM_GPUS").Otherwise(1);
        Map(Facts.LabelSmoothing, "TRAIN.LABEL_SMOOTHING").Otherwise(0);
        Map(Facts.Dropout, "EN.DROPOUT_RATIO");
        Map(Facts.Seed, "RNG_SEED").Otherwise(1);
        Map(Facts.GradientClipNorm).OtherwiseNone();
        MapSwitch(Facts.Precision, "amp", "fp32", "TRAIN.MIXED_PRECISION").Otherwise("fp32");
        OtherKnownKeys = ["WARMUP_FACTOR", "MIN_LR", "STEPS", "GAMMA", "NESTEROV", "DAMPENING", "EMA_ALPHA", "EMA_BETA", "EMA_UPDATE_PERIOD", "IM_SIZE", "EVAL_PERIOD"];
        TypeFacts = YacsTypes.Of(
            floats:
            [
                "OPTIM.BASE_LR", "OPTIM.MIN_LR", "OPTIM.LR_MULT", "OPTIM.MOMENTUM", "OPTIM.DAMPENING", "OPTIM.WEIGHT_DECAY", "OPTIM.WARMUP_FACTOR",
                "OPTIM.BETA1", "OPTIM.BETA2", "OPTIM.EMA_ALPHA", "TRAIN.LABEL_SMOOTHING", "TRAIN.MIXUP_ALPHA", "TRAIN.CUTMIX_ALPHA",
            ],
            integers: ["OPTIM.MAX_EPOCH", "OPTIM.WARMUP_EPOCHS", "TRAIN.BATCH_SIZE", "TRAIN.IM_SIZE", "NUM_GPUS", "RNG_SEED"],
            flags: ["OPTIM.NESTEROV", "TRAIN.MIXED_PRECISION"],
            sequences: ["OPTIM.STEPS"]);
        KeyFacts =
        [
            new("TRAIN.EVAL_PERIOD", "the key is deprecated; pycls evaluates after every epoch"),
            new("OPTIM.STEPS", "only LR_POLICY: steps reads it") { When = (_, draft) => draft.Get(Facts.Schedule) is { HasValue: true } policy && !policy.Is("steps") },
        ];
    }

    public override int Precedence => 210;

    public override bool Recognises(ConfigView config) =>
        (config.HasAny("OPTIM.BASE_LR", "OPTIM.LR_POLICY", "OPTIM.MAX_EPOCH", "OPTIM.OPTIMIZER") && config.HasAny("MODEL", "TRAIN")
            && !config.HasAny("OPTIM.NAME", "OPTIM.LR", "OPTIM.LR_SCHEDULER"))
        || (config.HasAll(Sweep, "SETUP.SAMPLERS") && config.HasAny(Sweep + ".OPTIM", Sweep + ".MODEL"));

    // A sweep's samplers supply what its base leaves out, so nothing there can be called absent.
    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        [root.Has(Sweep) ? root.At(Sweep, "sweep").AsFragment() : root];

    // Keys of samplers are dotted paths, so they cannot be looked up as one.
    private static bool SamplesOptimizer(RecipeScope scope) =>
        scope.Mapping("/SETUP.SAMPLERS") is { } samplers && samplers.Has("OPTIM.OPTIMIZER");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        if (draft.IsFragment && draft.Get(Facts.Optimizer) is { State: not SettingState.Known, Text: null } && !SamplesOptimizer(scope))
        {
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault("sgd"));
        }

        if (scope.IsAny("OPTIM.LR_POLICY", "steps"))
        {
            EpochSteps.ObserveStart(scope, "OPTIM.STEPS", "pycls asserts it and stops");
            draft.Set(Facts.Milestones, EpochSteps.WithoutStart(Values.Numbers(scope, scope.Node("OPTIM.STEPS"), scope.Absolute("OPTIM.STEPS"))));
        }

        WholeShares.Observe(scope, "TRAIN.BATCH_SIZE", "NUM_GPUS", "pycls");
        var rate = draft.Get(Facts.LearningRate);
        if (scope.Read("OPTIM.MIN_LR") is { HasValue: true } share && rate.TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(share.Or(0) * peak, "MIN_LR is a fraction of BASE_LR", share));
        }

        if (draft.Get(Facts.WarmupEpochs).Or(0) > 0 && rate.TryGet(out peak) && !draft.IsFragment)
        {
            var factor = scope.Number("OPTIM.WARMUP_FACTOR") ?? 0.1;
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Derived(peak * factor, "BASE_LR times WARMUP_FACTOR", rate));
        }

        if (!draft.IsFragment)
        {
            draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
            draft.Regime = scope.Text("TRAIN.WEIGHTS") is { Length: > 0 } ? Regime.FineTuning : Regime.FromScratch;
        }

        var isTransformer = scope.IsAny("MODEL.TYPE", "vit");
        ModelFamilies.ApplyBackbone(draft, isTransformer, "MODEL.TYPE");
    }
}
