using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// HRNet/HRNet-Image-Classification and the pose code it descends from: <c>lib/config/default.py</c>, <c>lib/utils/utils.py</c>,
/// <c>tools/train.py</c>. No key exists for warmup, seed, clipping, precision or averaging.
/// </summary>
internal sealed class HrNet : Dialect
{
    public HrNet()
        : base("hrnet", Loaders.Yacs)
    {
        Map(Facts.Optimizer, "TRAIN.OPTIMIZER").Otherwise("adam");
        Map(Facts.LearningRate, "TRAIN.LR").Otherwise(0.001);
        Map(Facts.Momentum, "TRAIN.MOMENTUM").Otherwise(0.9);
        Map(Facts.WeightDecay, "TRAIN.WD").Otherwise(1e-4);
        Map(Facts.Schedule).Otherwise("MultiStepLR");
        Map(Facts.Milestones, "TRAIN.LR_STEP").Otherwise([90, 110]);
        Map(Facts.DecayFactor, "TRAIN.LR_FACTOR").Otherwise(0.1);
        Map(Facts.WarmupEpochs).OtherwiseNone();
        Map(Facts.Epochs, "TRAIN.END_EPOCH").Otherwise(140);
        Map(Facts.BatchSize, "TRAIN.BATCH_SIZE_PER_GPU").Otherwise(32);
        Map(Facts.Deterministic, "CUDNN.DETERMINISTIC").Otherwise(false);
        Map(Facts.GradientClipNorm).OtherwiseNone();
        Map(Facts.Precision).Otherwise("fp32");
        Map(Facts.Validation).Otherwise(true);
        Map(Facts.BatchNormalization).Always(true);
        Map(Facts.ModelFamily).Always(RecipeModels.ConvolutionalNetwork);
        OtherKnownKeys = ["BEGIN_EPOCH", "NESTEROV", "GAMMA1", "GAMMA2", "RESUME", "CHECKPOINT", "SHUFFLE", "LR"];
        TypeFacts =
        [
            .. YacsTypes.Of(
                floats: ["TRAIN.LR", "TRAIN.LR_FACTOR", "TRAIN.MOMENTUM", "TRAIN.WD", "TRAIN.GAMMA1", "TRAIN.GAMMA2"],
                integers: ["TRAIN.BEGIN_EPOCH", "TRAIN.END_EPOCH", "TRAIN.BATCH_SIZE_PER_GPU"],
                flags: ["TRAIN.NESTEROV", "TRAIN.SHUFFLE", "TRAIN.RESUME", "CUDNN.DETERMINISTIC"],
                sequences: ["TRAIN.LR_STEP"]),

            // The pose code that this descends from keeps the devices as text.
            YacsTypes.SequenceOrText("GPUS"),
        ];
        KeyFacts =
        [
            new("TRAIN.WD", "get_optimizer builds Adam from the rate alone, without weight decay; use sgd, or add the argument there")
            {
                When = (_, draft) => draft.Get(Facts.Optimizer).Is("adam"),
            },
        ];
    }

    public override int Precedence => 220;

    public override bool Recognises(ConfigView config) => config.HasAll("TRAIN.LR", "TRAIN.LR_STEP", "TRAIN.END_EPOCH");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Regime = scope.Text("MODEL.PRETRAINED") is { Length: > 0 } ? Regime.FineTuning : Regime.FromScratch;
        if (draft.Get(Facts.Optimizer).Is("adam"))
        {
            draft.Set(Facts.WeightDecay, Setting<double>.Missing);
        }

        var gpus = Values.Numbers(scope, scope.Node("GPUS"), scope.Absolute("GPUS"));
        if (gpus.TryGet(out var devices) && draft.Get(Facts.BatchSize).TryGet(out var batch))
        {
            draft.Set(Facts.WorldSize, Setting<double>.Derived(devices.Count, "the devices in GPUS", gpus));
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Derived(batch * devices.Count, "BATCH_SIZE_PER_GPU x devices in GPUS", draft.Get(Facts.BatchSize)));
        }
    }
}
