using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0203 betas-out-of-range: Adam's betas are outside of [0, 1), or the second is below the first.</summary>
public sealed class BetasOutOfRange : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0203",
        Name = "betas-out-of-range",
        Severity = Severity.Error,
        SeverityNote = "An error outside of the range from 0 to 1; a warning where the second moment forgets faster than the "
            + "first.",
        HoldsInTests = true,
        Title = "Adam's betas are outside of [0, 1), or the second is below the first",
        Failure = Failure.Divergence,
        Why = "The betas are weights of running averages; at 1 the average never moves, beyond it the average grows without end. When the second moment forgets faster than the first, a single large gradient is divided by a memory that has already lost it, and the step explodes.",
        Instead = "Write 0.9 and 0.999, or 0.9 and 0.95 for large language models.",
        Suppress = "For optimizers in which the betas have another meaning.",
        Sources =
        [
            "Kingma and Ba 2015 (arXiv:1412.6980), section 2",
            "Reddi et al. 2018, On the Convergence of Adam and Beyond (arXiv:1904.09237)",
        ],
        Risky = """
            optimizer:
              type: Adam
              lr: 1.0e-3
              betas: [0.9, 1.0]
            epochs: 10
            seed: 1
            """,
        Sound = """
            optimizer:
              type: Adam
              lr: 1.0e-3
              betas: [0.9, 0.999]
            epochs: 10
            seed: 1
            """,
        Experiment = "final loss against the same run with betas of 0.9 and 0.999",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var first = recipe.Get(Facts.Beta1);
        var second = recipe.Get(Facts.Beta2);
        foreach (var (beta, name) in new[] { (first, "beta1"), (second, "beta2") })
        {
            if (beta.IsWritten && beta.TryGet(out var value) && !double.IsNaN(value) && !Facts.Beta1.Domain!.Contains(value))
            {
                yield return At(recipe, beta, "The " + name + " of " + Show(beta) + " is outside of [0, 1), so its running average " + (value < 0 ? "alternates" : "never forgets") + "; 0.9 and 0.999 are usual.");
                yield break;
            }
        }

        // NovoGrad and Adafactor use second moments that forget fast, on purpose.
        if (recipe.OptimizerFamily == OptimizerFamily.Adam && second.IsWritten && first.TryGet(out var beta1)
            && second.TryGet(out var beta2) && beta2 < beta1 && beta1 < 1)
        {
            yield return At(recipe, second, "The second moment (" + Show(second) + ") forgets faster than the first (" + Show(beta1) + "), which lets the step of a single large gradient explode; write a beta2 above beta1.", Severity.Warning);
        }
    }
}
