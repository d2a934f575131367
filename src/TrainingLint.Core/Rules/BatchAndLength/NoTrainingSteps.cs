using System;
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
        SeverityNote = "An error; a note where another length is written beside it, by which most frameworks then go.",
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

    private static readonly SettingKey<double>[] Lengths = [Facts.Epochs, Facts.MaxSteps, Facts.MaxTokens];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        foreach (var key in Lengths)
        {
            var length = recipe.Get(key);
            if (!length.IsWritten || !length.TryGet(out var amount) || amount > 0 || double.IsNaN(amount)
                || recipe.Means(key, Meaning.ZeroIsUnlimited))
            {
                continue;
            }

            // -1 is the usual way to write "not set"; only zero says "no training".
            if (amount == 0)
            {
                if (Judged(recipe, key, length) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    // A length of 0 beside another length means "by the other one" (transformers, diffusers, SimpleTuner). Only where each length
    // ends the run for itself do zero epochs end it at once (lightning.pytorch.loops.fit_loop, _FitLoop.done).
    private Finding? Judged(Recipe recipe, SettingKey key, Setting<double> length)
    {
        var written = "'" + length.Key + ": " + Show(length) + "'";
        var other = Array.Find(Lengths,
            other => other != key && recipe.Get(other) is { HasValue: true } amount && amount.Or(0) > 0
                && (amount.IsWritten || other == Facts.Epochs));
        if (other is null)
        {
            return At(recipe, length, written + " trains nothing; write how long the run should be.");
        }

        if (key != Facts.Epochs || recipe.Get(other) is not { IsWritten: true } steps)
        {
            return null;
        }

        var beside = "'" + steps.Key + ": " + Show(steps) + "'";
        return recipe.Means(Facts.Epochs, Meaning.EndsTheRun)
            ? At(recipe, length, written + " ends the run at once, whatever " + beside + " says; write -1, or leave one of the two out.")
            : At(recipe, length, written + " says nothing beside " + beside + ", which is the length where a framework lets steps decide; leave it out.", Severity.Info);
    }
}
