using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// PaddlePaddle/PaddleClas: <c>ppcls/optimizer/{__init__,optimizer,learning_rate}.py</c>, <c>engine/engine.py</c>. One optimizer, or a list of
/// optimizers with a scope each; lengths are epochs, the batch counts one card.
/// </summary>
internal sealed class PaddleClas : Dialect
{
    // The rate is zero as far as doubles go after some three hundred divisions by ten.
    private const int MostDrops = 330;
    private const int PiecewisePeriod = 30;

    public PaddleClas()
        : base("paddleclas", Loaders.PaddleClas)
    {
        Map(Facts.Optimizer, "name");
        Map(Facts.LearningRate, "lr.learning_rate", "lr.max_learning_rate", "lr.values");
        Map(Facts.FinalLearningRate, "lr.eta_min", "lr.end_lr");
        Map(Facts.Momentum, "momentum");
        Map(Facts.Beta1, "beta1").Otherwise(0.9);
        Map(Facts.Beta2, "beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "epsilon").Otherwise(1e-8);
        Map(Facts.WeightDecay, "weight_decay", "regularizer.coeff").OtherwiseNone();
        Map(Facts.Schedule, "lr.name").Otherwise("Constant");
        Map(Facts.Milestones, "lr.decay_epochs", "lr.milestones");
        Map(Facts.DecayFactor, "lr.gamma", "lr.decay_rate");
        Map(Facts.WarmupEpochs, "lr.warmup_epoch").Otherwise(0);
        Map(Facts.WarmupStartLearningRate, "lr.warmup_start_lr");
        Map(Facts.GradientClipNorm, "clip_norm").OtherwiseNone();
        Map(Facts.Epochs, "/Global.epochs");
        Map(Facts.BatchSize, "/DataLoader.Train.sampler.batch_size", "/DataLoader.Train.dataset.sampler.batch_size");
        Map(Facts.GradientAccumulation, "/Global.update_freq").Otherwise(1);
        Map(Facts.Validation, "/Global.eval_during_train");
        Map(Facts.EvaluationInterval, "/Global.eval_interval");
        Map(Facts.EmaDecay, "/EMA.decay");

        // engine.py asks "seed or seed == 0"; a missing key is False, which equals 0, so the run is seeded with 0 by accident.
        Map(Facts.Seed, "/Global.seed").Otherwise(0);
        OtherKnownKeys =
        [
            "learning_rate", "warmup_start_lr", "by_epoch", "last_epoch", "step_size", "decay_epochs", "regularizer", "coeff", "scope", "no_weight_decay_name",
            "one_dim_param_no_weight_decay", "use_nesterov", "multi_precision", "save_interval", "print_batch_step", "eval_interval", "eval_mode", "class_num",
        ];
        KeyFacts = Traps();
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("lr.warmup_epochs", "the schedulers swallow arguments that they do not know, so there is no warmup; write warmup_epoch"),
        new("lr.values", "with learning_rate beside it, Piecewise discards values and decay_epochs and divides the rate by 10 every 30 epochs; delete learning_rate")
        {
            When = (scope, _) => DiscardsLists(scope),
        },
        new("weight_decay", "regularizer is set as well, and PaddleClas then ignores weight_decay with a line in the log")
        {
            When = (scope, _) => scope.Has("regularizer.coeff"),
        },
    ];

    public override int Precedence => 230;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("Global") is not null
        && config.HasAny("Arch", "Optimizer", "DataLoader")
        && !config.HasAny("Architecture", "TrainConfig", "Global.rec_inference_model_dir", "Global.det_inference_model_dir", "Global.inference_model_dir", "RecPreProcess");

    protected override bool IsFragment(ConfigView config) => !config.HasAll("Optimizer", "Global.epochs", "DataLoader.Train");

    /// <inheritdoc/>
    public override string UsualScope => "Optimizer";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        if (root.Node("Optimizer") is not SequenceNode list)
        {
            return [root.At("Optimizer")];
        }

        return list.Items
            .Select((item, i) => (Mapping: item as MappingNode, Index: i))
            .Where(item => item.Mapping is { Entries.Count: > 0 })
            .Select(item => root.At(FormattableString.Invariant($"Optimizer.{item.Index}.{item.Mapping!.Entries[0].Key.Text}")));
    }

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.EvaluationUnit = LengthUnit.Epochs;
        CompleteOptimizer(scope, draft);
        CompleteSchedule(scope, draft);
        CompleteEngine(scope, draft);
        var arch = scope.Text("/Arch.name") ?? scope.Text("/Arch.Backbone.name") ?? "";
        var isTransformer = new[] { "ViT", "Swin", "DeiT", "Transformer", "CSWin", "PVT", "Twins", "BEiT", "CLIP", "Former", "LeViT", "TNT", "SVTR" }
            .Any(word => arch.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        if (!isTransformer)
        {
            draft.Infer(Facts.BatchNormalization, true, "Arch.name");
        }

        if (arch.Length > 0)
        {
            draft.Infer(Facts.ModelFamily, isTransformer ? RecipeModels.Transformer : RecipeModels.ConvolutionalNetwork, "Arch.name");
        }
    }

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        // In the list form, the class is the key itself.
        if (scope.Path != "Optimizer" && scope.Entry("") is { } entry)
        {
            draft.Set(Facts.Optimizer,
                Setting<string>.Written(entry.Key.Text, entry.Key.Text, scope.Path, entry.Key.Place, scope.OriginOf(entry.Key)));
        }

        if (draft.Get(Facts.Momentum).State != SettingState.Known && !draft.IsFragment)
        {
            draft.Set(Facts.Momentum, draft.Get(Facts.Optimizer).Or("") switch
            {
                "RMSProp" => Setting<double>.ByDefault(0),
                "SGD" => Setting<double>.Missing,
                _ => Setting<double>.Unknown,
            });
        }

        if (scope.Has("regularizer.coeff"))
        {
            draft.Set(Facts.WeightDecay, scope.Read("regularizer.coeff"));
        }
    }

    private static bool DiscardsLists(RecipeScope scope)
    {
        if (!scope.IsAny("lr.name", "Piecewise") || scope.Number("lr.learning_rate") is not { } rate)
        {
            return false;
        }

        var values = Values.Numbers(scope, scope.Node("lr.values"), scope.Absolute("lr.values")).Or([]);
        var epochs = Values.Numbers(scope, scope.Node("lr.decay_epochs"), scope.Absolute("lr.decay_epochs")).Or([]);
        var isSame = epochs.Select((epoch, i) => epoch == PiecewisePeriod * (i + 1)).All(same => same)
            && values.Select((value, i) => Math.Abs(value - (rate * Math.Pow(0.1, i))) <= 1e-6 * value).All(same => same);
        return !isSame;
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsAny("lr.name", "Piecewise") && draft.Get(Facts.Epochs).TryGet(out var epochs))
        {
            if (scope.Has("lr.learning_rate"))
            {
                var count = Math.Max(0, Counts.UpTo(MostDrops, Math.Ceiling(epochs / PiecewisePeriod)) - 1);
                draft.Set<IReadOnlyList<double>>(
                    Facts.Milestones,
                    Setting<IReadOnlyList<double>>.Derived([.. Enumerable.Range(1, count).Select(i => (double)PiecewisePeriod * i)], "Piecewise with learning_rate drops every 30 epochs"));
                draft.Set(Facts.DecayFactor, Setting<double>.Derived(0.1, "Piecewise with learning_rate divides by 10"));
            }
            else if (Values.Numbers(scope, scope.Node("lr.values"), scope.Absolute("lr.values")) is { HasValue: true } values && values.Or([]).Count > 0)
            {
                draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(values.Or([]).Last(), "the last of values", values));
            }
        }
        else if (scope.IsAny("lr.name", "Cosine", "Linear") && draft.Get(Facts.FinalLearningRate).State != SettingState.Known && !draft.IsFragment)
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.ByDefault(0));
        }

        if (scope.IsAny("lr.name", "OneCycleLR", "Cyclic"))
        {
            draft.Infer(Facts.ScheduleRampsUp, true, "lr.name");
            draft.Set(Facts.WarmupEpochs, Setting<double>.Unknown);
        }

        // A warmup that does not exist starts nowhere.
        if (draft.Get(Facts.WarmupEpochs).Is(0))
        {
            draft.Set(Facts.WarmupStartLearningRate, Setting<double>.Unknown);
        }
    }

    private static void CompleteEngine(RecipeScope scope, RecipeBuilder draft)
    {
        // engine.py: a block without use_amp is on, no block is off.
        var precision = Values.Switch(scope, scope.Node("/AMP.use_amp"), "AMP.use_amp", "amp", "fp32");
        draft.Set(Facts.Precision, precision.State != SettingState.Absent ? precision
            : Setting<string>.ByDefault(scope.Mapping("/AMP") is null ? "fp32" : "amp"));
        if (scope.Mapping("/EMA") is not null && draft.Get(Facts.EmaDecay).State == SettingState.Unknown)
        {
            draft.Set(Facts.EmaDecay, Setting<double>.ByDefault(0.9999));
        }

        if (scope.Node("/Loss.Train") is SequenceNode losses)
        {
            for (var i = 0; i < losses.Items.Count; i++)
            {
                var epsilon = scope.Read(FormattableString.Invariant($"/Loss.Train.{i}.CELoss.epsilon"));
                if (epsilon.HasValue)
                {
                    draft.Set(Facts.LabelSmoothing, epsilon);
                }
            }
        }

        var isPretrained = scope.Text("/Global.pretrained_model") is { Length: > 0 } || scope.IsTrue("/Arch.pretrained")
            || scope.IsTrue("/Arch.Backbone.pretrained") || scope.Text("/Arch.pretrained") is { } weights && weights.IndexOf('/') >= 0;
        draft.Regime = isPretrained ? Regime.FineTuning : draft.IsFragment ? Regime.Unknown : Regime.FromScratch;
    }
}
