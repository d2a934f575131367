using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0405 conflicting-length: Epochs and steps are both set, and one wins.</summary>
public sealed class ConflictingLength : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0405",
        Name = "conflicting-length",
        Severity = Severity.Info,
        Title = "Epochs and steps are both set, and one wins",
        Failure = Failure.NotWhatIsWritten,
        Why = "The run ends earlier or later than the losing setting says, and a schedule that is laid out for it ends at another rate than planned.",
        Instead = "Keep the one that is meant.",
        Suppress = "When both are meant as limits and whichever comes first is right.",
        Sources =
        [
            "transformers, training_args.py: max_steps overrides num_train_epochs",
            "Axolotl and litgpt: max_steps wins",
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
            max_steps: 200
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
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Epochs) is { IsWritten: true } epochs && epochs.Or(0) > 0
            && recipe.Get(Facts.MaxSteps) is { IsWritten: true } steps && steps.Or(0) > 0)
        {
            yield return At(recipe, steps, "Both '" + epochs.Key + ": " + Show(epochs) + "' and '" + steps.Key + ": " + Show(steps) + "' limit the run, and only one decides; keep the one that is meant.")
                with
            { Related = [new RelatedPlace(epochs.Place!, "the other length")] };
        }

        // Whoever writes one of them rarely knows that the other has a default that counts too.
        if (recipe.Means(Facts.Epochs, Meaning.EndsTheRun) && recipe.Get(Facts.MaxSteps) is { IsWritten: true } written
            && written.Or(0) > 0
            && recipe.Get(Facts.Epochs) is { Origin: Origin.Default, HasValue: true } passes)
        {
            yield return At(recipe, written, "'" + written.Key + ": " + Show(written) + "' is not the only limit: the framework's default of " + Show(passes) + " epochs stands beside it, and whichever comes first ends the run; write the epochs too, or switch them off.");
        }
    }
}
