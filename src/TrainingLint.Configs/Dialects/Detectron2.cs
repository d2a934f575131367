using TrainingLint.Configs.Composition;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Configs.Dialects;

/// <summary>
/// facebookresearch/detectron2: <c>detectron2/config/defaults.py</c>, <c>solver/build.py</c>, <c>engine/defaults.py</c>.
/// Batch sizes count the whole job, lengths are iterations, a negative seed means none.
/// </summary>
internal sealed class Detectron2 : Dialect
{
    public Detectron2()
        : base("detectron2", Loaders.Yacs)
    {
        Bases = new BaseFiles("_BASE_");
        Map(Facts.Optimizer, "SOLVER.OPTIMIZER").Otherwise("SGD");
        Map(Facts.LearningRate, "SOLVER.BASE_LR").Otherwise(0.001);
        Map(Facts.FinalLearningRate, "SOLVER.BASE_LR_END");
        Map(Facts.Momentum, "SOLVER.MOMENTUM").Otherwise(0.9);
        Map(Facts.WeightDecay, "SOLVER.WEIGHT_DECAY").Otherwise(1e-4);
        Map(Facts.Schedule, "SOLVER.LR_SCHEDULER_NAME").Otherwise("WarmupMultiStepLR");
        Map(Facts.Milestones, "SOLVER.STEPS").Otherwise([30000]);
        Map(Facts.DecayFactor, "SOLVER.GAMMA").Otherwise(0.1);
        Map(Facts.WarmupSteps, "SOLVER.WARMUP_ITERS").Otherwise(1000);
        Map(Facts.MaxSteps, "SOLVER.MAX_ITER").Otherwise(40000);
        Map(Facts.EffectiveBatchSize, "SOLVER.IMS_PER_BATCH").Otherwise(16);
        Map(Facts.EvaluationInterval, "TEST.EVAL_PERIOD").Otherwise(0);
        Map(Facts.Seed, "SEED").OtherwiseNone();
        OtherKnownKeys = ["WARMUP_FACTOR", "WARMUP_METHOD", "WEIGHT_DECAY_NORM", "WEIGHT_DECAY_BIAS", "BIAS_LR_FACTOR", "NESTEROV", "CHECKPOINT_PERIOD"];
    }

    public override bool Recognises(ConfigView config) =>
        (config.HasAny("SOLVER.MAX_ITER", "SOLVER.STEPS", "SOLVER.IMS_PER_BATCH", "SOLVER.WARMUP_ITERS", "SOLVER.LR_SCHEDULER_NAME", "SOLVER.CLIP_GRADIENTS")
            && !config.HasAny("SOLVER.OPT", "SOLVER.MAX_EPOCH", "SOLVER.MAX_EPOCHS", "SOLVER.OPTIMIZER_NAME", "SOLVER.OPTIMIZING_METHOD", "SOLVER.SCHED"))
        || config.Has("MODEL.META_ARCHITECTURE")
        || (config.Text("_BASE_") is not null && config.HasAny("MODEL", "SOLVER", "DATASETS", "INPUT") && !config.HasAny("SOLVER.MAX_EPOCH", "SOLVER.OPTIMIZING_METHOD"));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;

        // engine/defaults.py: a negative seed draws a random one.
        if (draft.Get(Facts.Seed) is { HasValue: true } seed && seed.Or(0) < 0)
        {
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }

        if (scope.IsTrue("SOLVER.CLIP_GRADIENTS.ENABLED"))
        {
            var key = scope.IsAny("SOLVER.CLIP_GRADIENTS.CLIP_TYPE", "norm", "full_model") ? Facts.GradientClipNorm : Facts.GradientClipValue;
            draft.Set(key, Values.Number(scope, scope.Node("SOLVER.CLIP_GRADIENTS.CLIP_VALUE"), "SOLVER.CLIP_GRADIENTS.CLIP_VALUE"));
        }
    }
}
