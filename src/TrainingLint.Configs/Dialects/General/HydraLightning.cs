using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// Hydra with Lightning, as in ashleve/lightning-hydra-template and the projects made from it: a primary config whose defaults list picks
/// data, model, callbacks and trainer from groups on disk, or an experiment laid over it. Keys below <c>optimizer</c> are torch arguments.
/// </summary>
internal sealed class HydraLightning : Dialect
{
    private static readonly string[] Optimizers = ["model.optimizer", "optimizer", "model.optim", "module.optimizer"];
    private static readonly string?[] Groups = ["trainer", "callbacks", "model", "module", "data", "datamodule"];
    private static readonly string[] DataGroups = ["data", "datamodule", "dataset"];

    public HydraLightning()
        : base("hydra-lightning", Loaders.OmegaConfUntyped)
    {
        Bases = new BaseFiles("defaults") { AreHydraGroups = true };
        Map(Facts.Optimizer, Below("_target_"));
        Map(Facts.LearningRate, [.. Below("lr"), "model.lr", "model.learning_rate", "model.init_lr"]);
        Map(Facts.Momentum, Below("momentum"));
        Map(Facts.WeightDecay, [.. Below("weight_decay"), "model.weight_decay"]);
        Map(Facts.Epsilon, Below("eps"));
        Map(Facts.Schedule, "model.scheduler._target_", "scheduler._target_");
        Map(Facts.ScheduleLength, "model.scheduler.T_max", "scheduler.T_max");
        Map(Facts.Milestones, "model.scheduler.milestones", "scheduler.milestones");
        Map(Facts.DecayFactor, "model.scheduler.gamma", "scheduler.gamma");
        Map(Facts.WarmupSteps, "model.scheduler.num_warmup_steps", "model.scheduler.warmup_steps", "model.warmup_steps");
        Map(Facts.WarmupEpochs, "model.scheduler.warmup_epochs", "model.warmup_epochs");
        Map(Facts.BatchSize, "data.batch_size", "datamodule.batch_size", "dataset.batch_size");
        Map(Facts.EarlyStoppingPatience, "callbacks.early_stopping.patience");
        Map(Facts.Seed, Values.Seed, "seed").OtherwiseNone();
        OtherKnownKeys = ["_target_", "_partial_", "max_epochs", "min_epochs", "task_name", "ckpt_path", "pin_memory", "num_workers", "optimizer", "scheduler"];
        KeyFacts =
        [
            new("seed", "src/train.py asks if cfg.get(\"seed\"), and 0 counts as no; write any other number")
            {
                // The template's own program; others that are laid out like it call a function of their own.
                When = (scope, _) => scope.Number("seed") is 0 && scope.HasAny("task_name", "tags", "optimized_metric"),
            },
        ];
    }

    private static string[] Below(string key) => [.. Optimizers.Select(optimizer => optimizer + "." + key)];

    public override int Precedence => 390;

    public override bool Recognises(ConfigView config) =>
        !config.HasAny("exp_manager", "ckpt_path_list") && !IsEvaluation(config) && !IsWorkspace(config)
            && (IsLightning(config) || NamesGroups(config) || IsExperiment(config) || IsModelGroup(config));

    // A primary config that is itself built, with a section of its own for the training, runs a loop without Lightning (real-stanford/diffusion_policy).
    private static bool IsWorkspace(ConfigView config) => config.Has("_target_") && config.Mapping("training") is not null && !config.Has("trainer");

    private static bool IsEvaluation(ConfigView config) => config.IsAny("ckpt_path", "???") || config.IsAny("task_name", "eval");

    private static bool IsLightning(ConfigView config) =>
        IsTrainer(config.Text("trainer._target_")) && config.HasAny("model", "data", "datamodule", "module", "callbacks");

    private static bool IsTrainer(string? target) =>
        target is not null && target.EndsWith(".Trainer", StringComparison.Ordinal) && target.IndexOf("lightning", StringComparison.Ordinal) >= 0;

    // An experiment replaces choices of the primary config and writes values below the same groups.
    private static bool IsExperiment(ConfigView config) =>
        config.HasAny("trainer", "callbacks", "model", "data", "datamodule")
        && HydraDefault.Of(config.Root).Any(item => item.IsOverride && item.IsAbsolute && Groups.Contains(item.Group?.TrimStart('/')));

    // trainer and model chosen from groups, with data or callbacks beside them, is the template's shape and nobody else's.
    private static bool NamesGroups(ConfigView config)
    {
        var groups = HydraDefault.Of(config.Root).Select(item => (item.Group ?? "").TrimStart('/')).ToArray();
        return groups.Contains("trainer") && groups.Contains("model") && groups.Any(group => group == "callbacks" || DataGroups.Contains(group));
    }

    // model/mnist.yaml: a LightningModule with a partial torch optimizer.
    private static bool IsModelGroup(ConfigView config) =>
        config.Has("_target_") && (config.Text("optimizer._target_") ?? "").StartsWith("torch.optim.", StringComparison.Ordinal);

    protected override bool IsFragment(ConfigView config) =>
        !config.HasAny("trainer") || !config.HasAny("model", "module") || config.Has("_target_");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        LightningTrainer.Fill(scope, draft);
        if (scope.IsTrue("trainer.fast_dev_run") || scope.Number("trainer.overfit_batches") is > 0)
        {
            draft.Infer(Facts.SmokeTest, true, "fast_dev_run or overfit_batches");
        }

        foreach (var path in Optimizers.Where(path => scope.Mapping(path) is not null))
        {
            Betas.Fill(draft, Values.Numbers(scope, scope.Node(path + ".betas"), scope.Absolute(path + ".betas")), 0.9, 0.999);
        }

        // torch.optim.SGD: momentum 0 unless written.
        if (LightningTrainer.IsSgd(draft.Get(Facts.Optimizer)) && draft.Get(Facts.Momentum).State != SettingState.Known
            && !draft.IsFragment)
        {
            draft.Set(Facts.Momentum, Setting<double>.Missing);
        }

        CompleteRate(draft);
    }

    private static void CompleteRate(RecipeBuilder draft)
    {
        var isAbsent = draft.Get(Facts.LearningRate).State != SettingState.Known && draft.Get(Facts.Optimizer).HasValue
            && !draft.IsFragment;
        // torch.optim: 1e-3 for Adam and AdamW.
        if (isAbsent && draft.Get(Facts.Optimizer).Or("").StartsWith("torch.optim.Adam", StringComparison.Ordinal))
        {
            draft.Set(Facts.LearningRate, Setting<double>.ByDefault(0.001));
        }
    }
}
