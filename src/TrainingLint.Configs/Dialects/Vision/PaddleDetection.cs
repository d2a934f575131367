using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// PaddlePaddle/PaddleDetection: <c>ppdet/optimizer/optimizer.py</c>, <c>core/workspace.py</c>, <c>engine/trainer.py</c>. Recipes are put together
/// from a list of base files, components carry local tags, the batch counts one card, and nothing in the file seeds a run.
/// </summary>
internal sealed class PaddleDetection : Dialect
{
    private const string Schedulers = "LearningRate.schedulers";
    private const string UnreadSeed = "PaddleDetection reads no seed from the config; only --enable_ce of tools/train.py seeds a run, with 0";

    public PaddleDetection()
        : base("paddledetection", Loaders.Paddle)
    {
        Bases = new BaseFiles("_BASE_");
        Map(Facts.Optimizer, "OptimizerBuilder.optimizer.type").Otherwise("Momentum");
        Map(Facts.LearningRate, "LearningRate.base_lr").Otherwise(0.01);
        Map(Facts.Momentum, "OptimizerBuilder.optimizer.momentum");
        Map(Facts.Beta1, "OptimizerBuilder.optimizer.beta1");
        Map(Facts.Beta2, "OptimizerBuilder.optimizer.beta2");
        Map(Facts.GradientClipNorm, "OptimizerBuilder.clip_grad_by_norm").OtherwiseNone();
        Map(Facts.GradientClipValue, "OptimizerBuilder.clip_grad_by_value").OtherwiseNone();
        Map(Facts.Epochs, "epoch");
        Map(Facts.BatchSize, "TrainReader.batch_size", "SemiTrainReader.sup_batch_size").Otherwise(1);
        Map(Facts.Seed, "seed");
        MapSwitch(Facts.Precision, "amp", "fp32", "amp");
        OtherKnownKeys =
        [
            "regularizer", "clip_grad_by_norm", "snapshot_epoch", "pretrain_weights", "weights", "use_ema", "ema_decay_type", "ema_black_list", "cycle_epoch",
            "worker_num", "log_iter", "use_gpu", "save_dir", "batch_transforms", "sample_transforms", "mosaic_epoch", "eval_interval", "save_interval",
        ];
        KeyFacts =
        [
            new("seed", UnreadSeed),
            new("OptimizerBuilder.regularizer", "AdamW and AdamWDL decay weights by optimizer.weight_decay and never see the regularizer; write it there")
            {
                When = (scope, draft) => DecaysByItself(draft) && scope.Mapping("OptimizerBuilder.regularizer") is not null,
            },
        ];
    }

    public override int Precedence => 250;

    public override bool Recognises(ConfigView config) =>
        !config.HasAny("TrainConfig", "SOLVER", "Global")
        && (config.HasAny("LearningRate.base_lr", Schedulers, "OptimizerBuilder.optimizer", "OptimizerBuilder.regularizer", "TrainReader")
            || config.Node("_BASE_") is SequenceNode);

    // What has no length, no rate or no reader of its own is drawn in by others (_base_/optimizer_1x.yml, *_reader.yml).
    protected override bool IsFragment(ConfigView config) =>
        !config.Has("epoch") || !config.HasAny("LearningRate", "OptimizerBuilder") || !config.HasAny("TrainReader", "SemiTrainReader");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Mean(Meaning.BeyondEndIsIdiom);
        ObserveTextBase(scope);
        CompleteOptimizer(scope, draft);
        CompleteSchedule(scope, draft);
        CompleteWarmup(scope, draft);
        CompleteModel(scope, draft);
    }

    // core/workspace.py iterates over _BASE_, so a text is taken apart letter by letter.
    private static void ObserveTextBase(RecipeScope scope)
    {
        if (scope.Node("_BASE_") is ScalarNode { Text.Length: > 1 } text)
        {
            scope.ObserveRefused("_BASE_", "the text " + text.Text, "a list of paths in brackets", "each letter is looked for as a file of its own, and loading stops");
        }
    }

    private static bool DecaysByItself(RecipeBuilder draft) => draft.Get(Facts.Optimizer).Or("") is "AdamW" or "AdamWDL";

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        // paddle.optimizer: Momentum has 0.9 unless written, RMSProp 0.
        if (draft.Get(Facts.Momentum).State != SettingState.Known && !draft.IsFragment)
        {
            draft.Set(Facts.Momentum, draft.Get(Facts.Optimizer).Or("") switch
            {
                "Momentum" => Setting<double>.ByDefault(0.9),
                "RMSProp" => Setting<double>.ByDefault(0),
                "SGD" => Setting<double>.Missing,
                _ => Setting<double>.Unknown,
            });
        }

        draft.Set(Facts.WeightDecay, WeightDecay(scope, draft));
        if (scope.Node("OptimizerBuilder.optimizer.param_groups") is SequenceNode groups)
        {
            for (var i = 0; i < groups.Items.Count; i++)
            {
                var path = FormattableString.Invariant($"OptimizerBuilder.optimizer.param_groups.{i}.learning_rate");
                if (scope.Has(path))
                {
                    draft.ParameterGroups.Add(new ParameterGroup(FormattableString.Invariant($"param_groups.{i}"), scope.Read(path)));
                }
            }
        }
    }

    private static Setting<double> WeightDecay(RecipeScope scope, RecipeBuilder draft)
    {
        var own = scope.Read("OptimizerBuilder.optimizer.weight_decay");
        var factor = scope.Read("OptimizerBuilder.regularizer.factor");
        return DecaysByItself(draft)
            ? own.State != SettingState.Absent ? own : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(0.01)
            : factor.State != SettingState.Absent ? factor
            : own.State != SettingState.Absent ? own
            : scope.IsFalse("OptimizerBuilder.regularizer") || scope.IsAny("OptimizerBuilder.regularizer", "None") ? Setting<double>.Missing
            : draft.IsFragment || scope.Has("OptimizerBuilder.regularizer") ? Setting<double>.Unknown
            : Setting<double>.ByDefault(1e-4);
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        if (Component(scope, "Decay") is not { } decay)
        {
            return;
        }

        // LearningRate.__call__ takes the second scheduler wherever the first one uses warmup, which is the default.
        if (scope.Node(Schedulers) is SequenceNode { Items.Count: 1 } && !scope.IsFalse(decay.Path + ".use_warmup"))
        {
            scope.ObserveRefused(Schedulers, "a single scheduler that expects a warmup", "a warmup behind it, or use_warmup: false", "PaddleDetection reaches for the second scheduler and stops with an IndexError");
        }

        var (name, path) = decay;
        draft.Set(Facts.Schedule, Setting<string>.Derived(name, "the first of LearningRate.schedulers"));
        if (name == "PiecewiseDecay")
        {
            draft.Set(Facts.Milestones, Values.Numbers(scope, scope.Node(path + ".milestones"), scope.Absolute(path + ".milestones")));
            draft.Set(Facts.DecayFactor, scope.Node(path + ".gamma") is ScalarNode ? scope.Read(path + ".gamma") : Setting<double>.Unknown);
            ObserveScalarGamma(scope, draft, path);
        }
        else if (name == "CosineDecay")
        {
            var length = scope.Read(path + ".max_epochs");
            draft.Set(Facts.ScheduleLength, length.State != SettingState.Absent ? length
                : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.ByDefault(1000));
            var ratio = scope.Read(path + ".min_lr_ratio");
            if (draft.Get(Facts.LearningRate) is { State: SettingState.Known } rate && rate.TryGet(out var peak)
                && ratio.TryGet(out var share))
            {
                draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * share, "base_lr times min_lr_ratio", ratio));
            }
        }
    }

    // PiecewiseDecay.__init__ divides one gamma by 10 for each further milestone instead of raising it to a power.
    private static void ObserveScalarGamma(RecipeScope scope, RecipeBuilder draft, string path)
    {
        if (draft.Get(Facts.DecayFactor) is { State: SettingState.Known } gamma && gamma.TryGet(out var factor) && factor is not (0.1 or 1)
            && draft.Get(Facts.Milestones).Or([]).Count > 1 && scope.Entry(path + ".gamma") is { } entry
            && scope.OriginOf(entry.Key) == Origin.File)
        {
            scope.Observe(new WithoutEffectObservation(entry.Key.Place, scope.Absolute(path + ".gamma"), "gamma: " + gamma.Text, "PiecewiseDecay multiplies base_lr by gamma, gamma/10, gamma/100 and so on, not by its powers; write the factors as a list", Severity.Warning));
        }
    }

    private static void CompleteWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        var decay = Component(scope, "Decay");
        if (Component(scope, "Warmup") is not { } warmup)
        {
            // The default list warms up for 500 steps; a list without warmup does not.
            var isDefault = !scope.Has(Schedulers);
            draft.Set(Facts.WarmupSteps, draft.IsFragment ? Setting<double>.Unknown
                : isDefault ? Setting<double>.ByDefault(500) : Setting<double>.Missing);
            return;
        }

        var (name, path) = warmup;
        if (decay is { } first && scope.IsFalse(first.Path + ".use_warmup"))
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.Missing);
            ObserveUnusedWarmup(scope, name, path);
            return;
        }

        var epochs = scope.Read(path + ".epochs");
        var steps = scope.Read(path + ".steps");
        if (epochs.State != SettingState.Absent)
        {
            draft.Set(Facts.WarmupEpochs, epochs);
        }
        else
        {
            IterationCounts.Observe(scope, path + ".steps", "write epochs for a warmup in epochs");
            draft.Set(Facts.WarmupSteps, steps.State != SettingState.Absent ? steps : Setting<double>.ByDefault(name == "ExpWarmup" ? 1000 : 500));
        }

        var start = scope.Read(path + ".start_factor");
        if (name == "LinearWarmup" && start.TryGet(out var share) && draft.Get(Facts.LearningRate).TryGet(out var peak) && !draft.IsFragment)
        {
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Derived(peak * share, "base_lr times start_factor", start));
        }
    }

    // LearningRate.__call__ returns before it looks at the second scheduler.
    private static void ObserveUnusedWarmup(RecipeScope scope, string name, string path)
    {
        if (scope.Node(path) is { } node && scope.OriginOf(node) == Origin.File)
        {
            scope.Observe(new WithoutEffectObservation(node.Place, scope.Absolute(path), name, "the decay before it says use_warmup: false, so PaddleDetection never calls it and training starts at the full rate; delete one of the two", Severity.Info));
        }
    }

    /// <summary>The first scheduler whose class ends so, written as a tag or as <c>name:</c>.</summary>
    private static (string Name, string Path)? Component(RecipeScope scope, string ending)
    {
        if (scope.Node(Schedulers) is not SequenceNode list)
        {
            return null;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            var path = FormattableString.Invariant($"{Schedulers}.{i}");
            var name = scope.Text(path + ".name") ?? list.Items[i].Tag?.TrimStart('!');
            if (name is not null && name.EndsWith(ending, StringComparison.Ordinal))
            {
                return (name, path);
            }
        }

        return null;
    }

    private static void CompleteModel(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsTrue("use_ema"))
        {
            var decay = scope.Read("ema_decay");
            draft.Set(Facts.EmaDecay, decay.State != SettingState.Absent ? decay : Setting<double>.ByDefault(0.9998));
        }

        var architecture = scope.Text("architecture") ?? "";
        if (architecture.IndexOf("DETR", StringComparison.Ordinal) >= 0 || scope.Has("SwinTransformer") || scope.Has("VisionTransformer"))
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.Transformer, "architecture and backbone");
        }
        else if (architecture.Length > 0)
        {
            draft.Infer(Facts.ModelFamily, RecipeModels.ConvolutionalNetwork, "architecture");
        }

        // Weights of a backbone leave most of the detector to be learned, so neither range fits alone.
        var weights = new[] { "pretrain_weights", "pretrain_student_weights" }.Select(key => scope.Text(key) ?? "").FirstOrDefault(text => text.Length > 0 && !Placeholders.IsNone(text));
        draft.Regime = weights is null ? draft.IsFragment ? Regime.Unknown : Regime.FromScratch
            : weights.IndexOf("pretrained", StringComparison.OrdinalIgnoreCase) >= 0 ? Regime.Unknown
            : Regime.FineTuning;
    }
}
