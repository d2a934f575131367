using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0603 averaging-never-starts: Weight averaging starts after the end, or its decay is outside of (0, 1).</summary>
public sealed class AveragingNeverStarts : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0603",
        Name = "averaging-never-starts",
        Severity = Severity.Warning,
        Title = "Weight averaging starts after the end, or its decay is outside of (0, 1)",
        Failure = Failure.SharpMinimum,
        Why = "The average of the weights lies in a flatter part of the basin than any single iterate. If it never starts, never moves (decay 1) or forgets at once (decay near 0), the flatter minimum is lost without notice.",
        Instead = "Start averaging at about three quarters of the run; write an EMA decay of 0.99 to 0.9999.",
        Suppress = "When a longer run continues this one.",
        Sources =
        [
            "Izmailov et al. 2018, Averaging Weights Leads to Wider Optima (arXiv:1803.05407)",
            "Polyak and Juditsky 1992",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            ema_decay: 1.5
            scheduler: cosine
            epochs: 100
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            ema_decay: 0.999
            scheduler: cosine
            epochs: 100
            seed: 1
            """,
        Experiment = "loss of the average of the last quarter of the run against that of the last iterate",
    };

    private const double ForgetsAtOnce = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.EmaDecay) is { IsWritten: true } decay && decay.TryGet(out var factor) && factor != 0)
        {
            var isUpdateRate = recipe.Means(Facts.EmaDecay, Meaning.ShareOfNewWeights);
            var what = isUpdateRate ? "update rate" : "decay";
            if (factor < 0 || factor >= 1)
            {
                yield return At(recipe, decay,
                    "The averaging " + what + " " + Show(decay) + " is outside of (0, 1), so the average " + (factor == 1 && !isUpdateRate ? "never moves" : "is no average") + "; " + (isUpdateRate ? "0.0001 to 0.01" : "0.99 to 0.9999") + " is usual.");
            }
            else if (isUpdateRate ? 1 - factor < ForgetsAtOnce : factor < ForgetsAtOnce)
            {
                yield return At(recipe, decay, "The averaging " + what + " " + Show(decay) + " forgets at once; this framework wants the share of the " + (isUpdateRate ? "new" : "old") + " weights, so write 1 minus it.");
            }
        }

        if (recipe.Get(Facts.SwaStart) is { IsWritten: true } start && start.TryGet(out var begin) && begin > 1
            && recipe.Get(Facts.Epochs).TryGet(out var epochs) && epochs > 0 && begin >= epochs)
        {
            yield return At(recipe, start, "Weight averaging starts at epoch " + Show(start) + " of " + Show(epochs) + ", so it never does anything; start at three quarters of the run.");
        }
    }
}
