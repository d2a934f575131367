using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reinforcement;

/// <summary>TL1004 ppo-horizon-exceeds-buffer: The time horizon is longer than the buffer.</summary>
public sealed class PpoHorizonExceedsBuffer : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1004",
        Name = "ppo-horizon-exceeds-buffer",
        Severity = Severity.Warning,
        Title = "The time horizon is longer than the buffer",
        Failure = Failure.PoorMinimum,
        Why = "The buffer is full before a single trajectory is complete, so every advantage is estimated from pieces of one trajectory.",
        Instead = "Make the buffer several times the time horizon.",
        Suppress = "With many agents whose trajectories fill the buffer together.",
        Sources =
        [
            "ML-Agents, Training-Configuration-File.md: time_horizon",
        ],
        Risky = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 64
                  buffer_size: 512
                  learning_rate: 3.0e-4
                time_horizon: 1000
                max_steps: 30000000
            """,
        Sound = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 64
                  buffer_size: 10240
                  learning_rate: 3.0e-4
                time_horizon: 1000
                max_steps: 30000000
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Regime == Regime.OnPolicyReinforcement && recipe.Get(Facts.TimeHorizon) is { IsWritten: true } horizon
            && horizon.TryGet(out var steps)
            && recipe.Get(Facts.BufferSize).TryGet(out var buffer) && buffer > 0 && steps > buffer)
        {
            yield return At(recipe, horizon, "The time horizon of " + Show(horizon) + " is longer than the buffer of " + Show(buffer) + ", so no trajectory is ever complete; enlarge the buffer or shorten the horizon.");
        }
    }
}
