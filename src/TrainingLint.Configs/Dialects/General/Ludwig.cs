using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// ludwig-ai/ludwig: <c>ludwig/schema/{trainer,lr_scheduler,optimizers}.py</c>. The seed is an argument of the program (42). The rate stands
/// under <c>trainer</c>; under <c>trainer.optimizer</c> it is dropped. Older files say <c>training</c>.
/// </summary>
internal sealed class Ludwig : Dialect
{
    private const double DefaultRate = 0.001;

    private static readonly string[] TabularTypes = ["number", "numerical", "category", "binary", "bag", "set", "date", "h3", "vector"];

    private static readonly string[] Preferences = ["dpo", "kto", "orpo"];

    public Ludwig()
        : base("ludwig", Loaders.Ludwig)
    {
        MapBoth(Facts.Optimizer, "optimizer.type").Otherwise("adam");
        MapBoth(Facts.LearningRate, "learning_rate").Otherwise(DefaultRate);
        Map(Facts.Momentum, "trainer.optimizer.momentum");
        MapElement(Facts.Beta1, 0, "trainer.optimizer.betas");
        MapElement(Facts.Beta2, 1, "trainer.optimizer.betas");
        Map(Facts.Epsilon, "trainer.optimizer.eps");
        Map(Facts.WeightDecay, "trainer.optimizer.weight_decay");
        Map(Facts.Schedule, "trainer.learning_rate_scheduler.decay").Otherwise("constant");
        Map(Facts.DecayFactor, "trainer.learning_rate_scheduler.decay_rate");
        Map(Facts.WarmupRatio, "trainer.learning_rate_scheduler.warmup_fraction").OtherwiseNone();
        MapBoth(Facts.BatchSize, "batch_size");
        Map(Facts.EffectiveBatchSize, "trainer.effective_batch_size");
        Map(Facts.GradientAccumulation, "trainer.gradient_accumulation_steps");
        MapBoth(Facts.Epochs, "epochs").Otherwise(100);
        Map(Facts.MaxSteps, "trainer.train_steps").OtherwiseNone();
        Map(Facts.Seed).Otherwise(42);
        Map(Facts.GradientClipNorm, "trainer.gradient_clipping.clipglobalnorm");
        Map(Facts.GradientClipValue, "trainer.gradient_clipping.clipvalue");
        Map(Facts.Dropout, "combiner.dropout");
        MapBoth(Facts.EarlyStoppingPatience, "early_stop").Otherwise(5);
        OtherKnownKeys =
        [
            "learning_rate_scheduler", "learning_rate_scaling", "decay_steps", "warmup_evaluations", "reduce_on_plateau", "eval_batch_size", "regularization_lambda", "regularization_type",
            "steps_per_checkpoint", "checkpoints_per_epoch", "use_mixed_precision", "gradient_clipping", "max_batch_size", "increase_batch_size_on_plateau", "validation_metric", "validation_field",
            "bucketing_field", "should_shuffle", "eta_min", "t_0", "t_mult", "skip_all_evaluation", "base_learning_rate", "learning_rate_warmup_epochs",
        ];
        KeyFacts = Traps();
        TypeFacts = [TypeFact.WholeNumber("trainer.epochs", "the schema wants an int"), TypeFact.WholeNumber("trainer.batch_size", "the schema wants an int")];
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("trainer.optimizer.lr", "the schema drops it with no more than a DeprecationWarning and trains at trainer.learning_rate (0.001 unless set); move the rate there")
        {
            When = (scope, _) => !RatesAgree(scope),
        },
        new("trainer.optimizer.lr", "the schema drops it; the rate comes from trainer.learning_rate, which happens to be the same") { When = (scope, _) => RatesAgree(scope), Severity = Severity.Info },
        new("trainer.learning_rate_scheduler.type", "the schedule is chosen by 'decay'; write decay: instead of type:") { Severity = Severity.Info },
        new("trainer.learning_rate_scheduler.warmup_fraction", "one_cycle and wsd bring their own warmup and ignore this one")
        {
            When = (scope, _) => scope.IsAny("trainer.learning_rate_scheduler.decay", "one_cycle", "wsd"),
        },
        new("trainer.epochs", "train_steps is set and wins") { When = (scope, _) => scope.Number("trainer.train_steps") is > 0, Severity = Severity.Info },
    ];

    public override int Precedence => 360;

    public override bool Recognises(ConfigView config) =>
        IsFeatureList(config.Node("input_features")) || IsFeatureList(config.Node("output_features"))
        || (config.IsAny("model_type", "llm") && config.Has("base_model"))
        || (config.HasAny("trainer", "training") && config.Has("combiner.type") && config.HasAny("trainer.learning_rate", "training.learning_rate", "hyperopt"));

    protected override bool IsFragment(ConfigView config) =>
        config.Has("preset") || (!config.HasAny("input_features", "output_features") && !config.Has("base_model"));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = RegimeOf(scope);
        CompleteFamily(scope, draft);
        if (scope.IsAny("model_type", "gbm"))
        {
            // Boosted trees: the rate shrinks trees and moves no weights.
            draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        }

        if (scope.IsAny("trainer.learning_rate_scheduler.decay", "one_cycle", "wsd"))
        {
            draft.Infer(Facts.ScheduleRampsUp, true, "trainer.learning_rate_scheduler.decay");
            draft.Set(Facts.WarmupRatio, Setting<double>.Unknown);
        }
        else if (scope.Has("trainer.learning_rate_scheduler.warmup_evaluations"))
        {
            draft.Set(Facts.WarmupRatio, Setting<double>.Unknown);
        }

        CompleteOptimizer(scope, draft);
        CompleteClipping(scope, draft);
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("trainer.use_mixed_precision", "amp")));
        if (draft.Get(Facts.EarlyStoppingPatience) is { HasValue: true } patience && patience.Or(1) <= 0)
        {
            // -1 and 0 both turn it off.
            draft.Set(Facts.EarlyStoppingPatience, Setting<double>.Missing);
        }

        LudwigLosses.Observe(scope);
        if (scope.Mapping("adapter") is not null)
        {
            draft.Set(Facts.LoraRank, Values.Number(scope, scope.Node("adapter.r"), "adapter.r"));
            draft.Set(Facts.LoraAlpha, Values.Number(scope, scope.Node("adapter.alpha"), "adapter.alpha"));
        }
    }

    private static Regime RegimeOf(RecipeScope scope)
    {
        var isAdapter = scope.Has("adapter") && scope.Mapping("adapter") is not null;
        if (Array.Exists(Preferences, kind => scope.IsAny("trainer.type", kind)))
        {
            return isAdapter ? Regime.PreferenceAdapter : Regime.Preference;
        }

        if (scope.IsAny("trainer.type", "grpo"))
        {
            return isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement;
        }

        return isAdapter ? Regime.Adapter
            : scope.IsAny("model_type", "llm") || TrainsPretrainedEncoder(scope) ? Regime.FineTuning
            : IsTabular(scope) ? Regime.Tabular
            : Regime.FromScratch;
    }

    private static bool IsTabular(RecipeScope scope) =>
        scope.Node("input_features") is SequenceNode features
        && features.Items.All(feature => feature is MappingNode mapping && mapping["type"] is ScalarNode type
            && Array.IndexOf(TabularTypes, type.Text) >= 0);

    private static bool TrainsPretrainedEncoder(RecipeScope scope) =>
        scope.Node("input_features") is SequenceNode features
        && features.Items.OfType<MappingNode>().Any(feature => feature["encoder"] is MappingNode encoder
            && encoder["trainable"] is ScalarNode trainable && trainable.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean, Number: 1 }
            && !(encoder["use_pretrained"] is ScalarNode pretrained && pretrained.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean, Number: 0 }));

    private static void CompleteFamily(RecipeScope scope, RecipeBuilder draft)
    {
        var encoder = scope.Node("input_features") is SequenceNode features
            ? features.Items.OfType<MappingNode>().Select(feature => feature["encoder"])
            .Select(node => node is MappingNode mapping ? mapping["type"] : node).OfType<ScalarNode>().FirstOrDefault()?.Text
            : null;
        ModelFamilies.Apply(draft, scope.IsAny("model_type", "llm") ? "transformer" : ModelFamilies.Of(encoder), "the encoder");
    }

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        if (name.IndexOf("adam", StringComparison.OrdinalIgnoreCase) >= 0 && name.IndexOf("adamax", StringComparison.OrdinalIgnoreCase) < 0)
        {
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.999);
            draft.SetDefault(Facts.Epsilon, 1e-8);
        }
        else if (name.Equals("sgd", StringComparison.OrdinalIgnoreCase))
        {
            draft.SetDefault(Facts.Momentum, 0);
        }
    }

    private static void CompleteClipping(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Entry("trainer.gradient_clipping") is { Value: ScalarNode { Text: "null" or "~" or "" } })
        {
            draft.Set(Facts.GradientClipNorm, Setting<double>.Missing);
        }
        else if (!scope.HasAny("trainer.gradient_clipping.clipnorm", "trainer.gradient_clipping.clipvalue"))
        {
            draft.SetDefault(Facts.GradientClipNorm, 0.5);
        }
    }

    // By its text, because how a dropped value is typed concerns nobody.
    private static bool RatesAgree(RecipeScope scope) =>
        scope.Text("trainer.optimizer.lr") is { } text && ScalarResolver.AnyNumber(text) is { } dropped && dropped == (scope.Number("trainer.learning_rate") ?? DefaultRate);

    private static bool IsFeatureList(ConfigNode? node) =>
        node is SequenceNode { Items.Count: > 0 } list && list.Items[0] is MappingNode feature && feature.Has("name") && feature.Has("type");

    private SettingRow<double> MapBoth(SettingKey<double> key, string name) => Map(key, "trainer." + name, "training." + name);

    private SettingRow<string> MapBoth(SettingKey<string> key, string name) => Map(key, "trainer." + name, "training." + name);
}
