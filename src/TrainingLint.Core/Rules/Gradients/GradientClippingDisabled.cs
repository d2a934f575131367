using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Gradients;

/// <summary>TL0502 gradient-clipping-disabled: Recurrent or large transformer training without gradient clipping.</summary>
public sealed class GradientClippingDisabled : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0502",
        Name = "gradient-clipping-disabled",
        Severity = Severity.Info,
        Title = "Recurrent or large transformer training without gradient clipping",
        Failure = Failure.Divergence,
        Why = "The loss of recurrent networks has cliffs, and large transformers meet batches with gradients a hundred times the usual. One unclipped step there undoes hours of training.",
        Instead = "Clip the norm of the gradient at 1.0 (transformers) or 5.0 (recurrent networks).",
        Suppress = "When normalisation makes spikes impossible, or a callback of your own clips.",
        Sources =
        [
            "Pascanu, Mikolov, Bengio 2013, On the difficulty of training recurrent neural networks (arXiv:1211.5063)",
            "Zhang et al. 2020, Why Gradient Clipping Accelerates Training (arXiv:1905.11881)",
        ],
        Risky = """
            model:
              type: lstm
            optimizer:
              type: Adam
              lr: 1.0e-3
            clip_grad_norm: 0
            epochs: 20
            seed: 1
            """,
        Sound = """
            model:
              type: lstm
            optimizer:
              type: Adam
              lr: 1.0e-3
            clip_grad_norm: 5.0
            epochs: 20
            seed: 1
            """,
        Experiment = "final loss against the same run with a clip norm of 1",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var norm = recipe.Get(Facts.GradientClipNorm);
        var isOff = norm.IsWritten && norm.Is(0) && !recipe.Means(Facts.GradientClipNorm, Meaning.ZeroErases);
        var boundsItsSteps = recipe.OptimizerFamily is OptimizerFamily.Lion or OptimizerFamily.Adafactor;
        if (isOff && !boundsItsSteps && !recipe.IsFragment && !recipe.Get(Facts.GradientClipValue).HasValue
            && (recipe.Is(Facts.Recurrent)
                || (recipe.IsTransformer() && recipe.Regime == Regime.FromScratch)))
        {
            yield return At(recipe, norm, "Clipping is switched off for a " + (recipe.Is(Facts.Recurrent) ? "recurrent network; clip the gradient's norm at 5" : "transformer trained from scratch; clip the gradient's norm at 1") + ".");
        }
    }
}
