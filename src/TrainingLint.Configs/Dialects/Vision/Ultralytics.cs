using System;
using System.Linq;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// ultralytics: the hyperparameter files of YOLOv5 and YOLOv7 (<c>train.py</c>, <c>data/hyps</c>), to which the command line adds the rest,
/// and the argument files of the ultralytics package (<c>cfg/default.yaml</c>, <c>cfg/__init__.py</c>, <c>engine/trainer.py</c>).
/// </summary>
internal sealed class Ultralytics : Dialect
{
    private const string Refused = "ultralytics checks every argument's type and stops with a TypeError (cfg/__init__.py)";

    private const double NominalBatch = 64;

    public Ultralytics()
        : base("ultralytics", Loaders.PyYaml)
    {
        Map(Facts.Optimizer, "optimizer");
        Map(Facts.LearningRate, "lr0").Otherwise(0.01);
        Map(Facts.Momentum, "momentum").Otherwise(0.937);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(5e-4);
        Map(Facts.WarmupEpochs, "warmup_epochs").Otherwise(3);
        Map(Facts.Epochs, "epochs").Otherwise(100);
        Map(Facts.Seed, "seed").Otherwise(0);
        Map(Facts.Deterministic, "deterministic").Otherwise(true);
        Map(Facts.EarlyStoppingPatience, "patience").Otherwise(100).Means(Meaning.ZeroIsOff);
        Map(Facts.LabelSmoothing, "label_smoothing");
        Map(Facts.Dropout, "dropout");
        Map(Facts.Validation, "val").Otherwise(true);
        Map(Facts.ModelFamily).Always(RecipeModels.ConvolutionalNetwork);
        OtherKnownKeys = ["warmup_momentum", "warmup_bias_lr", "lrf", "close_mosaic", "lr0", "mosaic", "mixup", "cos_lr", "batch", "data", "model", "workers"];
        TypeFacts =
        [
            .. new[] { "patience", "seed", "nbs", "close_mosaic", "workers", "save_period" }.Select(path => TypeFact.Integer(path, Refused)),
            .. new[] { "lr0", "lrf", "momentum", "weight_decay", "warmup_epochs", "warmup_momentum", "warmup_bias_lr", "dropout" }.Select(path => TypeFact.Number(path, Refused)),
            .. new[] { "cos_lr", "val", "deterministic", "amp", "rect", "single_cls" }.Select(path => TypeFact.Flag(path, Refused)),
        ];
        KeyFacts =
        [
            new("lr0", "with optimizer: auto, ultralytics chooses the rate itself (0.01 for long runs, otherwise by the number of classes); name an optimizer to set your own")
            {
                When = (scope, draft) => IsAutomatic(scope) && !draft.Get(Facts.LearningRate).Is(0.01),
            },
            new("momentum", "with optimizer: auto, ultralytics chooses 0.9 itself; name an optimizer to set your own")
            {
                When = (scope, draft) => IsAutomatic(scope) && !draft.Get(Facts.Momentum).Is(0.937),
            },
        ];
    }

    public override int Precedence => 180;

    public override bool IsWrittenIn(ConfigFormat format) =>
        format.Kind is FormatKind.Document or FormatKind.CommandLine or FormatKind.Code;

    public override bool Recognises(ConfigView config) =>
        (config.File.Format.Kind == FormatKind.Code ? IsCall(config)
            : IsHyperparameters(config) || IsArguments(config) || IsTask(config) || IsCommand(config.Root.Command))
        && !(config.Has("mode") && !config.IsAny("mode", "train", "tune"))
        && !config.HasAny("backbone", "head", "defaults", "_target_");

    private static bool IsHyperparameters(ConfigView config) =>
        config.HasAll("lr0", "lrf") && config.HasAny("momentum", "anchor_t", "hsv_h", "mosaic", "warmup_bias_lr", "close_mosaic");

    private static bool IsArguments(ConfigView config) =>
        config.Has("imgsz") && config.HasAny("lr0", "epochs", "optimizer") && config.HasAny("data", "model", "task", "mode", "close_mosaic", "batch");

    // The first two lines of the package's default.yaml, and of what it writes to args.yaml.
    private static bool IsTask(ConfigView config) =>
        config.IsAny("task", "detect", "segment", "classify", "pose", "obb") && config.IsAny("mode", "train", "tune");

    // YOLO("yolo11n.pt").train(data=..., epochs=...)
    private static bool IsCall(ConfigView config) => config.Root.Tag == PythonRoots.Run && config.HasAll("mode", "data")
        && config.HasAny("epochs", "imgsz", "lr0") && !PythonDialect.IsTest(config.File.Path);

    // The program of the package; YOLOv5's is a train.py.
    private static bool IsCommand(CommandLine? command) => command?.Stem == "yolo";

    private static bool IsPackage(RecipeScope scope) =>
        IsCommand(scope.View.Root.Command)
        || scope.Has("imgsz") || scope.Has("task") || scope.Has("mode") || scope.Has("close_mosaic") || scope.Has("dfl");

    // auto is a placeholder to the reader, so it has no text; absent, it is the default.
    private static bool IsAutomatic(RecipeScope scope) => IsPackage(scope) && scope.Text("optimizer") is null;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Mean(Facts.BatchSize, Meaning.ChosenByFramework);
        if (scope.Number("mosaic") is > 0 || scope.Number("fliplr") is > 0 || IsPackage(scope))
        {
            draft.Infer(Facts.Augmentation, true, "mosaic and fliplr");
        }

        if (IsPackage(scope))
        {
            CompletePackage(scope, draft);
        }
        else
        {
            CompleteHyperparameters(draft);
        }

        var rate = draft.Get(Facts.LearningRate);
        var share = scope.Read("lrf");
        if (rate.TryGet(out var peak) && share.TryGet(out var factor))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * factor, "lrf is a fraction of lr0", share));
        }

        draft.Set(Facts.Schedule, Setting<string>.Derived(scope.IsTrue("cos_lr") ? "cosine" : "linear", "from cos_lr"));
    }

    // train.py of YOLOv5: --optimizer SGD; epochs, batch and patience come from the command line as well.
    private static void CompleteHyperparameters(RecipeBuilder draft)
    {
        if (draft.Get(Facts.Optimizer).State != SettingState.Known)
        {
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault("SGD"));
        }

        draft.Set(Facts.Epochs, draft.Get(Facts.Epochs) is { State: SettingState.Known } written ? written : Setting<double>.Unknown);
    }

    private static void CompletePackage(RecipeScope scope, RecipeBuilder draft)
    {
        MapBatch(scope, draft);
        var precision = Values.Switch(scope, scope.Node("amp"), "amp", "amp", "fp32");
        draft.Set(Facts.Precision, precision.State == SettingState.Absent ? Setting<string>.ByDefault("amp") : precision);

        // Weights trained on COCO keep the rates of training from scratch here: the automatic optimizer takes up to 0.002 for both.
        draft.Regime = scope.IsFalse("pretrained") || IsArchitecture(scope.Text("model") ?? "") ? Regime.FromScratch : Regime.Unknown;
    }

    private static bool IsArchitecture(string model) =>
        model.EndsWith(".yaml", StringComparison.Ordinal) || model.EndsWith(".yml", StringComparison.Ordinal);

    // engine/trainer.py accumulates up to nbs samples; a batch of -1 or below 1 is measured on the device.
    private static void MapBatch(RecipeScope scope, RecipeBuilder draft)
    {
        var batch = scope.Read("batch");
        if (batch.TryGet(out var samples) && samples is < 1 and not 0)
        {
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Unresolved(batch.Text!, batch.Key!, batch.Place!));
            return;
        }

        if (batch.State == SettingState.Absent)
        {
            batch = Setting<double>.ByDefault(16);
        }

        if (batch.TryGet(out samples) && samples > 0)
        {
            var accumulation = Math.Max(1, Math.Round((scope.Number("nbs") ?? NominalBatch) / samples));
            draft.Set(Facts.GradientAccumulation, Setting<double>.Derived(accumulation, "nbs over batch", batch));
            draft.Set(Facts.EffectiveBatchSize, accumulation == 1 ? batch : Setting<double>.Derived(samples * accumulation, "batch, accumulated up to nbs", batch));
        }
        else
        {
            draft.Set(Facts.EffectiveBatchSize, batch);
        }
    }
}
