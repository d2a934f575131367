using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0606 average-outlives-run: The moving average remembers more steps than the run has.</summary>
public sealed class AverageOutlivesRun : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0606",
        Name = "average-outlives-run",
        Severity = Severity.Warning,
        Title = "The moving average remembers more steps than the run has",
        Failure = Failure.SharpMinimum,
        Why = "An average with decay d holds the last 1 / (1 - d) steps or so. Where that is more than the whole run, the average still "
            + "holds the random start when the run ends, and whatever is evaluated or kept from it is worse than the weights themselves.",
        Instead = "Write a decay whose 1 / (1 - d) is a tenth of the run or less, or let it grow with the step.",
        Suppress = "When the framework lets the decay grow from zero, or a longer run continues this one.",
        Sources =
        [
            "Polyak and Juditsky 1992",
            "Busbridge et al. 2023, How to Scale Your EMA (arXiv:2307.13813)",
        ],
        Risky = """
            optimizer:
              type: AdamW
              lr: 1.0e-4
            ema_decay: 0.9999
            scheduler: cosine
            warmup_steps: 100
            max_steps: 2000
            seed: 1
            """,
        Sound = """
            optimizer:
              type: AdamW
              lr: 1.0e-4
            ema_decay: 0.99
            scheduler: cosine
            warmup_steps: 100
            max_steps: 2000
            seed: 1
            """,
    };

    private const double MostTrialSteps = 200;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var decay = recipe.Get(Facts.EmaDecay);
        if (decay.IsWritten && decay.TryGet(out var factor) && factor is > 0 and < 1
            && !recipe.Means(Facts.EmaDecay, Meaning.ShareOfNewWeights)
            && recipe.Get(Facts.MaxSteps).TryGet(out var steps) && steps > MostTrialSteps && 1 / (1 - factor) is var memory
                && memory > steps)
        {
            yield return At(recipe, decay, "The averaging decay " + Show(decay) + " remembers about " + Show(System.Math.Round(memory))
                + " steps, the run has "
                + Show(steps) + ": the average still holds the start. Write " + Show(System.Math.Round(1 - (10 / steps), 4)) + " or less.");
        }
    }
}
