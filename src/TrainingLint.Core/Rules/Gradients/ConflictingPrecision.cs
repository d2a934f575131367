using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Gradients;

/// <summary>TL0503 conflicting-precision: Two precisions are switched on at once.</summary>
public sealed class ConflictingPrecision : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0503",
        Name = "conflicting-precision",
        Severity = Severity.Error,
        Title = "Two precisions are switched on at once",
        Failure = Failure.NotWhatIsWritten,
        Why = "Frameworks refuse to start, or quietly choose one. In half precision small gradients underflow to zero without loss scaling; in bfloat16 they do not: which one runs decides whether training stalls.",
        Instead = "Keep bf16 on hardware that has it, otherwise fp16, and delete the other.",
        Suppress = "Never; one of the two has no effect.",
        Sources = [
            "transformers, training_args.py: at most one of fp16 and bf16 can be True",
            "DeepSpeed, runtime/config.py asserts the same",
        ],
        Risky = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            bf16: true
            fp16: true
            """,
        Sound = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            num_train_epochs: 1
            bf16: true
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        // Readers join the precisions that are on at once with a plus sign.
        if (recipe.Get(Facts.Precision) is { State: SettingState.Known } precision && precision.Or("").IndexOf('+') > 0)
        {
            var parts = precision.Or("").Split('+');
            yield return At(recipe, precision, "Both " + parts[0] + " and " + parts[1] + " are switched on, and at most one can take effect; delete one.")
                with
            {
                Fixes = precision is { Place: { } place, Text: { } text } && Off(text) is { } off
                ? [new Fix("Switch '" + precision.Key + "' off", FixSafety.Unsafe, [new ReplaceValue(place, text, off)])] : []
            };
        }
    }

    private static string? Off(string on) => on switch
    {
        "true" => "false",
        "True" => "False",
        _ => null,
    };
}
