using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// XPixelGroup/BasicSR: <c>basicsr/utils/options.py</c>, <c>models/base_model.py</c>, <c>models/lr_scheduler.py</c>. One recipe per optimizer
/// (<c>train.optim_g</c>, <c>train.optim_d</c>), whose keys are the arguments of the torch class; lengths are iterations.
/// </summary>
internal sealed class BasicSr : Dialect
{
    public BasicSr()
        : base("basicsr", Loaders.PyYaml)
    {
        Map(Facts.Optimizer, "type");
        Map(Facts.LearningRate, "lr").Otherwise(0.001);
        Map(Facts.Momentum, "momentum").OtherwiseNone();
        Map(Facts.WeightDecay, "weight_decay");
        Map(Facts.Epsilon, "eps");
        Map(Facts.Schedule, "/train.scheduler.type").OtherwiseNone();
        Map(Facts.Milestones, "/train.scheduler.milestones").Means(Meaning.BeyondEndIsIdiom);
        Map(Facts.DecayFactor, "/train.scheduler.gamma").Otherwise(0.1);
        Map(Facts.MaxSteps, "/train.total_iter");
        Map(Facts.BatchSize, "/datasets.train.batch_size_per_gpu");
        Map(Facts.EmaDecay, "/train.ema_decay").OtherwiseNone();
        Map(Facts.EvaluationInterval, "/val.val_freq");
        Map(Facts.Seed, "/manual_seed").OtherwiseNone();
        Map(Facts.GradientClipNorm).OtherwiseNone();
        Map(Facts.Precision).Otherwise("fp32");
        OtherKnownKeys = ["betas", "total_iter", "warmup_iter", "optim_g", "optim_d", "scheduler", "periods", "restart_weights", "eta_min", "manual_seed", "num_gpu"];
    }

    public override int Precedence => 150;

    public override bool Recognises(ConfigView config) =>
        config.Has("network_g") && config.Mapping("train") is { } train && train.Entries.Any(IsOptimizer);

    /// <inheritdoc/>
    public override string UsualScope => "train.optim_*";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        root.Mapping("train")?.Entries.Where(IsOptimizer).Select(entry => root.At("train." + entry.Key.Text)) ?? [];

    private static bool IsOptimizer(MappingEntry entry) =>
        entry.Key.Text.StartsWith("optim_", StringComparison.Ordinal) && entry.Value is MappingNode;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Infer(Facts.Adversarial, scope.Has("/network_d"), "network_d");
        if (scope.IsTrue("/datasets.train.use_hflip") || scope.IsTrue("/datasets.train.use_rot"))
        {
            draft.Infer(Facts.Augmentation, true, "datasets.train.use_hflip or use_rot");
        }

        Betas.Fill(draft, Values.Numbers(scope, scope.Node("betas"), scope.Absolute("betas")), 0.9, 0.999);
        if (draft.Get(Facts.WeightDecay).State != SettingState.Known)
        {
            draft.Set(Facts.WeightDecay, Setting<double>.ByDefault(draft.Get(Facts.Optimizer).Is("AdamW") ? 0.01 : 0));
        }

        CompleteLengths(scope, draft);
        draft.Set(Facts.Validation, scope.Has("/val") && scope.Number("/val.val_freq") is > 0 ? Setting<bool>.Derived(true, "val.val_freq") : Setting<bool>.Missing);
        draft.Regime = scope.Text("/path.pretrain_network_g") is { Length: > 0 } ? Regime.FineTuning : Regime.FromScratch;
        var network = scope.Text("/network_g.type") ?? "";
        var isTransformer = network.IndexOf("Swin", StringComparison.Ordinal) >= 0
            || network.EndsWith("Former", StringComparison.OrdinalIgnoreCase) || network.IndexOf("HAT", StringComparison.Ordinal) >= 0;
        draft.Infer(Facts.ModelFamily, isTransformer ? RecipeModels.Transformer : RecipeModels.ConvolutionalNetwork, "network_g.type");
    }

    private static void CompleteLengths(RecipeScope scope, RecipeBuilder draft)
    {
        // base_model.py: no warmup unless warmup_iter is positive; -1 is how it is usually written.
        var warmup = scope.Read("/train.warmup_iter");
        draft.Set(Facts.WarmupSteps, warmup.TryGet(out var steps) && steps <= 0
            ? Setting<double>.Written(0, warmup.Text!, warmup.Key!, warmup.Place!, warmup.Origin)
            : warmup);
        var periods = Values.Numbers(scope, scope.Node("/train.scheduler.periods"), "train.scheduler.periods");
        if (periods.TryGet(out var lengths))
        {
            draft.Set(Facts.ScheduleLength, Setting<double>.Derived(lengths.Sum(), "the sum of periods", periods));
            draft.Set(Facts.FinalLearningRate, scope.Read("/train.scheduler.eta_min"));
            ObservePeriods(scope, draft, lengths);
        }

        // num_gpu may be auto, which is left to run time.
        var gpus = scope.Read("/num_gpu");
        if (gpus.TryGet(out var count) && count >= 1 && draft.Get(Facts.BatchSize).TryGet(out var batch))
        {
            draft.Set(Facts.WorldSize, gpus);
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Derived(batch * count, "batch_size_per_gpu x num_gpu", draft.Get(Facts.BatchSize)));
        }

        if (draft.Get(Facts.EmaDecay).Is(0))
        {
            draft.Set(Facts.EmaDecay, Setting<double>.Missing);
        }
    }

    // CosineAnnealingRestartLR: an iteration behind the last period has no period to belong to, and each period needs its weight.
    private static void ObservePeriods(RecipeScope scope, RecipeBuilder draft, IReadOnlyList<double> periods)
    {
        if (draft.Get(Facts.MaxSteps).TryGet(out var iterations) && periods.Sum() < iterations)
        {
            scope.ObserveRefused(
                "/train.scheduler.periods",
                FormattableString.Invariant($"periods of {periods.Sum()} iterations"),
                FormattableString.Invariant($"a sum of at least total_iter, {iterations}"),
                "the scheduler finds no period for the rest of the run and stops");
        }

        var weights = Values.Numbers(scope, scope.Node("/train.scheduler.restart_weights"), "train.scheduler.restart_weights");
        if (weights.TryGet(out var factors) && factors.Count != periods.Count)
        {
            scope.ObserveRefused("/train.scheduler.restart_weights", FormattableString.Invariant($"{factors.Count} weights"), FormattableString.Invariant($"one for each of {periods.Count} periods"), "BasicSR asserts it and stops");
        }
    }
}
