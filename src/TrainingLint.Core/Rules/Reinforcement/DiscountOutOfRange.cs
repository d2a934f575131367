using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reinforcement;

/// <summary>TL1001 discount-out-of-range: The discount is outside of (0, 1], or lambda outside of [0, 1].</summary>
public sealed class DiscountOutOfRange : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1001",
        Name = "discount-out-of-range",
        Severity = Severity.Error,
        SeverityNote = "An error outside of the range from 0 to 1, and at 1 where the framework forbids it; a warning at 1 "
            + "elsewhere.",
        Title = "The discount is outside of (0, 1], or lambda outside of [0, 1]",
        Failure = Failure.Divergence,
        Why = "Above 1 the value of the future grows without bound, and the value function diverges. At 0 the agent sees no future at all. At exactly 1, episodes without end have infinite value.",
        Instead = "Write 0.99 for the discount, 0.95 for lambda.",
        Suppress = "At exactly 1 for short episodes with a certain end.",
        Sources =
        [
            "Sutton and Barto 2018, section 3.3",
            "Schulman et al. 2016, High-Dimensional Continuous Control Using GAE (arXiv:1506.02438)",
            "ML-Agents, Training-Configuration-File.md: gamma must be strictly smaller than 1",
        ],
        Risky = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 2048
                  buffer_size: 20480
                  learning_rate: 3.0e-4
                reward_signals:
                  extrinsic:
                    gamma: 1.5
                    strength: 1.0
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
                reward_signals:
                  extrinsic:
                    gamma: 0.995
                    strength: 1.0
                max_steps: 30000000
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var discount = recipe.Get(Facts.Discount);
        if (discount.IsWritten && discount.TryGet(out var gamma))
        {
            if (gamma <= 0 || gamma > 1)
            {
                yield return At(recipe, discount, "The discount " + Show(discount) + " is outside of (0, 1]" + (gamma > 1 ? ", so the value of the future grows without bound" : "") + "; 0.99 is usual.");
            }
            else if (gamma == 1 && !recipe.Means(Facts.Discount, Meaning.OneIsUsual))
            {
                yield return At(recipe, discount, "A discount of 1 gives episodes without end an infinite value; 0.99 is usual.",
                    recipe.Means(Facts.Discount, Meaning.OneIsRefused) ? Severity.Error : Severity.Warning);
            }
        }

        if (recipe.Get(Facts.GaeLambda) is { IsWritten: true } lambda && lambda.TryGet(out var weight) && (weight < 0 || weight > 1))
        {
            yield return At(recipe, lambda, "The lambda " + Show(lambda) + " is outside of [0, 1]; 0.95 is usual.");
        }
    }
}
