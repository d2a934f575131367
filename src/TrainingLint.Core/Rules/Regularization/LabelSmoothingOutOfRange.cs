using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0605 label-smoothing-out-of-range: Label smoothing is outside of [0, 1).</summary>
public sealed class LabelSmoothingOutOfRange : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0605",
        Name = "label-smoothing-out-of-range",
        Severity = Severity.Error,
        HoldsInTests = true,
        Title = "Label smoothing is outside of [0, 1)",
        Failure = Failure.NoTraining,
        Why = "Smoothing mixes the label with the uniform distribution. At 1 the labels are gone and every input gets the same target; beyond it the right class is punished.",
        Instead = "Write 0.1, or 0 to switch it off.",
        Suppress = "Never; such a target teaches nothing.",
        Sources =
        [
            "Szegedy et al. 2016, Rethinking the Inception Architecture (arXiv:1512.00567)",
            "torch.nn.CrossEntropyLoss: label_smoothing must be between 0.0 and 1.0",
        ],
        Risky = """
            optimizer:
              type: AdamW
              lr: 1.0e-3
            label_smoothing: 1.0
            epochs: 10
            seed: 1
            """,
        Sound = """
            optimizer:
              type: AdamW
              lr: 1.0e-3
            label_smoothing: 0.1
            epochs: 10
            seed: 1
            """,
    };

    // Programs of no framework write -1 for a loss without smoothing (CRSLab).
    private const double Off = -1;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.LabelSmoothing) is { IsWritten: true } smoothing && smoothing.TryGet(out var share)
            && (share < 0 || share >= 1)
            && !(share == Off && recipe.Dialect == "generic"))
        {
            yield return At(recipe, smoothing, "The label smoothing " + Show(smoothing) + " is outside of [0, 1), so the labels teach nothing; 0.1 is usual.");
        }
    }
}
