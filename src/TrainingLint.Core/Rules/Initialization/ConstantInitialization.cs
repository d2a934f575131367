using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Initialization;

/// <summary>TL0701 constant-initialization: Weights are initialised to one constant.</summary>
public sealed class ConstantInitialization : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0701",
        Name = "constant-initialization",
        Severity = Severity.Warning,
        Title = "Weights are initialised to one constant",
        Failure = Failure.PoorMinimum,
        Why = "Units that start alike get the same gradient and stay alike for ever: the layer acts as a single unit. Zero everywhere is a saddle that gradient descent cannot leave.",
        Instead = "Draw weights at random: Kaiming for ReLU, Xavier for tanh, a normal of 0.02 for transformers.",
        Suppress = "For biases, normalisation gains, and layers that are meant to start as zero.",
        Sources =
        [
            "Goodfellow, Bengio, Courville: Deep Learning (2016), section 8.4: initialisation must break symmetry",
        ],
        Risky = """
            model:
              initializer: zeros
            optimizer:
              type: Adam
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
        Sound = """
            model:
              initializer: kaiming_normal
            optimizer:
              type: Adam
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
        Experiment = "final loss against a network that starts at random",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Initialization) is { IsWritten: true } initialization
            && initialization.Or("").ToLowerInvariant() is "zeros" or "zero" or "ones" or "one" or "constant" or "zeros_" or "ones_" or "constant_")
        {
            yield return At(recipe, initialization, "Weights that all start at one constant stay alike for ever; draw them at random, such as with kaiming_normal.");
        }
    }
}
