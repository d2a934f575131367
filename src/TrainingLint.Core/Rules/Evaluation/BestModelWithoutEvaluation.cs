using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Evaluation;

/// <summary>TL0802 best-model-without-evaluation: The best checkpoint or an early stop is wanted, but nothing is evaluated to tell.</summary>
public sealed class BestModelWithoutEvaluation : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0802",
        Name = "best-model-without-evaluation",
        Severity = Severity.Error,
        Title = "The best checkpoint or an early stop is wanted, but nothing is evaluated to tell",
        Failure = Failure.Unmeasured,
        Why = "Selection and early stopping compare evaluations. Without a matching evaluation the framework refuses to start, or keeps the last checkpoint, overfitted or not.",
        Instead = "Evaluate and save at the same interval.",
        Suppress = "When a callback of your own evaluates.",
        Sources =
        [
            "transformers, training_args.py: load_best_model_at_end requires the save and eval strategy to match",
        ],
        Risky = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            load_best_model_at_end: true
            eval_strategy: "no"
            """,
        Sound = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            load_best_model_at_end: true
            eval_strategy: epoch
            save_strategy: epoch
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.BestModelSelection) is { IsWritten: true } selection && selection.Is(true)
            && recipe.Get(Facts.EvaluationMatchesSelection) is { HasValue: true } matches && matches.Is(false))
        {
            yield return At(recipe, selection, "'" + selection.Key + "' wants the best checkpoint, but " + (matches.Derivation ?? "nothing is evaluated") + "; evaluate and save at the same interval.");
        }
    }
}
