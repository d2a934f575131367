using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Evaluation;

/// <summary>TL0801 no-validation: Nothing measures generalization during the run.</summary>
public sealed class NoValidation : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0801",
        Name = "no-validation",
        Severity = Severity.Info,
        Title = "Nothing measures generalization during the run",
        Failure = Failure.Unmeasured,
        Why = "The training loss falls in sharp and flat minima alike. Without held-out data nobody sees overfitting, and no checkpoint can be chosen before it set in.",
        Instead = "Hold out a part of the data and evaluate it a few times per epoch.",
        Suppress = "When another job evaluates the checkpoints.",
        Sources =
        [
            "Goodfellow, Bengio, Courville: Deep Learning (2016), section 5.3",
        ],
        Risky = """
            base_model: org/model
            datasets:
              - path: org/data
                type: alpaca
            learning_rate: 2.0e-5
            micro_batch_size: 2
            gradient_accumulation_steps: 4
            num_epochs: 3
            val_set_size: 0.05
            """,
        Sound = """
            base_model: org/model
            datasets:
              - path: org/data
                type: alpaca
            learning_rate: 2.0e-5
            micro_batch_size: 2
            gradient_accumulation_steps: 4
            num_epochs: 3
            val_set_size: 0.05
            evals_per_epoch: 2
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.IsFragment || recipe.Get(Facts.Validation) is not { IsWritten: true } validation || !validation.Is(false))
        {
            yield break;
        }

        yield return At(recipe, validation, "Held-out data is set apart ('" + validation.Key + ": " + validation.Text + "'), but nothing ever evaluates it; add an evaluation interval.");
    }
}
