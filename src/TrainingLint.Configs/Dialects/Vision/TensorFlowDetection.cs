using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// Pipelines of the TensorFlow Object Detection API: <c>object_detection/protos/train.proto</c>, <c>optimizer.proto</c>,
/// <c>utils/learning_schedules.py</c>. The recipe's scope is the one schedule that stands below the one optimizer.
/// </summary>
internal sealed class TensorFlowDetection : Dialect
{
    private const string Optimizers = "train_config.optimizer";

    // Defaults of CosineDecayLearningRate, and what both schedules with a length share.
    private const double DefaultLength = 4_000_000;
    private const double DefaultWarmup = 10_000;
    private const double DefaultWarmupRate = 0.0002;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["rms_prop_optimizer"] = "RMSprop",
        ["momentum_optimizer"] = "SGD",
        ["adam_optimizer"] = "Adam",
    };

    private static readonly Dictionary<string, string> Schedules = new(StringComparer.Ordinal)
    {
        ["constant_learning_rate"] = "constant",
        ["exponential_decay_learning_rate"] = "exponential",
        ["manual_step_learning_rate"] = "step",
        ["cosine_decay_learning_rate"] = "cosine",
    };

    public TensorFlowDetection()
        : base("tensorflow-object-detection", new Loader("protobuf", ScalarSchema.Yaml11WithExponents) { RejectsUnknownKeys = true }, "the TensorFlow Object Detection API")
    {
        Map(Facts.LearningRate, "learning_rate_base", "initial_learning_rate", "learning_rate").Otherwise(0.002);
        Map(Facts.BatchSize, "/train_config.batch_size").Otherwise(32);
        Map(Facts.MaxSteps, "/train_config.num_steps").Means(Meaning.ZeroIsUnlimited);
        Map(Facts.GradientClipNorm, "/train_config.gradient_clipping_by_norm").Otherwise(0);
        OtherKnownKeys =
        [
            "total_steps", "warmup_steps", "warmup_learning_rate", "hold_base_rate_steps", "decay_steps", "decay_factor", "burnin_steps", "burnin_learning_rate", "min_learning_rate", "staircase", "schedule", "step", "warmup",
        ];
    }

    public override int Precedence => 8;

    public override bool Recognises(ConfigView config) => Names.Keys.Any(name => config.Has(Optimizers + "." + name));

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        if (Names.Keys.FirstOrDefault(name => root.Has(Optimizers + "." + name)) is not { } optimizer)
        {
            return [];
        }

        var rate = Optimizers + "." + optimizer + ".learning_rate";
        var schedule = Schedules.Keys.FirstOrDefault(name => root.Has(rate + "." + name));
        return [root.At(schedule is null ? rate : rate + "." + schedule, "training")];
    }

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Mean(Facts.Milestones, Meaning.BeyondEndIsIdiom);
        var optimizer = "/" + Optimizers + "." + Names.Keys.First(name => scope.Has("/" + Optimizers + "." + name));
        draft.Set(Facts.Optimizer, Setting<string>.Derived(Names[KeyWords.LastSegment(optimizer)], KeyWords.LastSegment(optimizer)));
        if (KeyWords.LastSegment(optimizer) != "adam_optimizer")
        {
            draft.Set(Facts.Momentum, scope.Has(optimizer + ".momentum_optimizer_value") ? scope.Read(optimizer + ".momentum_optimizer_value") : Setting<double>.ByDefault(0.9));
        }

        if (Schedules.TryGetValue(KeyWords.LastSegment(scope.Path), out var schedule))
        {
            draft.Set(Facts.Schedule, Setting<string>.Derived(schedule, KeyWords.LastSegment(scope.Path)));
            CompleteSchedule(scope, draft, schedule);
        }

        // A detector is trained on; of a classifier only the backbone is.
        draft.Regime = !scope.Has("/train_config.fine_tune_checkpoint") ? Regime.FromScratch
            : scope.IsAny("/train_config.fine_tune_checkpoint_type", "detection", "full") || scope.IsTrue("/train_config.from_detection_checkpoint") ? Regime.FineTuning
            : Regime.Unknown;
        if (!scope.IsFalse("/" + Optimizers + ".use_moving_average"))
        {
            draft.Set(Facts.EmaDecay, scope.Has("/" + Optimizers + ".moving_average_decay") ? scope.Read("/" + Optimizers + ".moving_average_decay") : Setting<double>.ByDefault(0.9999));
        }
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft, string schedule)
    {
        switch (schedule)
        {
            case "cosine":
                draft.Set(Facts.ScheduleLength, Or(scope, "total_steps", DefaultLength));
                draft.Set(Facts.FinalLearningRate, Setting<double>.ByDefault(0));
                draft.Set(Facts.WarmupSteps, Or(scope, "warmup_steps", DefaultWarmup));
                draft.Set(Facts.WarmupStartLearningRate, Or(scope, "warmup_learning_rate", DefaultWarmupRate));
                ObserveRefusals(scope, draft);
                break;
            case "exponential":
                draft.Set(Facts.WarmupSteps, Or(scope, "burnin_steps", 0));
                break;
            case "step":
                ReadManualSteps(scope, draft);
                break;
            default:
                draft.SetDefault(Facts.WarmupSteps, 0);
                break;
        }
    }

    private static Setting<double> Or(RecipeScope scope, string path, double value) =>
        scope.Read(path) is { State: not SettingState.Absent } written ? written : Setting<double>.ByDefault(value);

    // learning_schedules.py, cosine_decay_with_warmup: two ValueErrors.
    private static void ObserveRefusals(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.LearningRate).TryGet(out var peak) && Or(scope, "warmup_learning_rate", DefaultWarmupRate).TryGet(out var start) && start > peak)
        {
            var path = scope.Has("warmup_learning_rate") ? "warmup_learning_rate" : "learning_rate_base";
            var found = Shown(scope, path) + (path == "learning_rate_base" ? FormattableString.Invariant($" with the default warmup_learning_rate of {DefaultWarmupRate}") : "");
            scope.ObserveRefused(path, found, "a warmup that starts at or below learning_rate_base", "the schedule stops with a ValueError (learning_schedules.py, cosine_decay_with_warmup)");
        }

        if (Or(scope, "total_steps", DefaultLength).TryGet(out var total) && Or(scope, "warmup_steps", DefaultWarmup).TryGet(out var warmup) && warmup > total)
        {
            var path = scope.Has("warmup_steps") ? "warmup_steps" : "total_steps";
            var found = Shown(scope, path) + (path == "total_steps" ? FormattableString.Invariant($" with the default warmup_steps of {DefaultWarmup}") : "");
            scope.ObserveRefused(path, found, "total_steps at or above warmup_steps", "the schedule stops with a ValueError (learning_schedules.py, cosine_decay_with_warmup)");
        }
    }

    private static string Shown(RecipeScope scope, string path) => path + ": " + scope.Text(path);

    private static double? Of(MappingNode step, string key) =>
        step[key] is ScalarNode scalar ? ScalarResolver.AnyNumber(scalar.Text) : null;

    // schedule { step: 900000 learning_rate: 0.00003 }, once or several times.
    private static void ReadManualSteps(RecipeScope scope, RecipeBuilder draft)
    {
        var steps = scope.Node("schedule") switch
        {
            MappingNode one => [one],
            SequenceNode list => list.Items.OfType<MappingNode>().ToArray(),
            _ => [],
        };

        // The samples begin with a step 0 that says the initial rate once more.
        steps = Array.FindAll(steps, step => !(Of(step, "step") == 0 && Of(step, "learning_rate") == scope.Number("initial_learning_rate")));
        var numbers = steps.Select(step => Of(step, "step")).ToArray();
        if (steps.Length > 0 && Array.TrueForAll(numbers, number => number is not null) && steps[0]["step"] is ScalarNode first)
        {
            var text = string.Join(", ", numbers.Select(number => FormattableString.Invariant($"{number}")));
            draft.Set(Facts.Milestones, Setting<IReadOnlyList<double>>.Written([.. numbers.Select(number => number!.Value)], text,
                scope.Absolute("schedule"), first.Place, scope.OriginOf(first)));
        }

        if (!scope.IsTrue("warmup"))
        {
            draft.SetDefault(Facts.WarmupSteps, 0);
        }
    }
}
