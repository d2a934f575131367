using System;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// Files of Lightning's command line (<c>lightning/pytorch/cli.py</c>, jsonargparse): <c>trainer</c>, <c>model</c> and <c>data</c>, with
/// <c>class_path</c> and <c>init_args</c> where a class is chosen. Rates stand in the model's arguments or in an optimizer section.
/// </summary>
internal sealed class LightningCli : Dialect
{
    public LightningCli()
        : base("lightning-cli", Loaders.JsonArgparse)
    {
        Map(Facts.Optimizer, "optimizer.class_path", "model.init_args.optimizer.class_path", "model.optimizer.class_path");
        Map(
            Facts.LearningRate,
            "optimizer.init_args.lr", "model.init_args.optimizer.init_args.lr", "model.init_args.lr", "model.init_args.learning_rate",
            "optimizer.lr", "model.optimizer.init_args.lr", "model.lr", "model.learning_rate");
        Map(Facts.Momentum, "optimizer.init_args.momentum", "model.init_args.optimizer.init_args.momentum", "model.init_args.momentum");
        Map(Facts.WeightDecay, "optimizer.init_args.weight_decay", "model.init_args.optimizer.init_args.weight_decay", "model.init_args.weight_decay");
        Map(Facts.Schedule, "lr_scheduler.class_path", "model.init_args.lr_scheduler.class_path", "model.init_args.scheduler.class_path");
        Map(Facts.ScheduleLength, "lr_scheduler.init_args.T_max");
        Map(Facts.Milestones, "lr_scheduler.init_args.milestones");
        Map(Facts.DecayFactor, "lr_scheduler.init_args.gamma");
        Map(Facts.WarmupSteps, "model.init_args.warmup_steps", "lr_scheduler.init_args.warmup_steps");
        Map(Facts.WarmupEpochs, "model.init_args.warmup_epochs", "lr_scheduler.init_args.warmup_epochs");
        Map(Facts.BatchSize, "data.init_args.batch_size", "data.batch_size", "data.init_args.train_batch_size");
        Map(Facts.Dropout, "model.init_args.dropout");
        Map(Facts.LabelSmoothing, "model.init_args.label_smoothing");

        // seed_everything is true unless written, which draws a random seed.
        Map(Facts.Seed, Values.Seed, "seed_everything").OtherwiseNone();
        OtherKnownKeys = ["init_args", "class_path", "max_epochs", "max_steps", "callbacks", "logger", "ckpt_path"];
    }

    public override int Precedence => 400;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("trainer") is not null
        && !IsOfAnomalib(config) && !config.HasAny("exp_manager", "defaults", "trainer._target_", "trainer.params", "model.target", "trainer.type")
        && (config.Has("model.class_path") || config.HasAll("model", "data.class_path") || (config.Has("seed_everything") && config.HasAny("model", "optimizer", "data")));

    // Its command line is built on this one, with defaults of its own.
    private static bool IsOfAnomalib(ConfigView config) =>
        new[] { "model.class_path", "data.class_path" }.Any(path => config.Text(path)?.StartsWith("anomalib.", StringComparison.Ordinal) == true);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        LightningTrainer.Fill(scope, draft);
        draft.Set(Facts.EarlyStoppingPatience, LightningTrainer.Patience(scope));
        if (LightningTrainer.IsSgd(draft.Get(Facts.Optimizer)) && draft.Get(Facts.Momentum).State != SettingState.Known)
        {
            draft.Set(Facts.Momentum, Setting<double>.Missing);
        }
    }
}
