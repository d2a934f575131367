using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Config files of OpenMMLab, of mmengine (<c>mmengine/config/config.py</c>, <c>runner/runner.py</c>, <c>optim/</c>) and of the
/// older mmcv (<c>mmcv/runner/hooks/lr_updater.py</c>, <c>optimizer.py</c>).
/// </summary>
internal sealed class OpenMmLab : PythonDialect
{
    private static readonly string[] NewStyle = ["optim_wrapper", "train_cfg", "train_dataloader", "param_scheduler", "default_hooks", "randomness"];

    public OpenMmLab()
        : base("openmmlab", new Loader("mmengine", ScalarSchema.Python) { Interpolation = Interpolation.MmEngine })
    {
        Bases = new BaseFiles("_base_") { DeleteKey = "_delete_" };
        Map(Facts.Optimizer, "optim_wrapper.optimizer.type", "optimizer.type");
        Map(Facts.LearningRate, "optim_wrapper.optimizer.lr", "optimizer.lr");
        Map(Facts.Momentum, "optim_wrapper.optimizer.momentum", "optimizer.momentum");
        Map(Facts.WeightDecay, "optim_wrapper.optimizer.weight_decay", "optimizer.weight_decay");
        Map(Facts.Epsilon, "optim_wrapper.optimizer.eps", "optimizer.eps");
        MapElement(Facts.Beta1, 0, "optim_wrapper.optimizer.betas", "optimizer.betas");
        MapElement(Facts.Beta2, 1, "optim_wrapper.optimizer.betas", "optimizer.betas");
        Map(Facts.GradientAccumulation, "optim_wrapper.accumulative_counts", "optimizer_config.cumulative_iters");
        Map(Facts.BatchSize, "train_dataloader.batch_size", "data.samples_per_gpu", "data.imgs_per_gpu", "data.train_dataloader.samples_per_gpu", "data.videos_per_gpu");
        Map(Facts.Epochs, "train_cfg.max_epochs", "runner.max_epochs", "total_epochs");
        Map(Facts.MaxSteps, "train_cfg.max_iters", "runner.max_iters", "total_iters");
        Map(Facts.Seed, "randomness.seed", "seed");
        Map(Facts.Deterministic, "randomness.deterministic");
        Map(Facts.EvaluationInterval, "train_cfg.val_interval", "evaluation.interval");
        GuardedKeys = [];
    }

    public override int Precedence => 392;

    public override bool Recognises(ConfigView config) =>
        IsModule(config)
        && (config.Has("optim_wrapper.optimizer.type") || IsBuilt(config, "optimizer") || config.Has("lr_config.policy") || HasScheduler(config)
            || config.Has("optim_wrapper.optimizer.lr") || (config.Has("_base_") && IsConfigReference(config) && !config.IsComplete)
            || (config.Has("_base_") && IsConfigReference(config) && config.Inherited is null));

    // A part that other configs draw on says neither what is trained nor on what.
    protected override bool IsFragment(ConfigView config) =>
        config.Has(PythonFormat.Rest) || !config.Has("model") || !config.HasAny("train_dataloader", "data", "train_cfg", "runner", "total_epochs");

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        root.HasAny("optim_wrapper.optimizer", "optimizer.type", "optimizer.lr", "param_scheduler", "lr_config") ? [root] : [];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var isNew = scope.HasAny(NewStyle);
        CompleteOptimizer(scope, draft);
        CompleteClipping(scope, draft);
        CompletePrecision(scope, draft);
        CompleteEvaluation(scope, draft, isNew);
        CompleteDevices(scope, draft);
        if (isNew)
        {
            draft.SetDefault(Facts.GradientAccumulation, 1);
            draft.SetNone(Facts.Seed);
            OpenMmLabSchedulers.Fill(scope, draft);
        }

        OpenMmLabPolicies.Fill(scope, draft);

        // load_from fills whatever parts of the model fit, often a backbone alone (mmdet3d's mvxnet), so that it tells of no fine-tuning.
        draft.Regime = scope.Number("model.backbone.frozen_stages") >= 4 ? Regime.LinearProbe : Regime.Unknown;
        if (scope.IsAny("scheduler.type", "OneCycleLR"))
        {
            draft.Infer(Facts.ScheduleRampsUp, true, "scheduler.type");
        }
    }

    private static bool IsBuilt(ConfigView config, string path) =>
        config.Mapping(path) is { Tag: null } optimizer && optimizer["type"] is ScalarNode && optimizer.Has("lr");

    private static bool HasScheduler(ConfigView config) =>
        config.Node("param_scheduler") switch
        {
            MappingNode single => single["type"] is ScalarNode,
            SequenceNode { Items.Count: > 0 } list => list.Items.All(item => item is MappingNode mapping && mapping["type"] is ScalarNode),
            _ => false,
        };

    private static bool IsConfigReference(ConfigView config) => config.Node("_base_") switch
    {
        ScalarNode { Style: ScalarStyle.Quoted } single => single.Text.EndsWith(".py", StringComparison.Ordinal),
        SequenceNode { Items.Count: > 0 } list =>
            list.Items.All(item => item is ScalarNode { Style: ScalarStyle.Quoted } text && text.Text.EndsWith(".py", StringComparison.Ordinal)),
        _ => false,
    };

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var prefix = scope.Has("optim_wrapper.optimizer") ? "optim_wrapper.optimizer" : "optimizer";
        if (scope.Mapping(prefix) is { } optimizer && !optimizer.Has(PythonFormat.Rest))
        {
            TorchOptimizers.Complete(draft.Get(Facts.Optimizer).Or(""), draft.SetDefault);
        }
    }

    private static void CompleteClipping(RecipeScope scope, RecipeBuilder draft)
    {
        var path = scope.Has("optim_wrapper") ? "optim_wrapper.clip_grad" : "optimizer_config.grad_clip";
        if (scope.Mapping(path) is { })
        {
            draft.Set(Facts.GradientClipNorm, scope.Read(path + ".max_norm"));
            draft.Set(Facts.GradientClipValue, scope.Read(path + ".clip_value"));
        }
        else if (scope.Node(path) is null or ScalarNode { Text: "None" })
        {
            draft.SetNone(Facts.GradientClipNorm);
        }
    }

    // mmcv's tools/train.py writes into the config which devices a run takes: gpu_ids = range(0, 1), gpu_ids = [0].
    private static void CompleteDevices(RecipeScope scope, RecipeBuilder draft)
    {
        var devices = scope.Node("gpu_ids");
        var count = devices switch
        {
            SequenceNode { Items.Count: > 0 } list => list.Items.Count,
            MappingNode call when NodeTags.CalledBy(call) == "range" && PythonNodes.Number(call["0"]!) is { Number: var first } =>
                call["1"] is { } end ? PythonNodes.Number(end) is { Number: var last } ? last - first : 0 : first,
            _ => 0,
        };
        if (devices is not null && count >= 1)
        {
            draft.Set(Facts.WorldSize, Setting<double>.Derived(count, "devices in gpu_ids"));
            if (!scope.Has("optimizer_config.cumulative_iters"))
            {
                draft.SetDefault(Facts.GradientAccumulation, 1);
            }
        }
    }

    private static void CompletePrecision(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsAny("optim_wrapper.type", "AmpOptimWrapper"))
        {
            var dtype = scope.Text("optim_wrapper.dtype") ?? "float16";
            draft.SetDefault(Facts.Precision, dtype == "bfloat16" ? "bf16" : "fp16");
        }
    }

    private static void CompleteEvaluation(RecipeScope scope, RecipeBuilder draft, bool isNew)
    {
        var holdsOut = scope.Node("val_dataloader") ?? scope.Node("val_cfg") ?? scope.Node("evaluation");
        if (holdsOut is MappingNode or SequenceNode)
        {
            draft.Set(Facts.Validation, Setting<bool>.Written(true, "val", "val_dataloader", holdsOut.Place, scope.OriginOf(holdsOut)));
        }

        draft.EvaluationUnit = draft.Get(Facts.MaxSteps).HasValue ? LengthUnit.Steps
            : draft.Get(Facts.Epochs).HasValue && isNew ? LengthUnit.Epochs : LengthUnit.Unknown;
        if (scope.Node("custom_hooks") is not SequenceNode hooks)
        {
            return;
        }

        for (var i = 0; i < hooks.Items.Count; i++)
        {
            var hook = FormattableString.Invariant($"custom_hooks.{i}");
            if (scope.IsAny(hook + ".type", "EarlyStoppingHook"))
            {
                draft.Set(Facts.EarlyStoppingPatience, scope.Read(hook + ".patience"));
            }
        }
    }
}
