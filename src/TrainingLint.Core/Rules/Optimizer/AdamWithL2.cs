using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0206 adam-with-l2: Weight decay is given to plain Adam, where it is divided away.</summary>
public sealed class AdamWithL2 : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0206",
        Name = "adam-with-l2",
        Severity = Severity.Info,
        Title = "Weight decay is given to plain Adam, where it is divided away",
        Failure = Failure.SharpMinimum,
        Why = "Plain Adam adds the decay to the gradient and then divides by the second moment, so weights with large gradients are hardly decayed at all. Decoupled decay regularizes all weights alike and generalizes better.",
        Instead = "Use AdamW, and choose the decay anew (0.01 to 0.1).",
        Suppress = "When results must be comparable with older work that used Adam with L2.",
        Sources =
        [
            "Loshchilov and Hutter 2019 (arXiv:1711.05101)",
        ],
        Risky = """
            optimizer:
              _target_: torch.optim.Adam
              lr: 1.0e-3
              weight_decay: 0.01
            epochs: 10
            seed: 1
            """,
        Sound = """
            optimizer:
              _target_: torch.optim.AdamW
              lr: 1.0e-3
              weight_decay: 0.01
            epochs: 10
            seed: 1
            """,
    };

    // Below this, the decay is a formality that changes nothing either way.
    private const double Noticeable = 1e-3;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (!recipe.Means(Facts.Optimizer, Meaning.NameAlone) && recipe.Get(Facts.WeightDecay) is { IsWritten: true } decay
            && decay.Or(0) >= Noticeable
            && recipe.Get(Facts.Optimizer).TryGet(out var name) && recipe.OptimizerFamily == OptimizerFamily.Adam
            && !OptimizerFamilies.DecouplesWeightDecay(name)
            && !recipe.Means(Facts.WeightDecay, Meaning.Decoupled))
        {
            yield return At(recipe, decay, "Plain Adam divides the weight decay " + Show(decay) + " by its second moment, so large gradients escape it; AdamW decays all weights alike.");
        }
    }
}
