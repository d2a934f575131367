using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// An agent of Stable-Baselines3 as a program builds it: <c>PPO("MlpPolicy", env, ...)</c> and <c>model.learn(...)</c>
/// (<c>stable_baselines3/&lt;algorithm&gt;/&lt;algorithm&gt;.py</c>, the constructors; <c>common/on_policy_algorithm.py</c>, learn).
/// </summary>
internal sealed class AgentCalls : PythonDialect
{
    // Defaults of the constructors. Rollout: steps per environment before an update; null for algorithms with a replay buffer.
    private static readonly Dictionary<string, Algorithm> Algorithms = new(StringComparer.Ordinal)
    {
        ["PPO"] = new("Adam", 3e-4, 64, 2048),
        ["MaskablePPO"] = new("Adam", 3e-4, 64, 2048),
        ["RecurrentPPO"] = new("Adam", 3e-4, 128, 128),
        ["TRPO"] = new("Adam", 1e-3, 128, 2048),
        ["A2C"] = new("RMSprop", 7e-4, null, 5),
        ["DQN"] = new("Adam", 1e-4, 32, null),
        ["QRDQN"] = new("Adam", 5e-5, 32, null),
        ["SAC"] = new("Adam", 3e-4, 256, null),
        ["TQC"] = new("Adam", 3e-4, 256, null),
        ["CrossQ"] = new("Adam", 1e-3, 256, null),
        ["TD3"] = new("Adam", 1e-3, 256, null),
        ["DDPG"] = new("Adam", 1e-3, 256, null),
    };

    private static readonly string[] Several = ["VecEnv", "vec_env", "num_envs", "n_envs", "supersuit"];

    public AgentCalls()
        : base("stable-baselines3", Language)
    {
        Map(Facts.LearningRate, "learning_rate");
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.BufferSize, "buffer_size");
        Map(Facts.TimeHorizon, "n_steps");
        Map(Facts.MaxSteps, "total_timesteps");
        Map(Facts.Discount, "gamma").Otherwise(0.99);
        Map(Facts.GaeLambda, "gae_lambda");
        Map(Facts.ClipRange, "clip_range");
        Map(Facts.GradientClipNorm, "max_grad_norm");
    }

    public override int Precedence => 397;

    public override bool Recognises(ConfigView config) =>
        Is(config, PythonRoots.Run) && config.Text("algorithm") is { } name && Algorithms.ContainsKey(name);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var algorithm = Algorithms[scope.Text("algorithm")!];
        draft.Regime = algorithm.Rollout is null ? Regime.OffPolicyReinforcement : Regime.OnPolicyReinforcement;
        if (!scope.Has("policy_kwargs"))
        {
            // a2c.py: without use_rms_prop the policy's own optimizer stays, which is Adam.
            draft.SetDefault(Facts.Optimizer, scope.IsFalse("use_rms_prop") ? "Adam" : algorithm.Optimizer);
        }

        if (algorithm.Rollout is null)
        {
            // off_policy_algorithm.py: n_steps is how far a return looks ahead.
            draft.Set(Facts.TimeHorizon, Setting<double>.Unknown);
        }

        SetOtherwise(scope, draft, (Facts.LearningRate, "learning_rate"), algorithm.Rate);
        SetOtherwise(scope, draft, (Facts.BatchSize, "batch_size"), algorithm.Batch);
        SetOtherwise(scope, draft, (Facts.TimeHorizon, "n_steps"), algorithm.Rollout);
        ObserveExploration(scope);
        ReadRollout(scope, draft, algorithm);
    }

    // dqn.py: epsilon falls over exploration_fraction (0.1) of all steps; off_policy_algorithm.py: nothing is learned before
    // learning_starts.
    private static void ObserveExploration(RecipeScope scope)
    {
        if (scope.Text("algorithm") is "DQN" or "QRDQN" && scope.Number("learning_starts") is { } starts
            && scope.Number("total_timesteps") is { } total && (!scope.Has("exploration_fraction")
                || scope.Number("exploration_fraction") is not null))
        {
            var share = scope.Number("exploration_fraction") ?? (scope.Text("algorithm") == "DQN" ? 0.1 : 0.005);
            if (share * total <= starts && starts < total && scope.Node("learning_starts") is { } node
                && (scope.Number("exploration_final_eps") ?? 0) < 0.2)
            {
                scope.Observe(new WrongTypeObservation(
                    (scope.Node("exploration_fraction") ?? node).Place, scope.Absolute("exploration_fraction"),
                    FormattableString.Invariant($"an exploration that ends after {share * total} steps"),
                    FormattableString.Invariant($"one that lasts beyond the {starts} steps before learning starts ('learning_starts')"),
                    "epsilon reaches its end before the first update, so what is learned never explores", Severity.Warning));
            }
        }
    }

    // on_policy_algorithm.py: whole rollouts of n_steps in each environment, and an update after each.
    private static void ReadRollout(RecipeScope scope, RecipeBuilder draft, Algorithm algorithm)
    {
        if (algorithm.Rollout is null || !draft.Get(Facts.TimeHorizon).TryGet(out var steps)
            || Environments(scope) is not { } environments)
        {
            return;
        }

        var rollout = steps * environments;
        if (draft.Get(Facts.TimeHorizon).IsWritten || environments > 1)
        {
            draft.Set(Facts.BufferSize, Setting<double>.Derived(rollout, "n_steps times n_envs", draft.Get(Facts.TimeHorizon)));
        }

        if (scope.Node("total_timesteps") is ScalarNode total && scope.Number("total_timesteps") is { } length && length > 0
            && length < rollout)
        {
            scope.Observe(new WrongTypeObservation(
                total.Place, scope.Absolute("total_timesteps"), total.Text,
                FormattableString.Invariant($"several times a rollout of {rollout} ('n_steps' times the environments)"),
                "the agent gathers one whole rollout whatever is written and learns from it once, which is hardly any training",
                Severity.Info));
        }
    }

    // Without make_vec_env the number of environments is one, unless something else builds several.
    private static double? Environments(RecipeScope scope) => scope.Has("n_envs") ? scope.Number("n_envs")
        : Several.Any(sign => scope.View.File.Text.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0) ? null : 1;

    private static void SetOtherwise(RecipeScope scope, RecipeBuilder draft, (SettingKey<double> Setting, string Name) key, double? value)
    {
        if (value is { } number && !scope.Has(key.Name))
        {
            draft.SetDefault(key.Setting, number);
        }
    }

    private sealed record Algorithm(string Optimizer, double Rate, double? Batch, double? Rollout);
}
