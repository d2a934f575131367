using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0205 weight-decay-extreme: Weight decay is negative or above the range for this optimizer.</summary>
public sealed class WeightDecayExtreme : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0205",
        Name = "weight-decay-extreme",
        Severity = Severity.Warning,
        SeverityNote = "A warning above the range; an error for a negative decay, and where it shrinks weights faster than any gradient rebuilds them.",
        Title = "Weight decay is negative or above the range for this optimizer",
        Failure = Failure.PoorMinimum,
        Why = "Decay pulls every weight towards zero. Too much of it outweighs the loss: the weights collapse to the trivial minimum at zero. A negative one drives them outwards until they overflow.",
        Instead = "Write 1e-4 for SGD, 0.01 to 0.1 for AdamW.",
        Suppress = "When a sweep found the value, or only a small part of the model is decayed.",
        Sources =
        [
            "Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization (arXiv:1711.05101)",
            "Ranges: the knowledge table of TrainingLint, evidence in each row",
            "Composer, decoupled_weight_decay.py warns from 1e-3, since the decay is not multiplied by the rate there",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              WEIGHT_DECAY: 10.0
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              WEIGHT_DECAY: 0.0001
            """,
        Experiment = "final loss against the same run with a usual weight decay",
    };

    // Composer's decoupled optimizers do not multiply the decay by the rate; the library itself warns from here on.
    private const double FullyDecoupledLimit = 1e-3;

    private static readonly NumberOption Max = new("max", "largest weight decay; the table of ranges decides by default") { IsPerOptimizer = true };

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Max];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var decay = recipe.Get(Facts.WeightDecay);
        if (!decay.IsWritten || !decay.TryGet(out var value))
        {
            yield break;
        }

        var optimizer = recipe.Get(Facts.Optimizer);
        var family = recipe.OptimizerFamily;
        var range = WeightDecayRanges.Find(family, recipe.Regime);
        var own = settings.Find(Max, optimizer.Or(""));
        if (value < 0)
        {
            yield return At(recipe, decay, "The weight decay " + Show(decay) + " is negative, which drives the weights outwards until they overflow; write a value of at least 0.", Severity.Error);
        }
        else if (own is null && recipe.Means(Facts.WeightDecay, Meaning.FullyDecoupled) && value >= FullyDecoupledLimit)
        {
            yield return At(recipe, decay, "The weight decay " + Show(decay) + " is not multiplied by the learning rate in this optimizer, so every step shrinks the weights by " + Show(value * 100) + " %; write 1e-5 to 1e-4.");
        }
        else if (value > (own ?? range.WarnAbove))
        {
            yield return At(recipe, decay,
                "The weight decay " + Show(decay) + " is above " + Show(own ?? range.WarnAbove)
                    + (own is null ? ", the upper end for " + OptimizerFamilies.NameOf(family) : ", the limit configured here")
                    + ": it outweighs the loss. Write 1e-4 for SGD, 0.01 to 0.1 for AdamW.", value >= range.ErrorFrom ? Severity.Error : Severity.Warning);
        }
    }
}
