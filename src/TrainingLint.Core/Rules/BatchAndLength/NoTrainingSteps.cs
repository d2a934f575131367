using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0404 no-training-steps: The run has no epochs or steps.</summary>
public sealed class NoTrainingSteps : RecipeRule, IJudgesCode
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
                yield return Steps(recipe) is { } steps
                    ? At(recipe, length, "'" + length.Key + ": " + Show(length) + "' trains nothing, unless the framework goes by '" + steps.Key + ": " + Show(steps) + "' alone; write one length.", Severity.Warning)
                    : At(recipe, length, "'" + length.Key + ": " + Show(length) + "' trains nothing; write how long the run should be.");
            }
        }
    }

    // Zero epochs end a run of Lightning at once; transformers goes by a positive max_steps and never looks at the epochs.
    private static Setting<double>? Steps(Recipe recipe) =>
        recipe.Get(Facts.MaxSteps) is { IsWritten: true } steps && steps.Or(0) > 0 ? steps : null;

    // max_steps: 0 beside a number of epochs means "by epochs" in most frameworks.
    private static bool HasOtherLength(Recipe recipe, SettingKey key) =>
        key != Facts.Epochs && recipe.Get(Facts.Epochs) is { HasValue: true } epochs && epochs.Or(0) > 0;
}
