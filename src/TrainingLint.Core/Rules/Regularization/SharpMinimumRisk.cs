using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0604 sharp-minimum-risk: The combination that favours sharp minima.</summary>
public sealed class SharpMinimumRisk : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0604",
        Name = "sharp-minimum-risk",
        Severity = Severity.Info,
        Title = "The combination that favours sharp minima",
        Failure = Failure.SharpMinimum,
        Why = "A large batch at a small constant rate has little noise, and without decay or averaging nothing else leads away from sharp minima. Such runs reach the training loss of others and generalize worse.",
        Instead = "Raise the rate with the batch, add weight decay, or average the weights.",
        Suppress = "When held-out loss has been compared with a small-batch run.",
        Sources =
        [
            "Keskar et al. 2017 (arXiv:1609.04836)",
            "Smith and Le 2018, A Bayesian Perspective on Generalization and SGD (arXiv:1710.06451)",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.001
              momentum: 0.9
              weight_decay: 0
            global_batch_size: 4096
            warmup_epochs: 5
            scheduler: cosine
            epochs: 90
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 1.6
              momentum: 0.9
              weight_decay: 1.0e-4
            global_batch_size: 4096
            warmup_epochs: 5
            scheduler: cosine
            epochs: 90
            seed: 1
            """,
        Experiment = "largest eigenvalue at the end against that at a rate raised with the batch",
    };

    private const double LargeBatch = 1024;

    // A tenth of what the linear rule gives for a reference of 0.1 at 256 samples.
    private const double SmallRatePerSample = 0.1 / 256 / 10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.EffectiveBatch() is >= LargeBatch && recipe.Regime is Regime.FromScratch or Regime.Unknown
            && recipe.OptimizerFamily == OptimizerFamily.Sgd
            && Rate(recipe) is { HasValue: true } rate && rate.Or(0) > 0 && rate.Or(0) < SmallRatePerSample * recipe.EffectiveBatch()
            && recipe.Get(Facts.WeightDecay) is { IsWritten: true } decay && decay.Is(0) && !recipe.Get(Facts.EmaDecay).HasValue
            && !recipe.Get(Facts.SwaStart).HasValue)
        {
            yield return At(recipe, rate, "The rate " + Show(rate) + " is small for a batch of " + Show(recipe.EffectiveBatch()!.Value) + ", and there is neither weight decay nor averaging: the run will end in a sharp minimum. Raise the rate with the batch.");
        }
    }

    // Where the framework scales the written rate with the batch, the scaled one is what reaches the optimizer.
    private static Setting<double> Rate(Recipe recipe) =>
        recipe.Get(Facts.EffectiveLearningRate) is { HasValue: false, Text: null } ? recipe.Get(Facts.LearningRate)
            : recipe.Get(Facts.EffectiveLearningRate);
}
