using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0113 warmup-within-memory: The warmup is shorter than the memory of Adam's second moment.</summary>
public sealed class WarmupWithinMemory : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0113",
        Name = "warmup-within-memory",
        Severity = Severity.Info,
        Title = "The warmup is shorter than the memory of Adam's second moment",
        Failure = Failure.Divergence,
        Why = "Adam divides by a running mean over about 1 / (1 - beta2) gradients. Until that many have been seen the divisor rests on "
            + "the first few, whose scale at a random start is not that of later ones; a full rate in that time takes steps of the wrong "
            + "length.",
        Instead = "Warm up for about 2 / (1 - beta2) steps, or lower beta2 (0.95 remembers 20 steps, 0.999 a thousand).",
        Suppress = "When the rate is low, or a sweep shows that the start is stable.",
        Sources =
        [
            "Ma and Yarats 2021, On the adequacy of untuned warmup for adaptive optimization (arXiv:1910.04209): 2 / (1 - beta2) steps",
            "Liu et al. 2020 (arXiv:1908.03265)",
        ],
        Risky = """
            model:
              type: transformer
              n_layers: 12
            optimizer:
              name: adamw
              lr: 1.0e-3
              betas: [0.9, 0.999]
            scheduler:
              name: cosine
              warmup_steps: 100
            max_steps: 50000
            seed: 1
            """,
        Sound = """
            model:
              type: transformer
              n_layers: 12
            optimizer:
              name: adamw
              lr: 1.0e-3
              betas: [0.9, 0.999]
            scheduler:
              name: cosine
              warmup_steps: 2000
            max_steps: 50000
            seed: 1
            """,
    };

    private const double LargeRate = 5e-4;

    // Half of what the paper asks for, so that only a clear shortfall is said.
    private const double ShareOfMemory = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var beta = recipe.Get(Facts.Beta2);
        var warmup = recipe.Get(Facts.WarmupSteps);
        if (recipe.OptimizerFamily != OptimizerFamily.Adam || recipe.Regime is not (Regime.FromScratch or Regime.Unknown)
            || !recipe.IsTransformer() || recipe.Get(Facts.LearningRate).Or(0) < LargeRate
            || !beta.TryGet(out var decay) || decay is not (> 0 and < 1) || !warmup.IsWritten || !warmup.TryGet(out var steps)
                || steps <= 0)
        {
            yield break;
        }

        var memory = 2 / (1 - decay);
        if (steps < ShareOfMemory * memory && recipe.Get(Facts.MaxSteps).Or(double.PositiveInfinity) > 2 * memory)
        {
            yield return At(recipe, warmup, "A warmup of " + Show(warmup)
                + " steps ends before Adam's second moment has settled: with beta2 "
                + Show(beta) + " that takes about " + Show(Math.Round(memory)) + " steps. Warm up longer, or lower beta2.");
        }
    }
}
