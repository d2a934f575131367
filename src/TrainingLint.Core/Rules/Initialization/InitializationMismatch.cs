using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Initialization;

/// <summary>TL0702 initialization-mismatch: The initialisation does not fit the activation.</summary>
public sealed class InitializationMismatch : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0702",
        Name = "initialization-mismatch",
        Severity = Severity.Info,
        Title = "The initialisation does not fit the activation",
        Failure = Failure.PoorMinimum,
        Why = "Xavier keeps the variance of signals for tanh; under ReLU, which drops half of them, it shrinks them by half in every layer. Kaiming under tanh saturates. Either way the deep layers start on a plateau.",
        Instead = "Use Kaiming with ReLU and its relatives, Xavier with tanh and sigmoid.",
        Suppress = "For networks with normalisation layers, which set the scale anew.",
        Sources =
        [
            "Glorot and Bengio 2010, Understanding the difficulty of training deep feedforward neural networks",
            "He et al. 2015, Delving Deep into Rectifiers (arXiv:1502.01852)",
        ],
        Risky = """
            model:
              activation: relu
              initializer: xavier_uniform
            optimizer:
              type: Adam
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
        Sound = """
            model:
              activation: relu
              initializer: kaiming_uniform
            optimizer:
              type: Adam
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
        Experiment = "final loss against a network that starts as its activation wants",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Initialization) is not { IsWritten: true } initialization
            || !recipe.Get(Facts.Activation).TryGet(out var activation))
        {
            yield break;
        }

        var name = initialization.Or("").ToLowerInvariant();
        var isXavier = name.Contains("xavier") || name.Contains("glorot");
        var isKaiming = name.Contains("kaiming") || name.StartsWith("he_", System.StringComparison.Ordinal) || name is "henormal" or "heuniform";
        var function = activation.ToLowerInvariant();
        if ((isXavier && function is "relu" or "leaky_relu" or "leakyrelu") || (isKaiming && function is "tanh" or "sigmoid"))
        {
            yield return At(recipe, initialization, "The initialisation " + initialization.Text + " does not fit " + activation + ": signals " + (isXavier ? "fade" : "saturate") + " layer by layer; use " + (isXavier ? "Kaiming" : "Xavier") + ".");
        }
    }
}
