using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reinforcement;

/// <summary>TL1002 ppo-batch-exceeds-buffer: The batch is larger than the buffer it is drawn from.</summary>
public sealed class PpoBatchExceedsBuffer : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1002",
        Name = "ppo-batch-exceeds-buffer",
        Severity = Severity.Error,
        SeverityNote = "An error where no gradient step is ever taken; a note where every step takes the whole buffer.",
        Title = "The batch is larger than the buffer it is drawn from",
        Failure = Failure.NoTraining,
        Why = "The buffer never holds a whole batch. ML-Agents then takes no gradient step at all, without a word; other frameworks stop, or use the smaller number.",
        Instead = "Make the buffer several times the batch (ML-Agents: 4 to 40 times).",
        Suppress = "Where the framework cuts the batch to the buffer and that is meant.",
        Sources =
        [
            "ML-Agents, on_policy_trainer.py: the number of batches is the whole-number quotient of buffer and batch",
            "rl_games, a2c_common.py refuses such a pair; RL Zoo ships five entries with it",
        ],
        Risky = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 20480
                  buffer_size: 2048
                  learning_rate: 3.0e-4
                max_steps: 30000000
            """,
        Sound = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 2048
                  buffer_size: 20480
                  learning_rate: 3.0e-4
                max_steps: 30000000
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        // The batch of an update is what one device takes at a time in an environment, and the mini batch over all devices for a language model.
        var isLanguageModel = recipe.Regime is Regime.LanguageModelReinforcement or Regime.LanguageModelReinforcementAdapter;
        var batch = recipe.Get(isLanguageModel ? Facts.EffectiveBatchSize : Facts.BatchSize);
        if (batch.TryGet(out var samples) && recipe.Get(Facts.BufferSize).TryGet(out var buffer) && buffer > 0 && samples > buffer
            && (batch.IsWritten || recipe.Get(Facts.BufferSize).IsWritten)
            && (isLanguageModel || recipe.Regime is Regime.OnPolicyReinforcement or Regime.OffPolicyReinforcement))
        {
            var isFatal = recipe.Means(Facts.BufferSize, Meaning.MustHoldBatch);
            yield return At(recipe, batch.IsWritten ? batch : recipe.Get(Facts.BufferSize),
                "The batch of " + Show(batch) + " is larger than the buffer of " + Show(buffer) + (isFatal ? ", so no gradient step is ever taken" : ", so every step sees the whole buffer") + "; make the buffer several times the batch.", isFatal ? Severity.Error : Severity.Info);
        }
    }
}
