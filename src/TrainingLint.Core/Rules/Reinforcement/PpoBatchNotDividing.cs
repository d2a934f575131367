using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reinforcement;

/// <summary>TL1003 ppo-batch-not-dividing: The buffer is no multiple of the batch.</summary>
public sealed class PpoBatchNotDividing : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1003",
        Name = "ppo-batch-not-dividing",
        Severity = Severity.Warning,
        SeverityNote = "A warning; a note where the buffer holds 32 batches or more, so that little is lost, and where the "
            + "framework copes with it.",
        Title = "The buffer is no multiple of the batch",
        Failure = Failure.NotWhatIsWritten,
        Why = "The rest of the buffer is dropped, or makes a last small batch whose gradient is far noisier than the others. Some frameworks refuse to start.",
        Instead = "Make the buffer (steps times environments) a multiple of the batch.",
        Suppress = "When the rest is small against the buffer.",
        Sources =
        [
            "stable-baselines3, ppo.py warns about it",
            "rl_games, a2c_common.py refuses it; ML-Agents drops the rest",
        ],
        Risky = """
            default:
              n_envs: 8
              n_timesteps: 1000000
              policy: MlpPolicy
              n_steps: 100
              batch_size: 128
              gae_lambda: 0.95
              clip_range: 0.2
              learning_rate: 0.0003
            """,
        Sound = """
            default:
              n_envs: 8
              n_timesteps: 1000000
              policy: MlpPolicy
              n_steps: 128
              batch_size: 128
              gae_lambda: 0.95
              clip_range: 0.2
              learning_rate: 0.0003
            """,
    };

    // What is dropped or noisy is a small part of the buffer from here on.
    private const double ManyBatches = 32;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var batch = recipe.Get(Facts.BatchSize);
        if (recipe.Regime == Regime.OnPolicyReinforcement && batch.IsWritten && batch.TryGet(out var samples) && samples > 0
            && recipe.Get(Facts.BufferSize).TryGet(out var buffer) && buffer > samples && buffer % samples != 0)
        {
            yield return At(recipe, batch,
                "The buffer of " + Show(buffer) + " is no multiple of the batch of " + Show(batch) + "; the rest of "
                    + Show(buffer % samples) + " is dropped or makes a small last batch.",
                buffer / samples >= ManyBatches || recipe.Means(Facts.BufferSize, Meaning.MustHoldBatch) ? Severity.Info : null);
        }
    }
}
