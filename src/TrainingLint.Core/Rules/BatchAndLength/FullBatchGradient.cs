using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0406 full-batch-gradient: Every step sees the whole data set, so no noise is left.</summary>
public sealed class FullBatchGradient : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0406",
        Name = "full-batch-gradient",
        Severity = Severity.Info,
        Title = "Every step sees the whole data set, so no noise is left",
        Failure = Failure.PoorMinimum,
        Why = "Full-batch descent follows one deterministic path into the nearest minimum or saddle. The noise of small batches is what carries a run out of sharp and poor minima.",
        Instead = "Train on batches of a small part of the data.",
        Suppress = "For convex problems, and for methods that need exact gradients such as L-BFGS.",
        Sources =
        [
            "Keskar et al. 2017 (arXiv:1609.04836)",
            "Jastrzebski et al. 2018, Three Factors Influencing Minima in SGD (arXiv:1711.04623)",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            batch_size: full
            epochs: 100
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            batch_size: 64
            epochs: 100
            seed: 1
            """,
        Experiment = "final loss after as many passes over the samples in batches of 64",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var batch = recipe.Get(Facts.BatchSize);
        var isFull = batch is { Text: "full" or "all" or "full_batch" } && batch.Place is not null;
        if (isFull && recipe.OptimizerFamily is not OptimizerFamily.SelfScaling
            && !recipe.Means(Facts.BatchSize, Meaning.ChosenByFramework))
        {
            yield return At(recipe, batch, "Every step sees the whole data set, so no gradient noise is left to leave poor minima and saddles; use batches of a small part of it.");
        }
    }
}
