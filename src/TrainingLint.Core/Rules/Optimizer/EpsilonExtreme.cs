using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0204 epsilon-extreme: Adam's epsilon is zero, too small for half precision, or so large that Adam degenerates.</summary>
public sealed class EpsilonExtreme : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0204",
        Name = "epsilon-extreme",
        Severity = Severity.Warning,
        Title = "Adam's epsilon is zero, too small for half precision, or so large that Adam degenerates",
        Failure = Failure.Divergence,
        Why = "Epsilon keeps the division by the second moment finite. At zero, or below the smallest half-precision number, a weight without gradient turns into NaN; far above the size of the gradients, every step is divided by the same number and Adam becomes slow SGD.",
        Instead = "Write 1e-8, or 1e-6 to 1e-5 where moments are kept in half precision.",
        Suppress = "For recipes that are known to need a large epsilon, such as Inception at 1.",
        Sources =
        [
            "Kingma and Ba 2015 (arXiv:1412.6980)",
            "torch.finfo(torch.float16).smallest_normal is 6.1e-5, its smallest subnormal 6e-8",
            "Choi et al. 2019 (arXiv:1910.05446): epsilon is a real hyperparameter",
        ],
        Risky = """
            optimizer:
              type: Adam
              lr: 1.0e-3
              eps: 0.0
            epochs: 10
            seed: 1
            """,
        Sound = """
            optimizer:
              type: Adam
              lr: 1.0e-3
              eps: 1.0e-8
            epochs: 10
            seed: 1
            """,
        Experiment = "final loss against the same run with an epsilon of 1e-8",
    };

    private const double SmallestHalf = 6e-8;
    private const double Degenerate = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var epsilon = recipe.Get(Facts.Epsilon);
        if (!epsilon.IsWritten || !epsilon.TryGet(out var value))
        {
            yield break;
        }

        if (value <= 0)
        {
            yield return At(recipe, epsilon, "The epsilon " + Show(epsilon) + (value < 0 ? " lets the denominator become zero or negative" : " leaves a division by zero for every weight without gradient") + "; write 1e-8.");
        }
        else if (value >= Degenerate && recipe.OptimizerFamily == OptimizerFamily.Adam)
        {
            yield return At(recipe, epsilon, "The epsilon " + Show(epsilon) + " outweighs the gradients, so Adam degenerates to slow SGD; write 1e-8.");
        }
        else if (value < SmallestHalf && recipe.Get(Facts.Precision).TryGet(out var precision) && precision is "pure_fp16" or "pure_half" or "16-true")
        {
            yield return At(recipe, epsilon, "The epsilon " + Show(epsilon) + " is zero in half precision, whose smallest number is 6e-8; write 1e-6 or keep the moments in full precision.");
        }
    }
}
