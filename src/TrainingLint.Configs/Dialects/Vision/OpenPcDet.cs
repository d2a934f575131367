using System.Collections.Generic;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// open-mmlab/OpenPCDet: <c>tools/train.py</c>, <c>tools/train_utils/optimization/__init__.py</c>, <c>pcdet/config.py</c>.
/// The rate of adam_onecycle is its peak, the batch counts one GPU, and only <c>--fix_random_seed</c> seeds a run.
/// </summary>
internal sealed class OpenPcDet : Dialect
{
    private const string OneCycle = "adam_onecycle";

    public OpenPcDet()
        : base("openpcdet", Loaders.PyYaml)
    {
        Bases = new BaseFiles("_BASE_CONFIG_") { InAnyMapping = true, FromWorkingDirectory = true };
        Map(Facts.Optimizer, "OPTIMIZATION.OPTIMIZER");
        Map(Facts.LearningRate, "OPTIMIZATION.LR");
        Map(Facts.Momentum, "OPTIMIZATION.MOMENTUM");
        Map(Facts.WeightDecay, "OPTIMIZATION.WEIGHT_DECAY");
        Map(Facts.Epochs, "OPTIMIZATION.NUM_EPOCHS");
        Map(Facts.BatchSize, "OPTIMIZATION.BATCH_SIZE_PER_GPU");
        Map(Facts.GradientClipNorm, "OPTIMIZATION.GRAD_NORM_CLIP");
        MapSwitch(Facts.Precision, "amp", "fp32", "OPTIMIZATION.USE_AMP").Otherwise("fp32");
        OtherKnownKeys =
        [
            "MOMS", "PCT_START", "DIV_FACTOR", "DECAY_STEP_LIST", "LR_DECAY", "LR_CLIP", "LR_WARMUP", "WARMUP_EPOCH", "BETAS", "NUM_WORKERS", "WARMUP_ITER",
        ];
        KeyFacts =
        [
            new("OPTIMIZATION.LR_WARMUP", "adam_onecycle never reads it; the ramp takes PCT_START of the run")
            {
                When = (scope, draft) => draft.Get(Facts.Optimizer).Is(OneCycle) && scope.IsTrue("OPTIMIZATION.LR_WARMUP"),
            },
            new("OPTIMIZATION.FIX_RANDOM_SEED", "only the argument --fix_random_seed of tools/train.py seeds a run"),
        ];
    }

    public override int Precedence => 160;

    public override bool Recognises(ConfigView config) => config.HasAll("OPTIMIZATION.NUM_EPOCHS", "OPTIMIZATION.OPTIMIZER", "OPTIMIZATION.LR");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Regime = Regime.FromScratch;
        switch (draft.Get(Facts.Optimizer).Or(""))
        {
            case OneCycle:
                CompleteOneCycle(scope, draft);
                break;
            case "adam_cosineanneal":
                draft.Set(Facts.Schedule, Setting<string>.Derived("cosine", "from OPTIMIZER"));
                draft.Set(Facts.WarmupSteps, scope.Read("OPTIMIZATION.WARMUP_ITER"));
                Betas.Fill(draft, Values.Numbers(scope, scope.Node("OPTIMIZATION.BETAS"), scope.Absolute("OPTIMIZATION.BETAS")), 0.9, 0.99);
                break;
            default:
                CompleteSteps(scope, draft);
                break;
        }
    }

    // fastai's schedule: from LR/DIV_FACTOR up to LR over PCT_START of the run, then down to LR/DIV_FACTOR/1e4; MOMS is the cycle of beta1.
    private static void CompleteOneCycle(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Infer(Facts.ScheduleRampsUp, true, "OPTIMIZER");
        draft.Set(Facts.Schedule, Setting<string>.Derived("onecycle", "from OPTIMIZER"));
        draft.Set(Facts.WarmupRatio, scope.Read("OPTIMIZATION.PCT_START"));
        var moments = Values.Numbers(scope, scope.Node("OPTIMIZATION.MOMS"), scope.Absolute("OPTIMIZATION.MOMS"));
        Betas.Fill(draft, moments, 0.95, 0.99);
        draft.Set(Facts.Beta2, Setting<double>.ByDefault(0.99));
        var factor = scope.Read("OPTIMIZATION.DIV_FACTOR");
        if (draft.Get(Facts.LearningRate).TryGet(out var peak) && factor.TryGet(out var divisor) && divisor > 0)
        {
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Derived(peak / divisor, "LR over DIV_FACTOR", factor));
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak / divisor / 1e4, "LR over DIV_FACTOR over 1e4", factor));
        }
    }

    private static void CompleteSteps(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Set(Facts.Schedule, Setting<string>.Derived("step", "from OPTIMIZER"));
        draft.Set<IReadOnlyList<double>>(Facts.Milestones, Values.Numbers(scope, scope.Node("OPTIMIZATION.DECAY_STEP_LIST"), scope.Absolute("OPTIMIZATION.DECAY_STEP_LIST")));
        draft.Set(Facts.DecayFactor, scope.Read("OPTIMIZATION.LR_DECAY"));
        if (!scope.IsTrue("OPTIMIZATION.LR_WARMUP"))
        {
            draft.Set(Facts.WarmupEpochs, scope.IsFalse("OPTIMIZATION.LR_WARMUP") ? Setting<double>.Missing : Setting<double>.Unknown);
            return;
        }

        draft.Set(Facts.WarmupEpochs, scope.Read("OPTIMIZATION.WARMUP_EPOCH"));
        scope.ObserveRefused("OPTIMIZATION.LR_WARMUP", "True", "False with the optimizers adam and sgd", "build_scheduler takes len() of a number there and stops; adam_onecycle ramps up by itself");
    }
}
