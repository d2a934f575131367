using System;
using System.Collections.Generic;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Reinforcement;

/// <summary>
/// What an algorithm of RLlib uses where nothing is written: <c>__init__</c> of its config class in
/// <c>rllib/algorithms/&lt;name&gt;/&lt;name&gt;.py</c>. The optimizer is Adam unless <c>opt_type</c> says <c>rmsprop</c> (IMPALA, APPO).
/// Only what the releases from 1.0 to 2.5x have in common is claimed.
/// </summary>
internal sealed class RlLibAlgorithm
{
    private static readonly Dictionary<string, RlLibAlgorithm> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PPO"] = new() { Rate = 5e-5, Batch = 128, Rollout = 4000, Lambda = 1, Clip = 0.3, IsCut = true, ClipsNothing = true },
        ["DDPPO"] = new() { Rate = 5e-5, IsCut = true },
        ["APPO"] = new() { Rate = 5e-4, Batch = 500, Lambda = 1, Clip = 0.4, Gradient = 40, ChoosesOptimizer = true },
        ["IMPALA"] = new() { Rate = 5e-4, Batch = 500, Gradient = 40, ChoosesOptimizer = true },
        ["A2C"] = new() { Rate = 1e-4, Lambda = 1, Gradient = 40 },
        ["A3C"] = new() { Rate = 1e-4, Lambda = 1, Gradient = 40 },
        ["PG"] = new() { Rate = 4e-4 },
        ["DQN"] = new() { Rate = 5e-4, Batch = 32, Gradient = 40, IsOffPolicy = true },
        ["APEX"] = new() { IsOffPolicy = true },
        ["R2D2"] = new() { IsOffPolicy = true },
        ["SimpleQ"] = new() { Rate = 5e-4, Batch = 32, Gradient = 40, IsOffPolicy = true },
        ["SAC"] = new() { RateKeys = ["optimization.actor_learning_rate", "actor_lr"], IsOffPolicy = true },
        ["CQL"] = new() { RateKeys = ["optimization.actor_learning_rate", "actor_lr"], IsOffPolicy = true },
        ["DDPG"] = new() { RateKeys = ["actor_lr"], IsOffPolicy = true },
        ["TD3"] = new() { RateKeys = ["actor_lr"], IsOffPolicy = true },
        ["APEX_DDPG"] = new() { RateKeys = ["actor_lr"], IsOffPolicy = true },
        ["MARWIL"] = new() { Rate = 1e-4, IsImitation = true },
        ["BC"] = new() { Rate = 1e-4, IsImitation = true },
    };

    private double? Rate { get; init; }

    private double? Batch { get; init; }

    private double? Rollout { get; init; }

    private double? Lambda { get; init; }

    private double? Clip { get; init; }

    private double? Gradient { get; init; }

    private bool ChoosesOptimizer { get; init; }

    private bool ClipsNothing { get; init; }

    private bool IsOffPolicy { get; init; }

    private bool IsImitation { get; init; }

    /// <summary>Keys that hold the rate of the policy instead of <c>lr</c>; none where it is <c>lr</c>.</summary>
    private string[] RateKeys { get; init; } = [];

    /// <summary>True when every update goes through the train batch in minibatches.</summary>
    public bool IsCut { get; private init; }

    /// <summary>An algorithm by the name under which it is registered; null for one of a project's own.</summary>
    public static RlLibAlgorithm? Find(string name) => Known.TryGetValue(name, out var found) ? found : null;

    /// <summary>Fills what the config leaves to the algorithm.</summary>
    public void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Regime = IsImitation ? Regime.Unknown : IsOffPolicy ? Regime.OffPolicyReinforcement : Regime.OnPolicyReinforcement;
        draft.SetDefault(Facts.Optimizer, ChoosesOptimizer && scope.IsAny("opt_type", "rmsprop") ? "RMSprop" : "Adam");
        if (RateKeys.Length > 0)
        {
            draft.Set(Facts.LearningRate, RlLib.First(scope, RateKeys));
            draft.Set(Facts.Schedule, Setting<string>.Unknown);
        }

        Put(Facts.LearningRate, Rate);
        Put(Facts.BatchSize, Batch);
        Put(Facts.BufferSize, Rollout);
        Put(Facts.GaeLambda, Lambda);
        Put(Facts.ClipRange, Clip);
        Put(Facts.GradientClipNorm, Gradient);
        if (ClipsNothing)
        {
            draft.SetNone(Facts.GradientClipNorm);
        }

        void Put(SettingKey<double> key, double? value)
        {
            if (value is { } number)
            {
                draft.SetDefault(key, number);
            }
        }
    }
}
