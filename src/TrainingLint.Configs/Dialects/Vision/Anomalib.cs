using System;
using System.Collections.Generic;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// open-edge-platform/anomalib: <c>src/anomalib/cli/cli.py</c>, <c>models/image/*/lightning_model.py</c>. Most models fix optimizer and rate in
/// their class; some fit without any gradient. Also read: the sectioned files of versions before 1.0 (<c>dataset</c>, <c>project</c>).
/// </summary>
internal sealed class Anomalib : Dialect
{
    // configure_optimizers of each model; null marks models that fit without a gradient step.
    private static readonly Dictionary<string, (string Optimizer, double? Rate)?> Models = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Stfpm"] = ("SGD", 0.4),
        ["ReverseDistillation"] = ("Adam", 0.005),
        ["Fastflow"] = ("Adam", 0.001),
        ["Draem"] = ("Adam", 1e-4),
        ["Csflow"] = ("Adam", 2e-4),
        ["Cflow"] = ("Adam", null),
        ["EfficientAd"] = ("Adam", null),
        ["Padim"] = null,
        ["Patchcore"] = null,
        ["Dfkde"] = null,
        ["Dfm"] = null,
    };

    public Anomalib()
        : base("anomalib", Loaders.JsonArgparse)
    {
        Map(Facts.LearningRate, "model.init_args.lr", "model.init_args.learning_rate", "model.lr", "optimizer.init_args.lr");
        Map(Facts.WeightDecay, "model.init_args.weight_decay", "model.weight_decay", "optimizer.init_args.weight_decay");
        Map(Facts.Optimizer, "optimizer.class_path");
        Map(Facts.Momentum, "optimizer.init_args.momentum");
        Map(Facts.BatchSize, "data.init_args.train_batch_size", "dataset.train_batch_size");
        Map(Facts.Seed, Values.Seed, "project.seed", "seed_everything");
        OtherKnownKeys = ["init_args", "class_path", "eval_batch_size", "max_epochs", "callbacks"];
        KeyFacts =
        [
            new("seed_everything", "anomalib's command line declares the key but never acts on it; call seed_everything in a script of your own"),
            new("optimizer", "anomalib train builds the optimizer in the model class and skips this section; use fit, or the arguments of the model") { Severity = Severity.Info },
        ];
    }

    public override int Precedence => 120;

    public override bool Recognises(ConfigView config) =>
        (config.Text("model.class_path") ?? "").StartsWith("anomalib.", StringComparison.Ordinal)
        || (config.Has("model.class_path") && (config.Text("data.class_path") ?? "").StartsWith("anomalib.", StringComparison.Ordinal))
        || IsSectioned(config);

    private static bool IsSectioned(ConfigView config) => config.HasAll("dataset.format", "model.name", "trainer", "project");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        LightningTrainer.Fill(scope, draft);
        var patience = scope.Read("model.early_stopping.patience");
        draft.Set(Facts.EarlyStoppingPatience, patience.HasValue ? patience : LightningTrainer.Patience(scope));
        CompleteModel(scope, draft);
        if (IsSectioned(scope.View) && draft.Get(Facts.Seed).State != SettingState.Known)
        {
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }
    }

    private static void CompleteModel(RecipeScope scope, RecipeBuilder draft)
    {
        var model = scope.Text("model.class_path") ?? scope.Text("model.name") ?? "";
        if (!Models.TryGetValue(DottedName.Last(model).Replace("_", ""), out var known))
        {
            // STFPM alone takes plain SGD; the other models with a rate build an Adam of some kind.
            var isTrained = draft.Get(Facts.LearningRate).State == SettingState.Known
                && draft.Get(Facts.Optimizer).State != SettingState.Known;
            draft.Set(Facts.Optimizer, isTrained ? Setting<string>.ByDefault("Adam") : draft.Get(Facts.Optimizer));
            return;
        }

        if (known is not { } gradient)
        {
            // The engine sets one epoch for them, and nothing follows a gradient.
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
            draft.Set(Facts.Epochs, Setting<double>.ByDefault(1));
            return;
        }

        if (draft.Get(Facts.Optimizer).State != SettingState.Known)
        {
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault(gradient.Optimizer));
            draft.Set(Facts.Momentum, gradient.Optimizer == "SGD" ? Setting<double>.ByDefault(0.9) : Setting<double>.Unknown);
        }

        if (gradient.Rate is { } rate && draft.Get(Facts.LearningRate).State != SettingState.Known)
        {
            draft.Set(Facts.LearningRate, Setting<double>.ByDefault(rate));
        }
    }
}
