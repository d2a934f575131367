using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Lazy configs of detectron2 and of what builds on it (<c>detectron2/config/lazy.py</c>, <c>tools/lazyconfig_train_net.py</c>):
/// <c>optimizer</c>, <c>lr_multiplier</c>, <c>train</c> and <c>dataloader</c> at the top of a module, built with
/// <c>L(class)(...)</c> or taken from another file and changed. The rate follows <c>lr_multiplier</c>, whose parts count updates.
/// </summary>
internal sealed class LazyConfig : PythonDialect
{
    private const string Multiplier = "lr_multiplier.";

    private static readonly string[] Others =
    [
        "train.max_iter", "train.init_checkpoint", "train.output_dir", "train.eval_period", "dataloader.train", "optimizer.params.model",
    ];

    public LazyConfig()
        : base("detectron2-lazy", Language)
    {
        Map(Facts.LearningRate, "optimizer.lr");
        Map(Facts.Momentum, "optimizer.momentum");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Epsilon, "optimizer.eps");
        MapElement(Facts.Beta1, 0, "optimizer.betas");
        MapElement(Facts.Beta2, 1, "optimizer.betas");
        Map(Facts.EffectiveBatchSize, "dataloader.train.total_batch_size");
        Map(Facts.MaxSteps, "train.max_iter");
        Map(Facts.EvaluationInterval, "train.eval_period");
        Map(Facts.Seed, "train.seed");
        Map(Facts.GradientClipNorm, "train.clip_grad.params.max_norm");
    }

    public override int Precedence => 391;

    public override bool Recognises(ConfigView config) =>
        IsModule(config) && NameOf(config) is not null
        && (config.HasAny(Others) || config.Mapping("lr_multiplier") is not null);

    // The parts that a config takes from other files hold more than is changed here.
    protected override bool IsFragment(ConfigView config) => true;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var optimizer = scope.Mapping("optimizer")!;
        var name = NameOf(scope.View)!;
        draft.Set(Facts.Optimizer,
            Setting<string>.Written(name, name, scope.Absolute("optimizer"), optimizer.Place, scope.OriginOf(optimizer)));
        if (!optimizer.Has(PythonFormat.Rest))
        {
            TorchOptimizers.Complete(name, draft.SetDefault);
        }

        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Regime = Regime.Unknown;
        if (!scope.IsTrue("train.clip_grad.enabled"))
        {
            draft.Set(Facts.GradientClipNorm, Setting<double>.Unknown);
        }

        ReadMultiplier(scope, draft);
    }

    // fvcore/common/param_scheduler.py: milestones count updates of num_updates; a warmup is given as a share of the run.
    private static void ReadMultiplier(RecipeScope scope, RecipeBuilder draft)
    {
        var called = NodeTags.CalledBy(scope.Mapping("lr_multiplier")) ?? "";
        var path = called.EndsWith("WarmupParamScheduler", StringComparison.Ordinal) ? Multiplier + "scheduler" : "lr_multiplier";
        var scheduler = NodeTags.CalledBy(scope.Mapping(path)) ?? "";
        if (scheduler.EndsWith("MultiStepParamScheduler", StringComparison.Ordinal))
        {
            draft.Set(Facts.Schedule, Setting<string>.Written("multistep", scheduler, path, scope.Mapping(path)!.Place));
            draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Node(path + ".milestones"), path + ".milestones"));
        }
        else if (scheduler.EndsWith("CosineParamScheduler", StringComparison.Ordinal))
        {
            draft.Set(Facts.Schedule, Setting<string>.Written("cosine", scheduler, path, scope.Mapping(path)!.Place));
        }

        if (scope.Has(Multiplier + "warmup_length"))
        {
            draft.Set(Facts.WarmupRatio, scope.Read(Multiplier + "warmup_length"));
        }
    }

    private static string? NameOf(ConfigView config)
    {
        var called = NodeTags.CalledBy(config.Mapping("optimizer")) ?? "";
        var name = DottedName.Last(called);
        return config.Has("optimizer.lr") && OptimizerFamilies.Of(name) != OptimizerFamily.Unknown ? name : null;
    }
}
