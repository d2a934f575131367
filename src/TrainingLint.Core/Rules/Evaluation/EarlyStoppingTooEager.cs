using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Evaluation;

/// <summary>TL0804 early-stopping-too-eager: Early stopping has no patience.</summary>
public sealed class EarlyStoppingTooEager : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0804",
        Name = "early-stopping-too-eager",
        Severity = Severity.Warning,
        Title = "Early stopping has no patience",
        Failure = Failure.PoorMinimum,
        Why = "The held-out loss rises for a while on the way over every saddle and after every rise of the rate. A stop at the first bad evaluation ends the run in the first basin it meets, often within warmup.",
        Instead = "Allow at least three evaluations without progress.",
        Suppress = "For convex problems.",
        Sources =
        [
            "Prechelt 1998, Early Stopping - But When?",
            "ESPnet and Lightning stop at the first evaluation without progress when patience is 0; in OpenNMT-py, fairseq and Ludwig 0 means off",
        ],
        Risky = """
            optimizer:
              type: Adam
              lr: 1.0e-3
            early_stopping:
              patience: 0
            epochs: 100
            seed: 1
            """,
        Sound = """
            optimizer:
              type: Adam
              lr: 1.0e-3
            early_stopping:
              patience: 5
            epochs: 100
            seed: 1
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var patience = recipe.Get(Facts.EarlyStoppingPatience);
        if (patience.IsWritten && patience.TryGet(out var evaluations) && evaluations <= 0 && !recipe.Traits.HasFlag(RecipeTraits.ZeroPatienceMeansOff))
        {
            yield return At(recipe, patience, "A patience of " + Show(patience) + " stops at the first evaluation without progress; allow at least three.", evaluations < 0 ? Severity.Info : null);
        }
    }
}
