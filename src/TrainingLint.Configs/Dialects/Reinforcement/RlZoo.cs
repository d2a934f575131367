using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// DLR-RM/rl-baselines3-zoo over stable-baselines3: <c>rl_zoo3/exp_manager.py</c>, <c>stable_baselines3/&lt;algorithm&gt;/&lt;algorithm&gt;.py</c>.
/// Its predecessor over stable-baselines, araffin/rl-baselines-zoo, calls some of the same things otherwise (cliprange, lam).
/// Every environment is a recipe; the algorithm is the name of the file. Seed and evaluation exist on the command line only.
/// </summary>
internal sealed class RlZoo : Dialect
{
    private const string SchedulePrefix = "lin_";

    // Defaults of the constructors. A rollout algorithm has no replay buffer: its buffer is n_steps x n_envs.
    private static readonly Dictionary<string, Algorithm> Algorithms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ppo"] = new("Adam", 3e-4) { BatchSize = 64, RolloutSteps = 2048, GaeLambda = 0.95, ClipRange = 0.2, GradientClip = 0.5 },
        ["ppo_lstm"] = new("Adam", 3e-4) { BatchSize = 128, RolloutSteps = 128, GaeLambda = 0.95, ClipRange = 0.2, GradientClip = 0.5, IsRecurrent = true },
        ["a2c"] = new("RMSprop", 7e-4) { RolloutSteps = 5, GaeLambda = 1.0, GradientClip = 0.5 },
        ["trpo"] = new("Adam", 1e-3) { BatchSize = 128, RolloutSteps = 2048, GaeLambda = 0.95 },
        ["ars"] = new("ARS", 0.02) { RateIsNoStep = true },
        ["sac"] = new("Adam", 3e-4) { BatchSize = 256, ReplaySize = 1e6 },
        ["td3"] = new("Adam", 1e-3) { BatchSize = 256, ReplaySize = 1e6 },
        ["ddpg"] = new("Adam", 1e-3) { BatchSize = 256, ReplaySize = 1e6 },
        ["tqc"] = new("Adam", 3e-4) { BatchSize = 256, ReplaySize = 1e6 },
        ["crossq"] = new("Adam", 1e-3) { BatchSize = 256, ReplaySize = 1e6 },
        ["dqn"] = new("Adam", 1e-4) { BatchSize = 32, ReplaySize = 1e6, GradientClip = 10 },
        ["qrdqn"] = new("Adam", 5e-5) { BatchSize = 32, ReplaySize = 1e6 },
        ["her"] = new(null, null) { ReplaySize = 1e6 },
    };

    public RlZoo()
        : base("rl-zoo", Loaders.RlZoo)
    {
        // exp_manager.py: what it does not take out itself reaches the algorithm's constructor as **kwargs.
        UnknownKeys = UnknownKeys.PassedOn;
        Map(Facts.LearningRate, Scheduled, "learning_rate");
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.BufferSize, "buffer_size");
        Map(Facts.TimeHorizon, "n_steps");
        Map(Facts.MaxSteps, "n_timesteps");
        Map(Facts.Discount, "gamma").Otherwise(0.99);
        Map(Facts.GaeLambda, "gae_lambda", "lam");
        Map(Facts.ClipRange, Scheduled, "clip_range", "cliprange");
        Map(Facts.GradientClipNorm, "max_grad_norm");
        Map(Facts.Seed, "seed");
        Map(Facts.WarmupSteps).OtherwiseNone();
        OtherKnownKeys =
        [
            "clip_range_vf", "cliprange_vf", "nminibatches", "noptepochs", "timesteps_per_batch", "n_envs", "n_epochs", "ent_coef", "vf_coef", "train_freq", "gradient_steps", "learning_starts", "target_update_interval",
            "exploration_fraction", "exploration_final_eps", "policy_kwargs", "normalize", "env_wrapper", "frame_stack", "noise_type", "noise_std", "policy", "callback",
            "use_sde", "sde_sample_freq", "replay_buffer_class", "replay_buffer_kwargs", "n_delta", "n_top", "delta_std", "zero_policy", "normalize_advantage",
        ];
        TypeFacts = [TypeFact.WholeNumber("n_steps", "the rollout buffer cannot be built"), TypeFact.WholeNumber("batch_size", "minibatches cannot be drawn"), TypeFact.AboveZero("clip_range", "the probability ratio is then held at 1 and the policy never moves"), TypeFact.AboveZero("clip_range_vf", "ppo.py stops with an assertion; leave the key out to switch this clipping off")];
        KeyFacts =
        [
            new("learning_starts", "the run ends before it, so no gradient step is ever taken")
            {
                When = (scope, _) => scope.Number("learning_starts") is { } start && scope.Number("n_timesteps") is { } end && end > 0 && start >= end,
            },
        ];
    }

    public override int Precedence => 280;

    public override bool Recognises(ConfigView config)
    {
        var environments = Environments(config).Count();
        return environments > 0 && environments * 2 >= config.Root.Entries.Count(entry => entry.Value is MappingNode);
    }

    /// <inheritdoc/>
    public override string UsualScope => "*";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        Environments(root.View).Select(entry => root.At(entry.Key.Text));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var name = AlgorithmOf(scope);
        if (name is null || !Algorithms.TryGetValue(name, out var algorithm))
        {
            return;
        }

        CompleteFrom(algorithm, scope, draft);
        draft.Regime = algorithm.RateIsNoStep ? Regime.Unknown
            : algorithm.ReplaySize is null ? Regime.OnPolicyReinforcement : Regime.OffPolicyReinforcement;
        draft.Infer(Facts.Recurrent, algorithm.IsRecurrent, "the algorithm");
        draft.Mean(Facts.LearningRate, algorithm.RateIsNoStep ? [Meaning.NoStepSize] : []);
        draft.Mean(Facts.GradientClipNorm, algorithm.GradientClip is null ? [] : [Meaning.ZeroErases, Meaning.NegativeReverses]);
        CompleteSchedule(scope, draft);
    }

    private static void CompleteFrom(Algorithm algorithm, RecipeScope scope, RecipeBuilder draft)
    {
        if (algorithm.Optimizer is { } optimizer && scope.Text("policy_kwargs")?.IndexOf("optimizer_class", StringComparison.Ordinal) is not >= 0)
        {
            // a2c.py: without use_rms_prop the policy's own optimizer stays, which is Adam.
            draft.SetDefault(Facts.Optimizer, scope.IsFalse("use_rms_prop") ? "Adam" : optimizer);
        }

        if (algorithm.LearningRate is { } rate)
        {
            draft.SetDefault(Facts.LearningRate, rate);
        }

        CompleteBuffer(algorithm, scope, draft);
        if (algorithm.BatchSize is { } batch)
        {
            draft.SetDefault(Facts.BatchSize, batch);
        }

        if (algorithm.GaeLambda is { } lambda)
        {
            draft.SetDefault(Facts.GaeLambda, lambda);
        }

        if (algorithm.ClipRange is { } range)
        {
            draft.SetDefault(Facts.ClipRange, range);
        }

        if (algorithm.GradientClip is { } clip)
        {
            draft.SetDefault(Facts.GradientClipNorm, clip);
        }
        else
        {
            draft.SetNone(Facts.GradientClipNorm);
        }
    }

    private static void CompleteBuffer(Algorithm algorithm, RecipeScope scope, RecipeBuilder draft)
    {
        if (algorithm.ReplaySize is { } replay)
        {
            draft.SetDefault(Facts.BufferSize, replay);
            draft.Set(Facts.TimeHorizon, Setting<double>.Unknown);
        }
        else if (algorithm.RolloutSteps is { } defaultSteps)
        {
            draft.SetDefault(Facts.TimeHorizon, defaultSteps);
            var steps = draft.Get(Facts.TimeHorizon);
            var environments = scope.Has("n_envs") ? scope.Number("n_envs") : 1;
            if (steps.HasValue && environments is { } count)
            {
                var how = FormattableString.Invariant($"n_steps {steps.Or(0)} x n_envs {count}");
                draft.Set(Facts.BufferSize, Setting<double>.Derived(steps.Or(0) * count, how, steps));
                if (algorithm.BatchSize is null)
                {
                    draft.Set(Facts.BatchSize, Setting<double>.Derived(steps.Or(0) * count, how, steps));
                }
            }
        }
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node("learning_rate") is ScalarNode written && IsSchedule(written.Text))
        {
            var rate = draft.Get(Facts.LearningRate);
            draft.Set(Facts.Schedule, Setting<string>.Derived("linear", "any prefix makes the rate fall linearly to 0", rate));
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(0, "a linear schedule of the zoo ends at 0", rate));
            if (draft.Get(Facts.MaxSteps) is { HasValue: true } length)
            {
                draft.Set(Facts.ScheduleLength, Setting<double>.Derived(length.Or(0), "the linear schedule ends with n_timesteps", length));
            }
        }
        else
        {
            draft.SetDefault(Facts.Schedule, "constant");
        }
    }

    // exp_manager.py splits text at the underscore; whatever stands before it, the result is a linear schedule to 0.
    private static Setting<double> Scheduled(RecipeScope scope, ConfigNode? node, string key)
    {
        if (node is not ScalarNode scalar || !IsSchedule(scalar.Text))
        {
            return Values.Number(scope, node, key);
        }

        if (!scalar.Text.StartsWith(SchedulePrefix, StringComparison.Ordinal))
        {
            scope.Observe(new WithoutEffectObservation(
                scalar.Place,
                key,
                KeyWords.LastSegment(key) + ": " + scalar.Text,
                "the zoo reads only the number behind the underscore and lets it fall linearly to 0, whatever the word before it; write lin_ for that, or the bare number for a constant",
                TrainingLint.Core.Findings.Severity.Warning));
        }

        var number = ScalarResolver.AnyNumber(scalar.Text.Substring(scalar.Text.IndexOf('_') + 1)) ?? double.NaN;
        return Setting<double>.Written(number, scalar.Text, key, scalar.Place, scope.OriginOf(scalar));
    }

    private static bool IsSchedule(string text) =>
        text.IndexOf('_') is > 0 and var split && char.IsLetter(text[0]) && ScalarResolver.AnyNumber(text.Substring(split + 1)) is not null;

    private static IEnumerable<MappingEntry> Environments(ConfigView config) =>
        config.Root.Entries.Where(entry => entry.Value is MappingNode environment
            && environment["policy"] is ScalarNode policy && policy.Text.EndsWith("Policy", StringComparison.Ordinal)
            && environment.Has("n_timesteps"));

    private static string? AlgorithmOf(RecipeScope scope)
    {
        var stem = Path.GetFileNameWithoutExtension(scope.View.File.Path);
        return Algorithms.Keys.Where(key => IsNamedAfter(stem, key)).OrderByDescending(key => key.Length).FirstOrDefault()
            ?? AlgorithmByKeys(scope);
    }

    // ppo.yml, ppo_minigrid.yml, my-ppo.yml: the algorithm is a word of the name.
    private static bool IsNamedAfter(string stem, string algorithm)
    {
        var at = stem.IndexOf(algorithm, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetterOrDigit(stem[at - 1]))
            && (at + algorithm.Length == stem.Length || !char.IsLetterOrDigit(stem[at + algorithm.Length]));
    }

    private static string? AlgorithmByKeys(RecipeScope scope) =>
        scope.HasAny("clip_range", "clip_range_vf") ? "ppo"
        : scope.HasAny("n_delta", "delta_std") ? "ars"
        : scope.HasAny("cg_max_steps", "target_kl") ? "trpo"
        : scope.HasAny("exploration_fraction", "exploration_final_eps") ? "dqn"
        : scope.HasAny("use_rms_prop") ? "a2c"
        : null;

    private sealed record Algorithm(string? Optimizer, double? LearningRate)
    {
        public double? BatchSize { get; init; }

        public double? RolloutSteps { get; init; }

        public double? ReplaySize { get; init; }

        public double? GaeLambda { get; init; }

        public double? ClipRange { get; init; }

        public double? GradientClip { get; init; }

        public bool RateIsNoStep { get; init; }

        public bool IsRecurrent { get; init; }
    }
}
