using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// joeynmt/joeynmt: <c>joeynmt/config.py</c>, <c>builders.py</c>, <c>training.py</c>. Keys that the builders do not know are dropped without
/// a word; <c>learning_rate_min</c> is no floor but stops the run, checked whenever the trainer logs.
/// </summary>
internal sealed class JoeyNmt : Dialect
{
    private const double DefaultStopRate = 1e-4;

    public JoeyNmt()
        : base("joeynmt", Loaders.PyYaml)
    {
        Map(Facts.Optimizer, "training.optimizer").Otherwise("adam");
        Map(Facts.LearningRate, "training.learning_rate").Otherwise(0.005);
        MapElement(Facts.Beta1, 0, "training.adam_betas");
        MapElement(Facts.Beta2, 1, "training.adam_betas");
        Map(Facts.WeightDecay, "training.weight_decay").Otherwise(0);
        Map(Facts.Schedule, "training.scheduling").OtherwiseNone();
        Map(Facts.DecayFactor, "training.decrease_factor");
        Map(Facts.WarmupSteps, "training.learning_rate_warmup");
        Map(Facts.BatchSize, "training.batch_size");
        Map(Facts.GradientAccumulation, "training.batch_multiplier").Otherwise(1);
        Map(Facts.Epochs, "training.epochs").Otherwise(3);
        Map(Facts.MaxSteps, "training.updates").OtherwiseNone();
        Map(Facts.Seed, "random_seed", "training.random_seed").Otherwise(42);
        Map(Facts.GradientClipNorm, "training.clip_grad_norm").OtherwiseNone();
        Map(Facts.GradientClipValue, "training.clip_grad_val").OtherwiseNone();
        Map(Facts.Dropout, "model.encoder.dropout");
        Map(Facts.LabelSmoothing, "training.label_smoothing").Otherwise(0);
        Map(Facts.Initialization, "model.initializer").Otherwise("xavier_uniform");
        Map(Facts.EvaluationInterval, "training.validation_freq").Otherwise(1000);
        OtherKnownKeys = ["learning_rate_min", "learning_rate_factor", "batch_type", "patience", "logging_freq", "early_stopping_metric", "normalization", "init_gain", "embed_initializer", "bias_initializer", "keep_best_ckpts"];
        KeyFacts = [.. IgnoredKeys().Select(key => new KeyFact("training." + key, "joeynmt/builders.py never reads it; the optimizer and the schedules get their known options only"))];
        TypeFacts = [TypeFact.WholeNumber("training.batch_size", "batches cannot be cut"), TypeFact.WholeNumber("training.epochs", "the loop over epochs cannot be built")];
    }

    public override int Precedence => 330;

    public override bool Recognises(ConfigView config) =>
        config.HasAll("training", "model", "data") && config.HasAny("model.encoder", "model.decoder") && config.HasAny("joeynmt_version", "testing", "training.scheduling", "training.validation_freq")
        && config.HasAny("training.learning_rate", "training.optimizer", "training.epochs", "training.batch_size");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Regime = scope.Text("training.load_model") is null && scope.Text("model.encoder.pretrained_name") is null ? Regime.FromScratch : Regime.FineTuning;
        ModelFamilies.Apply(draft, ModelFamilies.Of(scope.Text("model.encoder.type")), "model.encoder.type");
        ModelFamilies.ApplyPreNormalization(draft, scope.IsAny("model.encoder.layer_norm", "pre"), "model.encoder.layer_norm");
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("fp16", "fp16")));
        if (scope.IsAny("training.optimizer", "adam", "adamw") || !scope.Has("training.optimizer"))
        {
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.999);
        }

        var isNoam = scope.IsAny("training.scheduling", "noam");
        if (isNoam || scope.IsAny("training.scheduling", "warmupinversesquareroot"))
        {
            draft.SetDefault(Facts.WarmupSteps, 4000);
        }
        else
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.Missing);
        }

        if (isNoam)
        {
            var factor = Values.Number(scope, scope.Node("training.learning_rate_factor"), "training.learning_rate_factor");
            NoamSchedule.Apply(draft, factor.IsMissing ? Setting<double>.ByDefault(1) : factor, scope.Number("model.encoder.hidden_size"),
                draft.Get(Facts.WarmupSteps).Or(0));
        }

        if (!scope.IsAny("training.batch_type", "sentence") && scope.Has("training.batch_type") && draft.Get(Facts.BatchSize).Or(1) > 0)
        {
            // Tokens, not samples.
            draft.Set(Facts.BatchSize, Setting<double>.Unknown);
        }

        ObserveEarlyEnd(scope, draft, isNoam);
        ObserveMissingSchedule(scope);
    }

    private static IEnumerable<string> IgnoredKeys() => ["momentum", "learning_rate_peak", "learning_rate_decay", "learning_rate_decay_length", "decaying_step_size"];

    // training.py compares the rate with learning_rate_min at every logging step, also during warmup, and ends the run below it.
    private static void ObserveEarlyEnd(RecipeScope scope, RecipeBuilder draft, bool isNoam)
    {
        if (draft.Get(Facts.WarmupSteps).Or(0) is not (> 0 and var warmup) || !draft.Get(Facts.LearningRate).TryGet(out var peak)
            || !(peak > 0))
        {
            return;
        }

        var first = scope.Number("training.logging_freq") ?? 100;
        var stop = scope.Number("training.learning_rate_min") ?? DefaultStopRate;
        var rate = peak * Math.Min(first / warmup, Math.Sqrt(warmup / Math.Max(first, 1)));
        if (first > 0 && rate < stop && (scope.Entry("training.learning_rate_min") ?? scope.Entry("training.scheduling")) is { } entry)
        {
            scope.Observe(new WrongTypeObservation(
                entry.Value.Place,
                "training.learning_rate_min",
                FormattableString.Invariant($"learning_rate_min {stop} under a {(isNoam ? "noam" : "warmup")} schedule"),
                FormattableString.Invariant($"a value below {rate:0.###e+0}, the rate at the first logging step ({first})"),
                "the run ends at that step, because learning_rate_min stops training",
                Severity.Error));
        }
    }

    private static void ObserveMissingSchedule(RecipeScope scope)
    {
        if (scope.Text("training.scheduling") is null && !scope.IsFragment && scope.Entry("training") is { } training && !scope.Has("training.scheduling"))
        {
            scope.Observe(new WrongTypeObservation(
                training.Key.Place, "training.scheduling", "no scheduling", "one of plateau, decaying, exponential, noam, warmupinversesquareroot", "build_scheduler raises a ConfigurationError", Severity.Error));
        }
    }
}
