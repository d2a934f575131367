using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0404 no-training-steps: The run has no epochs or steps.</summary>
public sealed class NoTrainingSteps : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0404",
        Name = "no-training-steps",
        Severity = Severity.Error,
        Title = "The run has no epochs or steps",
        Failure = Failure.NoTraining,
        Why = "Nothing is trained: the run ends with the weights it started from, and an evaluation afterwards measures the initialisation.",
        Instead = "Write the number of epochs or steps that the run should take.",
        Suppress = "When the file only evaluates or exports.",
        Sources =
        [
            "The loop \"for epoch in range(0)\" of every framework",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 0
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        foreach (var key in new[] { Facts.Epochs, Facts.MaxSteps, Facts.MaxTokens })
        {
            var length = recipe.Get(key);
            if (!length.IsWritten || !length.TryGet(out var amount) || amount > 0 || double.IsNaN(amount)
                || recipe.Traits.HasFlag(RecipeTraits.ZeroLengthMeansUnlimited) || HasOtherLength(recipe, key))
            {
                continue;
            }

            // -1 is the usual way to write "not set"; only zero says "no training".
            if (amount == 0)
            {
                yield return At(recipe, length, "'" + length.Key + ": " + Show(length) + "' trains nothing; write how long the run should be.");
            }
        }
    }

    // max_steps: 0 beside a number of epochs means "by epochs" in most frameworks; zero epochs end the run whatever else is written.
    private static bool HasOtherLength(Recipe recipe, SettingKey key) =>
        key != Facts.Epochs && recipe.Get(Facts.Epochs) is { HasValue: true } epochs && epochs.Or(0) > 0;
}
