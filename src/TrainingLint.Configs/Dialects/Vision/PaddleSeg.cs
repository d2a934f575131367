using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// PaddlePaddle/PaddleSeg: <c>paddleseg/cvlibs/{config,builder,config_checker}.py</c>, <c>optimizers/optimizer.py</c>, <c>tools/train.py</c>.
/// Lengths are iterations, the batch counts one card, and evaluation, seed, averaging and precision are arguments of the command line.
/// </summary>
internal sealed class PaddleSeg : Dialect
{
    private static readonly string[] Parts = ["model", "optimizer", "lr_scheduler", "iters", "batch_size", "train_dataset"];

    public PaddleSeg()
        : base("paddleseg", Loaders.Paddle)
    {
        Bases = new BaseFiles("_base_") { DiscardKey = "_inherited_" };
        Map(Facts.Optimizer, "optimizer.type");
        Map(Facts.LearningRate, "lr_scheduler.learning_rate", "learning_rate.value");
        Map(Facts.Momentum, "optimizer.momentum");
        Map(Facts.Beta1, "optimizer.beta1");
        Map(Facts.Beta2, "optimizer.beta2");
        Map(Facts.WeightDecay, "optimizer.weight_decay").OtherwiseNone();
        Map(Facts.Schedule, "lr_scheduler.type");
        Map(Facts.ScheduleLength, "lr_scheduler.decay_steps");
        Map(Facts.FinalLearningRate, "lr_scheduler.end_lr");
        Map(Facts.DecayFactor, "lr_scheduler.gamma");
        Map(Facts.SchedulePower, "lr_scheduler.power").Otherwise(1);
        Map(Facts.WarmupSteps, "lr_scheduler.warmup_iters").OtherwiseNone();
        Map(Facts.WarmupStartLearningRate, "lr_scheduler.warmup_start_lr");
        Map(Facts.MaxSteps, "iters");
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.GradientClipNorm, "optimizer.grad_clip_cfg.clip_norm").OtherwiseNone();
        Map(Facts.GradientClipValue, "optimizer.grad_clip_cfg.max").OtherwiseNone();
        Map(Facts.Seed, "seed");
        OtherKnownKeys = ["warmup_start_lr", "use_nesterov", "custom_cfg", "backbone_lr_mult", "multi_precision", "val_dataset", "test_config", "export", "to_static_training"];
        TypeFacts = [TypeFact.Float("optimizer.weight_decay", "PaddleSeg asserts the type and stops (optimizers/optimizer.py)")];
        KeyFacts =
        [
            new("seed", "PaddleSeg takes the seed from --seed alone, so this run is not seeded; pass --seed on the command line"),
            new("optimizer.use_nesterov", "plain SGD has no momentum to correct; write momentum, or type: Momentum")
            {
                When = (_, draft) => draft.Get(Facts.Optimizer).Is("SGD") && draft.Get(Facts.Momentum).State == SettingState.Absent,
            },
        ];
    }

    // The configs of PaddleSeg name every part by its class.
    private static readonly string[] Classes = ["model.type", "model.backbone.type", "optimizer.type", "lr_scheduler.type", "train_dataset.type", "val_dataset.type", "loss.types", "learning_rate.decay"];

    public override int Precedence => 240;

    public override bool Recognises(ConfigView config) => !IsRelative(config) &&
        ((config.HasAll("optimizer.type", "lr_scheduler.type") && config.HasAny("iters", "train_dataset"))
        || (config.HasAny("_base_", "train_dataset.type", "iters") && (config.Has("_base_") || config.HasAny(Classes))
            && config.Count(Parts) >= (config.Has("_base_") ? 1 : 2) && !config.HasAny("train_dataloader", "Global", "SOLVER")));

    // Paddle3D and PaddleRendering share the layout, but count epochs, nest schedules and name their starts otherwise.
    private static bool IsRelative(ConfigView config) =>
        config.HasAny("epochs", "lr_scheduler.lr_init", "lr_scheduler.start_lr") || config.Mapping("lr_scheduler.learning_rate") is not null;

    // config_checker.py demands all of them.
    protected override bool IsFragment(ConfigView config) => !config.HasAll("batch_size", "iters", "train_dataset", "optimizer", "lr_scheduler", "model");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        CompleteOptimizer(draft);
        CompleteSchedule(scope, draft);

        // Weights of a backbone leave the head to be learned, so neither range fits alone.
        draft.Regime = HasWeights(scope, "model.backbone.pretrained") || draft.IsFragment ? Regime.Unknown
            : HasWeights(scope, "model.pretrained") ? Regime.FineTuning
            : Regime.FromScratch;
        var model = (scope.Text("model.type") ?? "") + " " + (scope.Text("model.backbone.type") ?? "");
        if (new[] { "Former", "ViT", "Swin", "MixVision", "Transformer", "Segmenter" }.Any(word => model.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "model.type and backbone");
        }
        else if (scope.Has("model.type"))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.ConvolutionalNetwork, "model.type");
        }
    }

    // cvlibs/builder.py: SGD with a momentum key becomes Momentum; without it, it is plain SGD.
    private static void CompleteOptimizer(RecipeBuilder draft)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        if (draft.Get(Facts.Momentum).State != SettingState.Known && draft.Get(Facts.Optimizer).State == SettingState.Known)
        {
            draft.Set(Facts.Momentum, name switch
            {
                "Momentum" => Setting<double>.ByDefault(0.9),
                "SGD" => Setting<double>.Missing,
                _ => Setting<double>.Unknown,
            });
        }

        if (name is "AdamW" or "AdamWDL" && draft.Get(Facts.WeightDecay).IsMissing)
        {
            draft.Set(Facts.WeightDecay, Setting<double>.ByDefault(0.01));
        }
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        // paddle.optimizer.lr.PolynomialDecay: end_lr is 1e-4 unless written.
        if (scope.IsAny("lr_scheduler.type", "PolynomialDecay") && draft.Get(Facts.FinalLearningRate).State != SettingState.Known && !draft.IsFragment)
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.ByDefault(1e-4));
        }

        if (scope.Node("lr_scheduler.milestones") is { } milestones)
        {
            draft.Set(Facts.Milestones, Values.Numbers(scope, milestones, "lr_scheduler.milestones"));
        }

        // cvlibs/config.py asserts a start for every warmup.
        if (scope.Number("lr_scheduler.warmup_iters") is > 0 && !scope.Has("lr_scheduler.warmup_start_lr") && !draft.IsFragment)
        {
            scope.ObserveRefused("lr_scheduler.warmup_iters", "a warmup without start", "warmup_start_lr beside it, such as 1.0e-6", "PaddleSeg asserts it and stops");
        }
    }

    private static bool HasWeights(RecipeScope scope, string path) =>
        scope.Text(path) is { Length: > 0 } text && !Placeholders.IsNone(text) && !scope.IsFalse(path);
}
