using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// microsoft/Swin-Transformer: <c>config.py</c>, <c>main.py</c>, <c>lr_scheduler.py</c>. Rates are per 512 samples: the script multiplies
/// BASE_LR, WARMUP_LR and MIN_LR by batch x devices x accumulation / 512, and only the launcher knows the devices.
/// </summary>
internal sealed class Swin : Dialect
{
    private static readonly string[] Families = ["SWIN", "SWINV2", "SWIN_MOE", "SWIN_MLP"];

    public Swin()
        : base("swin", Loaders.Yacs)
    {
        Bases = new BaseFiles("BASE");
        Map(Facts.Optimizer, "TRAIN.OPTIMIZER.NAME").Otherwise("adamw");
        Map(Facts.LearningRate, "TRAIN.BASE_LR").Otherwise(5e-4);
        Map(Facts.FinalLearningRate, "TRAIN.MIN_LR").Otherwise(5e-6);
        Map(Facts.WarmupStartLearningRate, "TRAIN.WARMUP_LR").Otherwise(5e-7);
        Map(Facts.Momentum, "TRAIN.OPTIMIZER.MOMENTUM").Otherwise(0.9);
        Map(Facts.Epsilon, "TRAIN.OPTIMIZER.EPS").Otherwise(1e-8);
        Map(Facts.WeightDecay, "TRAIN.WEIGHT_DECAY").Otherwise(0.05);
        Map(Facts.Schedule, "TRAIN.LR_SCHEDULER.NAME").Otherwise("cosine");
        Map(Facts.DecayFactor, "TRAIN.LR_SCHEDULER.GAMMA", "TRAIN.LR_SCHEDULER.DECAY_RATE");
        Map(Facts.WarmupEpochs, "TRAIN.WARMUP_EPOCHS").Otherwise(20);
        Map(Facts.Epochs, "TRAIN.EPOCHS").Otherwise(300);
        Map(Facts.BatchSize, "DATA.BATCH_SIZE").Otherwise(128);
        Map(Facts.GradientAccumulation, "TRAIN.ACCUMULATION_STEPS").Otherwise(1);
        Map(Facts.GradientClipNorm, "TRAIN.CLIP_GRAD").Otherwise(5.0);
        Map(Facts.Dropout, "MODEL.DROP_RATE").Otherwise(0);
        Map(Facts.LabelSmoothing, "MODEL.LABEL_SMOOTHING").Otherwise(0.1);
        Map(Facts.Seed, "SEED").Otherwise(0);
        Map(Facts.Validation).Otherwise(true);
        MapSwitch(Facts.Precision, "amp", "fp32", "AMP_ENABLE").Otherwise("amp");
        OtherKnownKeys = ["START_EPOCH", "AUTO_RESUME", "USE_CHECKPOINT", "DECAY_EPOCHS", "LAYER_DECAY", "DROP_PATH_RATE", "MULTISTEPS", "BETAS", "WARMUP_PREFIX"];
        TypeFacts = YacsTypes.Of(
            floats:
            [
                "TRAIN.BASE_LR", "TRAIN.WARMUP_LR", "TRAIN.MIN_LR", "TRAIN.WEIGHT_DECAY", "TRAIN.CLIP_GRAD", "TRAIN.LAYER_DECAY", "TRAIN.OPTIMIZER.EPS",
                "TRAIN.OPTIMIZER.MOMENTUM", "TRAIN.LR_SCHEDULER.DECAY_RATE", "TRAIN.LR_SCHEDULER.GAMMA", "MODEL.DROP_RATE", "MODEL.DROP_PATH_RATE",
                "MODEL.LABEL_SMOOTHING", "AUG.MIXUP", "AUG.CUTMIX", "AUG.REPROB", "AUG.COLOR_JITTER",
            ],
            integers: ["TRAIN.EPOCHS", "TRAIN.WARMUP_EPOCHS", "TRAIN.START_EPOCH", "TRAIN.ACCUMULATION_STEPS", "DATA.BATCH_SIZE", "SAVE_FREQ", "SEED"],
            flags: ["AMP_ENABLE", "TRAIN.AUTO_RESUME", "TRAIN.USE_CHECKPOINT"],
            sequences: ["TRAIN.OPTIMIZER.BETAS"]);
        KeyFacts =
        [
            new("AMP_OPT_LEVEL", "Apex is no longer used; AMP_ENABLE switches mixed precision") { Severity = Severity.Info },
        ];
    }

    public override int Precedence => 190;

    public override bool Recognises(ConfigView config) =>
        config.Has("MODEL.TYPE")
        && Families.Any(family => config.Has("MODEL." + family))
        && !config.IsAny("EVAL_MODE", "True")
        && !config.IsAny("THROUGHPUT_MODE", "True");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        if (scope.Node("BASE") is ScalarNode { Text.Length: > 1 } text)
        {
            scope.ObserveRefused("BASE", "the text " + text.Text, "a list such as ['" + text.Text + "']", "each letter is opened as a file of its own, and loading stops");
        }

        draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "MODEL.TYPE");
        Betas.Fill(draft, Values.Numbers(scope, scope.Node("TRAIN.OPTIMIZER.BETAS"), scope.Absolute("TRAIN.OPTIMIZER.BETAS")), 0.9, 0.999);

        // Milestones exist in the SimMIM part of the code base (MULTISTEPS); elsewhere the step schedule is periodic.
        if (scope.Node("TRAIN.LR_SCHEDULER.MULTISTEPS") is { } steps)
        {
            draft.Set<IReadOnlyList<double>>(Facts.Milestones, Values.Numbers(scope, steps, scope.Absolute("TRAIN.LR_SCHEDULER.MULTISTEPS")));
        }

        // With layer-wise decay the written rate is that of the head; the pretrained layers below get a fraction (utils_simmim, LAYER_DECAY).
        var isGraded = scope.Number("TRAIN.LAYER_DECAY") is < 1;
        draft.Regime = IsFineTuning(scope) ? isGraded ? Regime.Unknown : Regime.FineTuning
            : draft.IsFragment ? Regime.Unknown : Regime.FromScratch;
    }

    // The weights usually come from --pretrained; the model's own keys still show what the recipe is for.
    private static bool IsFineTuning(RecipeScope scope)
    {
        var name = scope.Text("MODEL.NAME") ?? "";
        var windows = Values.Numbers(scope, scope.Node("MODEL.SWINV2.PRETRAINED_WINDOW_SIZES"), "");
        return scope.Text("MODEL.PRETRAINED") is { Length: > 0 }
            || name.IndexOf("finetune", StringComparison.OrdinalIgnoreCase) >= 0
            || name.EndsWith("_ft", StringComparison.OrdinalIgnoreCase)
            || (windows.TryGet(out var sizes) && sizes.Any(size => size > 0));
    }
}
