using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// Unity-Technologies/ml-agents: <c>ml-agents/mlagents/trainers/settings.py</c>, <c>trainer/on_policy_trainer.py</c>. Every behavior is a
/// recipe over <c>default_settings</c>. Older files (release 3 and before) have the settings flat, under the behaviors or at the top level.
/// The optimizer is Adam without decay and without clipping, and nothing of that can be configured.
/// </summary>
internal sealed class MlAgents : Dialect
{
    private const string Page = "Training-Configuration-File.md of the ML-Agents documentation";

    private static readonly string[] Trainers = ["ppo", "sac", "poca", "mappo", "offline_bc"];

    // The words of ML-Agents; other programs share some of them, but not this many.
    private const int MostOtherwiseShared = 6;

    private static readonly string[] FlatKeys = ["max_steps", "batch_size", "buffer_size", "time_horizon", "summary_freq", "lambd", "num_epoch", "hidden_units", "use_recurrent", "sequence_length"];

    private static readonly string[] Signs = ["trainer_type", "hyperparameters", "reward_signals", "network_settings"];

    private static readonly string[] IntrinsicSignals = ["gail", "curiosity", "rnd"];

    public MlAgents()
        : base("ml-agents", Loaders.MlAgents)
    {
        Map(Facts.Optimizer).Otherwise("Adam");
        Map(Facts.LearningRate, "hyperparameters.learning_rate", "learning_rate").Otherwise(3e-4);
        Map(Facts.Beta1).Otherwise(0.9);
        Map(Facts.Beta2).Otherwise(0.999);
        Map(Facts.WeightDecay).OtherwiseNone();
        Map(Facts.Schedule, "hyperparameters.learning_rate_schedule", "learning_rate_schedule");
        Map(Facts.WarmupSteps).OtherwiseNone();
        Map(Facts.BatchSize, "hyperparameters.batch_size", "batch_size");
        Map(Facts.BufferSize, "hyperparameters.buffer_size", "buffer_size").Means(Meaning.MustHoldBatch);
        Map(Facts.MaxSteps, "max_steps").Otherwise(500000);
        Map(Facts.TimeHorizon, "time_horizon").Otherwise(64);
        Map(Facts.Discount, "reward_signals.extrinsic.gamma", "gamma").Means(Meaning.OneIsRefused);
        Map(Facts.GaeLambda, "hyperparameters.lambd", "lambd");
        Map(Facts.ClipRange, "hyperparameters.epsilon", "epsilon");
        Map(Facts.Seed, "/env_settings.seed").OtherwiseNone();
        Map(Facts.GradientClipNorm).OtherwiseNone();
        OtherKnownKeys =
        [
            "shared_critic", "beta_schedule", "epsilon_schedule", "save_replay_buffer", "init_path", "even_checkpoints", "threaded",
            "goal_conditioning_type", "vis_encode_type", "deterministic", "use_recurrent", "use_actions", "use_vail", "demo_path", "self_play",
            "reward_signal_steps_per_update", "reward_signal_num_update", "num_update", "train_interval", "behavioral_cloning", "pretraining",
        ];
        GuardedKeys = [.. MlAgentsSections.Paths];
        Ranges = [.. DocumentedRanges()];
        TypeFacts = [.. FieldTypes()];
        KeyFacts =
        [
            new("trainer", "this layout is the one of releases up to 3; newer ones know only trainer_type and refuse the file, so convert it with mlagents.trainers.upgrade_config") { Severity = Severity.Info },
            new("max_steps", "buffer_init_steps is not smaller, so the run ends before the first update")
            {
                When = (scope, _) => scope.Number("hyperparameters.buffer_init_steps") is { } start && scope.Number("max_steps") is { } end && end > 0 && start >= end,
            },
        ];
    }

    public override int Precedence => 270;

    public override bool Recognises(ConfigView config) =>
        BehaviorsOf(config).Any(entry => entry.Value is MappingNode behavior && (Signs.Any(behavior.Has) || IsFlat(behavior)))
        || config.HasAny("default_settings.trainer_type", "default_settings.hyperparameters")
        || LegacyOf(config).Any();

    protected override ConfigView Rearrange(ConfigView config)
    {
        var isLegacy = !config.HasAny("behaviors", "default_settings");
        if (config.Mapping(isLegacy ? "default" : "default_settings") is not { } defaults)
        {
            return config;
        }

        var behaviors = isLegacy ? config.Root : config.Mapping("behaviors");
        if (behaviors is null)
        {
            return config;
        }

        var over = new MappingNode(behaviors.Source, behaviors.Span, behaviors.Tag, [.. behaviors.Entries.Select(WithDefaults)]);
        return new ConfigView(config.File, isLegacy ? over : Replaced(config.Root, "behaviors", over), config.IsComplete);

        MappingEntry WithDefaults(MappingEntry entry) => entry with
        {
            Value = entry.Value is MappingNode own ? ReferenceEquals(own, defaults) ? own : DeepMerge.Over(defaults, own)
                : isLegacy ? entry.Value : defaults,
        };
    }

    /// <inheritdoc/>
    public override string UsualScope => "behaviors.*";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root)
    {
        var isLegacy = !root.View.HasAny("behaviors", "default_settings");
        var behaviors = (isLegacy ? LegacyOf(root.View) : BehaviorsOf(root.View)).ToArray();
        if (behaviors.Length == 0)
        {
            yield return root.At("default_settings");
        }

        foreach (var entry in behaviors)
        {
            var scope = root.At(isLegacy ? entry.Key.Text : "behaviors." + entry.Key.Text, entry.Key.Text);
            yield return scope;

            // Intrinsic signals have networks and optimizers of their own (torch_entities/components/reward_providers).
            foreach (var signal in IntrinsicSignals.Where(signal => scope.Mapping("reward_signals." + signal) is not null))
            {
                yield return root.At(scope.Path + ".reward_signals." + signal, entry.Key.Text + "." + signal).AsFragment();
            }
        }
    }

    public override IEnumerable<string> KeyScopes(ConfigView config) => base.KeyScopes(config).Append("default_settings");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var trainer = scope.Text("trainer_type") ?? scope.Text("trainer") ?? "ppo";
        if (IsSignal(scope))
        {
            draft.Regime = Regime.OnPolicyReinforcement;
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault("Adam"));
            return;
        }

        var isOffPolicy = string.Equals(trainer, "sac", StringComparison.OrdinalIgnoreCase);
        draft.Regime = isOffPolicy ? Regime.OffPolicyReinforcement
            : Array.Exists(Trainers, known => string.Equals(known, trainer, StringComparison.OrdinalIgnoreCase))
            ? Regime.OnPolicyReinforcement
            : Regime.Unknown;
        CompleteDefaults(scope, draft, isOffPolicy);
        if (scope.Mapping("network_settings.memory") is not null || scope.IsTrue("use_recurrent"))
        {
            draft.Infer(Facts.Recurrent, true, "the network's memory");
        }

        if (draft.Get(Facts.Seed) is { HasValue: true } seed && seed.Or(0) < 0)
        {
            // learn.py: -1 draws a seed between 0 and 9999.
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }

        ObserveRefusals(scope, draft);
    }

    private static void CompleteDefaults(RecipeScope scope, RecipeBuilder draft, bool isOffPolicy)
    {
        if (draft.Regime == Regime.Unknown)
        {
            return;
        }

        draft.SetDefault(Facts.BatchSize, isOffPolicy ? 128 : 1024);
        draft.SetDefault(Facts.BufferSize, isOffPolicy ? 50000 : 10240);
        draft.SetDefault(Facts.Schedule, isOffPolicy ? "constant" : "linear");
        if (!isOffPolicy)
        {
            draft.SetDefault(Facts.GaeLambda, 0.95);
            draft.SetDefault(Facts.ClipRange, 0.2);
        }

        if (!scope.Has("reward_signals"))
        {
            draft.SetDefault(Facts.Discount, 0.99);
        }
        else if (scope.Has("reward_signals.extrinsic"))
        {
            draft.SetDefault(Facts.Discount, 0.99);
        }

        if (draft.Get(Facts.Schedule).Is("linear") && draft.Get(Facts.MaxSteps) is { HasValue: true } length)
        {
            draft.Set(Facts.ScheduleLength, Setting<double>.Derived(length.Or(0), "the linear schedule ends with max_steps", length));
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(1e-10, "the linear schedule ends at 1e-10 (torch_entities/utils.py)", draft.Get(Facts.Schedule)));
        }
    }

    private static void ObserveRefusals(RecipeScope scope, RecipeBuilder draft)
    {
        if (!scope.Has("trainer") && scope.View.HasAny("behaviors", "default_settings") && draft.Regime != Regime.Unknown)
        {
            MlAgentsSections.ObserveMisplaced(scope);
        }

        if (scope.Entry("hyperparameters") is { } hyperparameters && !scope.HasAny("trainer_type", "trainer"))
        {
            scope.Observe(new WrongTypeObservation(
                hyperparameters.Key.Place, scope.Absolute("hyperparameters"), "hyperparameters without a trainer_type", "trainer_type: ppo (or sac, poca) beside them", "mlagents-learn refuses to start", Severity.Error));
        }

        if (scope.Number("network_settings.memory.sequence_length") is { } sequence && draft.Get(Facts.BatchSize) is { HasValue: true } batch && sequence > batch.Or(sequence))
        {
            scope.Observe(new WrongTypeObservation(
                scope.Node("network_settings.memory.sequence_length")!.Place,
                scope.Absolute("network_settings.memory.sequence_length"),
                FormattableString.Invariant($"{sequence}"),
                FormattableString.Invariant($"at most the batch_size, {batch.Or(0)}"),
                "mlagents-learn refuses to start",
                Severity.Error));
        }
    }

    private static IEnumerable<MappingEntry> BehaviorsOf(ConfigView config) => config.Mapping("behaviors")?.Entries ?? [];

    // Up to release 3: trainer names at the top level, over a common "default".
    private static IEnumerable<MappingEntry> LegacyOf(ConfigView config) =>
        config.HasAny("behaviors", "default_settings") ? [] : config.Root.Entries.Where(entry => entry.Value is MappingNode flat && IsFlat(flat));

    private static bool IsFlat(MappingNode behavior) =>
        (behavior["trainer"] is ScalarNode trainer && Array.IndexOf(Trainers, trainer.Text) >= 0 && FlatKeys.Any(behavior.Has))
        || FlatKeys.Count(behavior.Has) >= MostOtherwiseShared;

    private static bool IsSignal(RecipeScope scope) =>
        scope.IsFragment && Array.Exists(IntrinsicSignals, signal => scope.Path.EndsWith(".reward_signals." + signal, StringComparison.Ordinal));

    private static MappingNode Replaced(MappingNode root, string key, MappingNode value) =>
        new(root.Source, root.Span, root.Tag,
            [.. root.Entries.Select(entry => entry.Key.Text == key ? entry with { Value = value } : entry)]);

    private static bool Trains(RecipeScope scope, string trainer) =>
        !IsSignal(scope) && (scope.Text("trainer_type") ?? scope.Text("trainer") ?? "ppo").Equals(trainer, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<DocumentedRange> DocumentedRanges()
    {
        static bool OnPolicy(RecipeScope scope) => Trains(scope, "ppo") || Trains(scope, "poca");
        static bool OffPolicy(RecipeScope scope) => Trains(scope, "sac");

        // The page gives ranges for continuous and discrete actions, which the file does not tell apart: the union of both.
        (string Path, double Lowest, double Highest, Func<RecipeScope, bool>? When)[] rows =
        [
            ("hyperparameters.learning_rate", 1e-5, 1e-3, null),
            ("hyperparameters.batch_size", 32, 5120, OnPolicy),
            ("hyperparameters.batch_size", 32, 1024, OffPolicy),
            ("hyperparameters.buffer_size", 2048, 409600, OnPolicy),
            ("hyperparameters.buffer_size", 50000, 1000000, OffPolicy),
            ("hyperparameters.beta", 1e-4, 1e-2, OnPolicy),
            ("hyperparameters.epsilon", 0.1, 0.3, OnPolicy),
            ("hyperparameters.lambd", 0.9, 0.95, OnPolicy),
            ("hyperparameters.num_epoch", 3, 10, OnPolicy),
            ("hyperparameters.buffer_init_steps", 1000, 10000, OffPolicy),
            ("hyperparameters.init_entcoef", 0.05, 1.0, OffPolicy),
            ("hyperparameters.tau", 0.005, 0.01, OffPolicy),
            ("hyperparameters.steps_per_update", 1, 20, OffPolicy),
            ("time_horizon", 32, 2048, null),
            ("max_steps", 5e5, 1e7, null),
            ("network_settings.hidden_units", 32, 512, scope => !IsSignal(scope)),
            ("network_settings.num_layers", 1, 3, scope => !IsSignal(scope)),
            ("network_settings.memory.memory_size", 32, 256, null),
            ("network_settings.memory.sequence_length", 4, 128, null),
            ("reward_signals.extrinsic.gamma", 0.8, 0.995, null),
            ("reward_signals.curiosity.strength", 0.001, 0.1, null),
            ("reward_signals.curiosity.gamma", 0.8, 0.995, null),
            ("reward_signals.curiosity.learning_rate", 1e-5, 1e-3, null),
            ("reward_signals.gail.strength", 0.01, 1.0, null),
            ("reward_signals.gail.gamma", 0.8, 0.9, null),
            ("reward_signals.gail.learning_rate", 1e-5, 1e-3, null),
            ("reward_signals.rnd.strength", 0.001, 0.01, null),
            ("reward_signals.rnd.gamma", 0.8, 0.995, null),
            ("reward_signals.rnd.learning_rate", 1e-5, 1e-3, null),
            ("behavioral_cloning.strength", 0.1, 0.5, null),
            ("behavioral_cloning.num_epoch", 3, 10, null),
            ("self_play.save_steps", 10000, 100000, null),
            ("self_play.swap_steps", 10000, 100000, null),
            ("self_play.window", 5, 30, null),
            ("self_play.play_against_latest_model_ratio", 0, 1, null),
        ];
        return rows.Select(row => new DocumentedRange(row.Path, row.Lowest, row.Highest, Page) { When = row.When });
    }

    private static IEnumerable<TypeFact> FieldTypes()
    {
        const string Truncated = "cattrs cuts the fraction off without a word";
        foreach (var path in new[] { "hyperparameters.batch_size", "hyperparameters.buffer_size", "hyperparameters.num_epoch", "time_horizon", "network_settings.hidden_units", "network_settings.num_layers" })
        {
            yield return TypeFact.WholeNumber(path, Truncated) with { Severity = Severity.Warning };
        }

        yield return TypeFact.AboveZero("hyperparameters.epsilon", "the probability ratio is then held at 1 and the policy never moves");
        yield return new TypeFact(
            "network_settings.memory.memory_size",
            "an even number above 0",
            (_, value) => value is not { IsNumber: true } number || (number.Number > 0 && number.Number % 2 == 0),
            "mlagents-learn refuses to start");
    }
}
