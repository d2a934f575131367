using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0201 no-momentum: SGD runs without momentum.</summary>
public sealed class NoMomentum : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0201",
        Name = "no-momentum",
        Severity = Severity.Warning,
        SeverityNote = "A warning; a note where 0 is written and the program trains against an adversary, which many do without momentum, "
            + "or where the weight decay is written as 0 as well: plain SGD is then a decision.",
        Title = "SGD runs without momentum",
        Failure = Failure.PoorMinimum,
        Why = "Without momentum SGD crawls along narrow valleys, stays long on plateaus and near saddles, and is stable only at smaller rates. Momentum carries it through; almost nobody trains a deep network without.",
        Instead = "Set momentum to 0.9, and lower the rate if the loss then oscillates.",
        Suppress = "For a baseline without momentum, or where another mechanism averages gradients.",
        Sources =
        [
            "Sutskever et al. 2013, On the importance of initialization and momentum in deep learning",
            "Gidel et al. 2019, Negative Momentum for Improved Game Dynamics: momentum above 0 harms games of two players",
            "Practice: 5 of 1,354 public SGD recipes run without momentum, two of them benchmarks",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 0.0
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 0.9
            """,
        Experiment = "final loss with and without momentum",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var momentum = recipe.Get(Facts.Momentum);
        var optimizer = recipe.Get(Facts.Optimizer).Or("");
        var family = recipe.OptimizerFamily;
        // Averaged SGD has no momentum to set (torch/optim/asgd.py).
        if (family is not (OptimizerFamily.Sgd or OptimizerFamily.Lars)
            || optimizer.EndsWith("ASGD", System.StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        if (momentum.IsWritten && momentum.Is(0))
        {
            var finding = At(recipe, momentum, OptimizerFamilies.NameOf(family)
                + " runs without momentum; 0.9 crosses plateaus and saddles that plain SGD gets stuck on.");

            // Whoever writes a zero for the decay as well has decided for plain SGD: heads, prompts, and tests of theory.
            var isDecision = recipe.Get(Facts.WeightDecay) is { IsWritten: true } decay && decay.Is(0);
            yield return isDecision || recipe.Is(Facts.Adversarial) ? finding with { Severity = Severity.Info } : finding;
        }
        else if (family == OptimizerFamily.Sgd && !recipe.IsFragment && !OptimizerFamilies.NamesMomentum(optimizer)
            && (momentum.IsMissing || (momentum.Origin == Origin.Default && momentum.Is(0))))
        {
            yield return At(recipe, recipe.Get(Facts.Optimizer), "SGD runs without momentum, because none is written and the framework's default is 0; add momentum 0.9.");
        }
    }
}
